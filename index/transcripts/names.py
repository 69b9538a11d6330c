"""Full names: who a first name, a surname or initials stand for, as far as the text tells."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from index.words import fold

# Who speaks is explained early: so much of a text is looked through for full names.
_READ = 500_000
_WORD = re.compile(r"[^\W\d_](?:[\w'’-]*\w)?")
# Particles and initials between a first name and a surname.
_MOST_JOINTS = 2
_EXPLAINED = r"(?<!\w){initials}[ \t]*(?:=|:|[-–—])[ \t]*(?P<name>[^\n=:;,()]{{3,60}}?)[ \t]*(?:[,;.\n]|\Z)"
_BRACKETED = r"(?P<name>[^\W\d_][^\n()\[\],;:.?!]{{2,60}}?)[ \t]*[(\[]{initials}[)\]]"
_PARTICLES = frozenset("van von der den de del della di da dos du la le al el bin ibn ter ten".split())
_TITLES = re.compile(
    r"\A(?:(?:dr|prof|professor|mr|mrs|ms|mx|sir|dame|rev|hon)\b\.?\s+)+(?=[^\W\d_])", re.IGNORECASE
)
_INITIAL = 2
# Capitalised beside a name without being part of it.
_NO_PART = frozenset(
    """
    mr mrs ms miss dr prof professor sir lady lord president senator minister king queen thanks thank hi
    hello dear yes no well so and but welcome ok okay good with by from photo image picture interview
    interviewer
    """.split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """The capitalised words of a text, in order, and which words it also writes small."""

    text: str
    words: tuple[re.Match[str], ...]
    ordinary: frozenset[str]
    places: Mapping[str, Sequence[int]]
    """Which of the words are this folded name, written with a capital."""


def collect_names(text: str) -> Names:
    """Read a text's words once, for every label that is looked up in it."""
    early = text[:_READ]
    words = tuple(_WORD.finditer(early))
    ordinary = frozenset(map(fold, {word[0] for word in words if word[0][0].islower()}))
    places: dict[str, list[int]] = {}
    for at, word in enumerate(words):
        if word[0][0].isupper():
            places.setdefault(fold(_bare(word[0])), []).append(at)
    return Names(text=early, words=words, ordinary=ordinary, places=places)


def find_full_names(label: str, names: Names) -> tuple[str, ...]:
    """Return the full names that a label may stand for; one if the text is clear, none if it is silent."""
    bare = _without_title(label)
    if bare != label:
        # "Dr. Weiss" is "Carla Weiss" where the text says so; a title is no part of a name.
        return find_full_names(bare, names) or (label,)
    words = label.replace(".", " ").split()
    if len(words) > 1 and not _is_initials(label):
        return (_as_written(label, names),)
    if _is_initials(label):
        return _explained(label, names) or _with_initials("".join(words), names)
    return _distinct(_around(words[0], names)) if words else ()


def _without_title(label: str) -> str:
    """Return a label without what people are addressed by, if a name is left."""
    bare = _TITLES.sub("", label)
    return bare if len(bare) > _INITIAL and not bare.endswith(".") else label


def _is_initials(label: str) -> bool:
    letters = re.sub(r"[.\s]", "", label)
    return letters.isupper() and (len(letters) in {2, 3} or (len(letters) == len(label) / 2 and "." in label))


def _as_written(label: str, names: Names) -> str:
    """Prefer how the text writes a name that the label puts in capitals."""
    if not label.isupper():
        return label
    pattern = re.compile(rf"(?<!\w){re.escape(label)}(?!\w)", re.IGNORECASE)
    found = next((match[0] for match in pattern.finditer(names.text) if not match[0].isupper()), None)
    return found or label


def _explained(label: str, names: Names) -> tuple[str, ...]:
    initials = re.escape(label.replace(".", "").replace(" ", ""))
    for template in (_EXPLAINED, _BRACKETED):
        for found in re.finditer(template.format(initials=initials), names.text):
            words = [word for word in found["name"].split() if word[0].isupper() or word in _PARTICLES]
            if len(words) > 1 and _initials_of(words[-3:]).endswith(label[-1:]):
                return (" ".join(_trim(words, label)),)
    return ()


def _trim(words: list[str], label: str) -> list[str]:
    """Drop capitalised words before the name, as in "With Jane Doe (JD)"."""
    for length in range(2, len(words) + 1):
        if _initials_of(words[-length:]) == label.replace(".", "").replace(" ", ""):
            return words[-length:]
    return words


def _initials_of(words: list[str]) -> str:
    return "".join(word[0] for word in words if word not in _PARTICLES)


def _with_initials(letters: str, names: Names) -> tuple[str, ...]:
    found = [
        run
        for first in range(len(names.words))
        for run in [_run(names, first, len(letters))]
        if run and _initials_of(run) == letters
    ]
    return _distinct([" ".join(run) for run in found])


def _run(names: Names, first: int, length: int) -> list[str] | None:
    """Return that many capitalised neighbours from a word on, none of which the text writes small."""
    words = names.words[first : first + length]
    if len(words) < length or not all(_is_name(word[0], names) for word in words):
        return None
    return [_bare(word[0]) for word in words] if _are_neighbours(names, first, first + length - 1) else None


def _are_neighbours(names: Names, first: int, last: int) -> bool:
    return all(
        re.fullmatch(r"\.?[ \t]+(?:\r?\n)?", names.text[names.words[at].end() : names.words[at + 1].start()])
        for at in range(first, last)
    )


def _is_name(word: str, names: Names) -> bool:
    bare = fold(_bare(word))
    return word[0].isupper() and bare not in names.ordinary and bare not in _NO_PART


def _bare(word: str) -> str:
    return re.sub(r"['’]s?\Z", "", word)


def _around(name: str, names: Names) -> list[str]:
    """Return every full name in the text that begins with this one, or else those that end with it."""
    here = names.places.get(fold(name), ())
    forward = [full for at in here for full in _forward(at, names)]
    return forward or [full for at in here for full in _backward(at, names)]


def _forward(at: int, names: Names) -> list[str]:
    last = at + 1
    while last < len(names.words) and last - at <= _MOST_JOINTS and _joins(names.words[last][0]):
        last += 1
    if last >= len(names.words) or names.words[at][0] != _bare(names.words[at][0]):
        return []
    if not _is_name(names.words[last][0], names) or not _are_neighbours(names, at, last):
        return []
    return [_text_of(names, at, last)]


def _joins(word: str) -> bool:
    return fold(word) in _PARTICLES or (len(word) == 1 and word.isupper())


def _backward(at: int, names: Names) -> list[str]:
    first = at - 1
    while first > 0 and at - first <= _MOST_JOINTS and _joins(names.words[first][0]):
        first -= 1
    if first < 0 or not _is_name(names.words[first][0], names) or not _are_neighbours(names, first, at):
        return []
    return [_text_of(names, first, at)]


def _text_of(names: Names, first: int, last: int) -> str:
    text = names.text[names.words[first].start() : names.words[last].end()]
    return _bare(re.sub(r"\s+", " ", text))


def _distinct(found: list[str]) -> tuple[str, ...]:
    return tuple({fold(name): name for name in reversed(found)}.values())
