"""Labels at the beginning of a line: whose words follow."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from index.words import fold

_TIME = r"[\[(]?\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d+)?[\])]?"
_NAME = r"[^\W\d_][^:：*\[\]()<>{}\"“”?!;|#/\\\n]{0,59}?"
_ASIDE = r"(?:[ \t]*(?:\((?P<aside>[^()\n]{1,60})\)|\[[^\[\]\n]{1,40}\]))"
_LABEL = re.compile(
    rf"[ \t]*(?:>[ \t]*)*(?:{_TIME}[ \t]*[-–—]?[ \t]*)?(?P<open>\*{{1,3}}|_{{1,3}})?"
    rf"(?P<name>{_NAME}){_ASIDE}?(?:[ \t]*{_TIME})?[ \t]*"
    r"(?:(?P<inside>[:：])[ \t]*(?P<close_after>(?P=open))?|(?P<close_before>(?P=open))[ \t]*[:：])"
    r"(?![:/\d])"
)
_PLAIN_LABEL = re.compile(
    rf"[ \t]*(?:>[ \t]*)*(?:{_TIME}[ \t]*[-–—]?[ \t]*)?(?P<name>{_NAME}){_ASIDE}?(?:[ \t]*{_TIME})?[ \t]*[:：](?![:/\d])"
)
_LETTER = re.compile(
    r"[ \t]*(?P<open>\*{1,3}|_{1,3})?(?P<name>[QA])\d{0,3}(?P<dot>[.:：])?(?P=open)?", re.ASCII
)

_PARTICLES = frozenset(
    "van von der den de del della di da dos du la le al el bin ibn ter ten of the and y e".split()
)
# What stands before a colon at the beginning of a line without being anybody.
_NOT_NAMES = frozenset(
    """
    note notes editor's editors ed update updated correction warning caution example source sources photo image
    picture figure fig table caption credit credits published posted date time tags tag topics category categories
    by from to subject re cc bcc share read more see also related url link links http https contents summary
    conclusion introduction transcript interview edited question questions answer answers disclaimer disclosure
    copyright honestly frankly seriously actually basically however remember first second third finally yes no
    well but and so look listen here there this that what why how because result results problem solution
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
    """What looks like a label: its name as written, what stood in brackets, and where the words begin."""

    name: str
    aside: str | None
    end: int


def find_label(text: str, start: int, end: int) -> Label | None:
    """Return what looks like a label at the beginning of `text[start:end]`, which is one line."""
    line = text[start : min(end, start + 160)]
    found = _match(line)
    if found is None:
        return None
    name = re.sub(r"\s+", " ", found["name"]).strip(" .–—-,")
    aside = found.groupdict().get("aside")
    if not name or not _is_name_shaped(name):
        return None
    return Label(name=name, aside=aside, end=start + found.end())


def _match(line: str) -> re.Match[str] | None:
    letter = _LETTER.match(line)
    if letter and letter["dot"] and _ends_cleanly(letter, line):
        return letter
    marked = _LABEL.match(line)
    if marked and marked["open"] and (marked["close_after"] or marked["close_before"]):
        return marked
    return _PLAIN_LABEL.match(line)


def _ends_cleanly(letter: re.Match[str], line: str) -> bool:
    rest = line[letter.end() :]
    return not rest or rest[0].isspace()


def _is_name_shaped(name: str) -> bool:
    words = name.replace("&", " ").split()
    if not 1 <= len(words) <= 6 or fold(words[-1]) in _PARTICLES - {"q", "a"} and len(words) > 1:
        return False
    return all(_is_name_word(word) for word in words) and _begins_as_name(words[0])


def _is_name_word(word: str) -> bool:
    inner = word[:-1] if word.endswith(".") and len(word) <= 5 else word
    if "." in inner.replace(".", "", 3) or "," in inner:
        return False
    return _begins_as_name(word) or fold(word) in _PARTICLES or word.isdigit()


def _begins_as_name(word: str) -> bool:
    # A letter of a script without capitals may begin a name as well.
    return not word[0].islower()


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
    if it stands once but the text knows the name elsewhere and somebody else speaks as well.
    """
    counts = Counter(fold(label.name) for label in labels)
    if declared & counts.keys():
        known = declared & counts.keys()
    else:
        known = frozenset[str]()
    ordinary = _lower_case_words(text)
    fits = {name for name in counts if name not in known and _may_name(name, ordinary)}
    recurring = {name for name in fits if counts[name] > 1 or names_a_role(name)}
    others = len(recurring) + len(known)
    once = {name for name in fits - recurring if others and _known_elsewhere(name, text)}
    return frozenset(known | recurring | once)


def _may_name(name: str, ordinary: frozenset[str]) -> bool:
    if names_a_role(name):
        return True
    if is_nobody(name):
        return False
    return not any(word.strip(".") in ordinary for word in name.split() if word not in _PARTICLES)


def _lower_case_words(text: str) -> frozenset[str]:
    return frozenset(
        fold(found[0])
        for found in re.finditer(r"(?<![\w'’@.])[^\W\d_A-Z][^\W\d_]*", text)
        if found[0][0].islower()
    )


def _known_elsewhere(name: str, text: str) -> bool:
    folded = fold(text)
    first = name.split()[0]
    return len(re.findall(rf"(?<!\w){re.escape(first)}(?!\w)", folded)) > 1
