"""Names in a sentence: who it says spoke, and whether whatever else it names stands in its evidence."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.answering.types import Citation
from index.speakers import find_mentions
from index.types import Speaker
from index.words import Word, carries_matter, fold, split_words

_JOINT = re.compile(
    r"\b(?:both|all\s+(?:of\s+them|agree|say|said|three|four)|everyone|everybody|jointly|together|they\s+agree"
    r"|each\s+of\s+them|(?:the|these)\s+(?:\w+\s+)?(?:authors|guests|speakers|reporters|journalists|writers"
    r"|experts|interviewees|panell?ists))\b",
    re.IGNORECASE,
)
_TITLES = frozenset("mr mrs ms dr prof professor i".split())
# Words that begin a sentence with a capital and name nothing.
_OPENERS = frozenset(
    "according asked answering speaking regarding concerning overall generally however yes today".split()
)
_DEMONYM = re.compile(r"(?:ese|ian|ean|ish|an|ia|n|i|a|s)$")
_SHORTEST = 4
_WORD = re.compile(r"\w+(?:'\w+)*")
# Stands where a name stood, so that what is left still reads as a sentence.
_SOMEBODY = "somebody"


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Who a sentence names: the ids of each mention, and the sentence without the names of speakers."""

    mentions: tuple[frozenset[str], ...]
    rest: str


def name_people(outside: str, speakers: Sequence[Speaker], citations: Sequence[Citation]) -> Named:
    """Find the speakers that a sentence names: exactly, else by a misspelt name or by their role."""
    rest, mentions = _take_leading(outside, [one.turn.speaker for one in citations])
    known = {word for one in citations for word in _WORD.findall(fold(one.quote))}
    for name, ids in _by_name(speakers):
        if name not in rest:
            continue
        pattern = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
        rest, times = pattern.subn(_SOMEBODY, rest)
        mentions.extend([ids] * bool(times))
    for mention in find_mentions(f"{_SOMEBODY} {rest}", speakers, known.__contains__):
        if mention.text[0].isupper() or mention.text.startswith(("the ", "both")):
            mentions.append(mention.speakers)
    return Named(mentions=tuple(mentions), rest=rest)


def names_other(named: Named, outside: str, citations: Sequence[Citation]) -> bool:
    """Tell whether a sentence gives words to somebody who did not speak them, or to more than did."""
    spoke = {one.turn.speaker.id for one in citations}
    if any(not ids & spoke for ids in named.mentions):
        return True
    said = frozenset[str]().union(*named.mentions)
    if named.mentions and not spoke <= said:
        return True
    return _is_joint(outside, citations) and len({one.turn.speaker.name for one in citations}) == 1


def missing_names(rest: str, evidence: Iterable[str]) -> frozenset[str]:
    """Return the names of a sentence, without its speakers', that its evidence lacks."""
    names = [word for word in split_words(rest) if _is_name(rest, word)]
    if not names:
        return frozenset()
    given = {
        form for text in evidence for word in split_words(text) for form in (*_forms(word.text), word.stem)
    }
    return frozenset(word.text for word in names if not (_forms(word.text) | {word.stem}) & given)


def _is_name(text: str, word: Word) -> bool:
    """Tell whether a word is written as a name: with a capital, and not as the opening of a sentence."""
    if not any(letter.isupper() for letter in text[word.start : word.end]) or not carries_matter(word):
        return False
    return word.text not in _TITLES and not (word.text in _OPENERS and _begins_sentence(text, word.start))


def _begins_sentence(text: str, at: int) -> bool:
    before = text[:at].rstrip()
    return not before or before[-1] in ".!?:"


def _take_leading(outside: str, cited: Sequence[Speaker]) -> tuple[str, list[frozenset[str]]]:
    """Take the speaker's name off the beginning, however much it looks like an ordinary word."""
    names = [(name, one.id) for one in cited for name in (one.name, *one.aliases) if name]
    for name, speaker in sorted(names, key=lambda pair: -len(pair[0])):
        after = outside.removeprefix(name)
        if after != outside and not after[:1].isalnum():
            return f"{_SOMEBODY}{after}", [frozenset({speaker})]
    return outside, []


def _by_name(speakers: Iterable[Speaker]) -> list[tuple[str, frozenset[str]]]:
    """Return names and aliases, longest first, with the ids of all who bear them."""
    bearers: dict[str, frozenset[str]] = {}
    for speaker in speakers:
        for name in (speaker.name, *speaker.aliases):
            if len(name) > 1 and any(carries_matter(word) for word in split_words(name)):
                bearers[name] = bearers.get(name, frozenset()) | {speaker.id}
    return sorted(bearers.items(), key=lambda pair: -len(pair[0]))


def _is_joint(outside: str, citations: Sequence[Citation]) -> bool:
    quoted = " ".join(fold(one.quote) for one in citations)
    return any(fold(match[0]) not in quoted for match in _JOINT.finditer(outside))


def _forms(word: str) -> frozenset[str]:
    """Return a word as written and as its land: "Chinese" and "China" meet in "chin"."""
    bare = word.removesuffix("'s")
    stem = _DEMONYM.sub("", bare)
    return frozenset({bare, stem} if len(stem) >= _SHORTEST else {bare})
