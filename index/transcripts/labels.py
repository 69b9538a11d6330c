"""Labels at the beginning of a line: whose words follow."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index.transcripts.timeline import read_clock
from index.words import fold

_TIME = r"[\[(]?\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d+)?[\])]?"
_NAME = r"[^\W\d_][^:：*\[\]()<>{}\"“”?!;|#/\\\n]{0,59}?"
_LABEL = re.compile(
    rf"[ \t]*(?:(?P<before>{_TIME})[ \t]*[-–—]?[ \t]*)?(?P<name>{_NAME})"
    r"(?:[ \t]*(?P<aside>\([^()\n]{1,60}\)|\[[^\[\]\n]{1,40}\]))?"
    rf"(?:[ \t]*(?P<after>{_TIME}))?[ \t]*[:：](?![:/\d])"
)
_LETTER = re.compile(r"[ \t]*(?P<name>[QA])\d{0,3}[.:：](?=\s|\Z)", re.ASCII)
# A label stands within this many characters, and has no more words.
_REACH = 160
_MOST_WORDS = 6
_LONGEST_TITLE = 5

_WORD = re.compile(r"[^\W\d_]+")
_PARTICLES = frozenset(
    "van von der den de del della di da dos du la le al el bin ibn ter ten of the and y e".split()
)
# What stands before a colon at the beginning of a line without being anybody.
_NOT_NAMES = frozenset(
    """
    note notes editor's editors ed update updated correction warning caution example source sources photo
    image picture figure fig table caption credit credits published posted date time tags tag topics
    category categories by from to subject re cc bcc share read more see also related url link links http
    https contents summary conclusion introduction transcript interview edited question questions answer
    answers disclaimer disclosure copyright honestly frankly seriously actually basically however
    remember first second third finally yes no well but and so look listen here there this that what why
    how because result results problem solution
    """.split()
)
_ROLE_LABELS = frozenset(
    "interviewer interviewee host guest moderator narrator presenter reporter audience chair q a".split()
)
_NUMBERED = re.compile(
    r"(?:speaker|participant|panelist|guest|voice|caller)[ _-]*(?:\d+|[A-Za-z])", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What looks like a label: its name as written, and where the words after it begin.

    `bare` says that only print sets it apart, without a colon; `strong`, that it stands in strong print;
    `opens`, that a paragraph begins with it; `second` is the time that stands beside it.
    """

    name: str
    end: int
    bare: bool = False
    strong: bool = False
    opens: bool = False
    second: float | None = None


def find_label(text: str, start: int, end: int) -> Label | None:
    """Return what looks like a label at the beginning of `text[start:end]`, which is one line."""
    line = text[start : min(end, start + _REACH)]
    if not any(sign in line for sign in ":：."):
        return None
    found = _LETTER.match(line) or _LABEL.match(line)
    name = _clean(found["name"]) if found else ""
    if found is None or not _is_name_shaped(name):
        return None
    return Label(name=name, end=start + found.end(), second=_second(found))


def _second(found: re.Match[str]) -> float | None:
    held = found.groupdict()
    words = held.get("before") or held.get("after") or held.get("aside") or ""
    return read_clock(words.strip("[]()"))


def find_bare_label(text: str, start: int, end: int) -> Label | None:
    """Return the label that `text[start:end]` is if strong print alone sets a name apart."""
    name = _clean(text[start:end])
    return Label(name=name, end=end, bare=True) if _is_name_shaped(name) else None


def _clean(name: str) -> str:
    return " ".join(name.split()).strip(" .–—-,")


def _is_name_shaped(name: str) -> bool:
    words = name.replace("&", " ").split()
    if not 1 <= len(words) <= _MOST_WORDS or (len(words) > 1 and fold(words[-1]) in _PARTICLES):
        return False
    return all(_is_name_word(word) for word in words) and not words[0][0].islower()


def _is_name_word(word: str) -> bool:
    # "Dr." and "J.D." hold full stops, longer words end sentences with them.
    inner = word.replace(".", "") if len(word) <= _LONGEST_TITLE else word
    if any(sign in inner for sign in ".,…"):
        return False
    return not word[0].islower() or fold(word) in _PARTICLES


def doubt_label(name: str) -> str:
    """Say that what looks like a label is read as words."""
    return f"“{name}:” looks like a label but is read as words; if they speak, declare them."


def is_nobody(name: str) -> bool:
    """Tell whether these are words that stand before colons and name nobody."""
    words = fold(name).split()
    return all(word in _NOT_NAMES for word in words)


def names_a_role(name: str) -> bool:
    """Tell whether a label names a role or a number in place of a person."""
    return fold(name) in _ROLE_LABELS or _NUMBERED.fullmatch(name) is not None


def accept_labels(labels: Iterable[Label], text: str, declared: frozenset[str]) -> frozenset[str]:
    """Return the folded names of those labels that name somebody who speaks.

    A label is accepted if the sidecar declares it; if it recurs, unless the text uses it as an ordinary word;
    if it stands once, somebody else speaks as well, and the text knows the name elsewhere, uses a part of it
    as a label or sets all labels in capitals; or if it is a full name that opens a paragraph as others do.
    """
    found = list(labels)
    counts = Counter(fold(label.name) for label in found)
    ordinary, capitals = _count_words(text)
    known = declared & counts.keys()
    fits = {name for name in counts if name not in known and _may_name(name, ordinary)}
    recurring = {name for name in fits if counts[name] > 1 or names_a_role(name)}
    with_colon = {fold(label.name) for label in found if not label.bare}
    others = known | recurring
    alone = (fits & with_colon) - recurring if others else frozenset[str]()
    shouted = {fold(label.name) for label in found if label.name.isupper()}
    like_others = alone & shouted if others <= shouted else frozenset[str]()
    kin = {name for name in alone if not others.isdisjoint(name.split())}
    known_too = {name for name in alone if _known_elsewhere(name, capitals)}
    return frozenset(others | like_others | known_too | kin | _full_names(found, fits, others))


def _full_names(found: Sequence[Label], fits: set[str], others: frozenset[str]) -> set[str]:
    """Return full names that open a paragraph, where at least two do; strong print says it of each alone.

    Without it others must be labelled by full names as well: else a heading may look like this.
    """
    full = [label for label in found if label.opens and not label.bare and " " in label.name]
    names = {fold(label.name) for label in full} & fits
    strong = {fold(label.name) for label in full if label.strong} & fits
    if len(strong) > 1:
        return strong
    like_these = [name for name in others if " " in name and not names_a_role(name)]
    found_names = names if like_these and 2 * len(like_these) >= len(others) else set[str]()
    return found_names | _bare_names(found, fits, others)


def _bare_names(found: Sequence[Label], fits: set[str], others: frozenset[str]) -> set[str]:
    """Return full names that print alone sets apart, where it sets others apart again and again."""
    bare = {fold(label.name) for label in found if label.bare and label.strong and " " in label.name}
    return bare & fits if bare & others else set()


def _may_name(name: str, ordinary: frozenset[str]) -> bool:
    if names_a_role(name):
        return True
    if is_nobody(name):
        return False
    return not any(word.strip(".") in ordinary for word in name.split() if word not in _PARTICLES)


def _count_words(text: str) -> tuple[frozenset[str], Counter[str]]:
    """Return the words that a text writes small, and how often it writes which with a capital."""
    ordinary: set[str] = set()
    capitals: Counter[str] = Counter()
    for word, count in Counter(_WORD.findall(text)).items():
        if word[0].islower():
            ordinary.add(fold(word))
        else:
            capitals[fold(word)] += count
    return frozenset(ordinary), capitals


def _known_elsewhere(name: str, capitals: Counter[str]) -> bool:
    words = [word for word in _WORD.findall(name) if word not in _PARTICLES]
    return bool(words) and all(capitals[word] > 1 for word in words)
