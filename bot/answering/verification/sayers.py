"""Who a sentence says spoke, in every usual wording, and whether that is who spoke.

A speaker's name is taken for who speaks, unless it is plain that it is not: whom somebody answers, or whom
somebody speaks of. Whoever else is told to say something must be said to say it in the evidence.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from bot.answering.types import Citation
from bot.answering.verification.frame import OPENERS, SAYING, SOMEBODY
from bot.answering.verification.reported import find_reported
from index.speakers import find_mentions
from index.types import Speaker, TurnKind
from index.words import carries_matter, fold, split_words, stem_words

_VERBS = "|".join(sorted(SAYING))
_BEFORE_SAYER = re.compile(
    r"(?:according to|in the (?:view|words|opinion|eyes|mind) of"
    r"|(?:said|told|written|argued|claimed|stated|made|put forward|noted) by|to quote|quoting|\bfor|\bper"
    r"|\bto|\bas)\s+$",
    re.IGNORECASE,
)
_AFTER_SAYER = re.compile(
    r"^(?:['’]s?\s+(?:own\s+)?(?:view|opinion|words|account|argument|claim|point|position|experience|mind"
    r"|eyes|statement|answer|take|verdict|conclusion|impression|belief)\b|:"
    rf"|\s*,?\s*(?:(?:\w+ly|also|then|himself|herself)\s+)?(?:{_VERBS})\b)",
    re.IGNORECASE,
)
_TO_ADDRESSEE = re.compile(
    r"\b(?:asked by|answering|answers?|answered|to a question (?:by|from)|replying to|in reply to"
    r"|responding to|in response to|told|tells|telling|replies to|pressed by|questioned by|asked)\s+$",
    re.IGNORECASE,
)
_ASKS = re.compile(r"\b(?:asks|asked|asking|presses|pressed|tells|told|reminds|reminded|put to|puts to)\s+$")
_PRONOUN = re.compile(
    r"\b(?:he|she|him|her|hers|his|they|them|their|my (?:brother|sister|colleague|co-author))\b",
    re.IGNORECASE,
)
_GROUP = (
    r"authors|guests|speakers|reporters|journalists|writers|experts|interviewees|panell?ists|siblings"
    r"|colleagues|owners|participants|sources"
)
_JOINT = re.compile(
    r"\b(?:both|all\s+(?:of\s+them|agree|say|said|two|three|four)|everyone|everybody|jointly|together"
    r"|they\s+(?:\w+\s+)?agree|each\s+of\s+them|brother\s+and\s+sister|sister\s+and\s+brother"
    r"|husband\s+and\s+wife|(?:the|this)\s+(?:pair|duo|couple|trio|two(?:some)?|siblings|twins)"
    rf"|(?:the|these|two|three|several|our)\s+(?:\w+\s+)?(?:{_GROUP}))\b",
    re.IGNORECASE,
)
_FINITE = "|".join(
    """
    says said argues argued believes believed thinks predicts predicted insists insisted admits admitted
    warns
    warned explains explained wrote writes told tells concludes concluded adds added contends contended
    complains complained declares declared announces announced denies denied confesses confessed accuses
    accused
    say think believe argue
    """.split()
)
# Nouns as well: verbs where "that" follows.
_FINITE_BEFORE_THAT = "claims?|notes|reports|states|suggests?|claimed|noted|reported|stated|suggested"
_TELLS = re.compile(rf"\b(?:{_FINITE}|(?:{_FINITE_BEFORE_THAT})(?=\s+that\b))\b", re.IGNORECASE)
_ACCORDING = re.compile(
    r"\b(?:according to|in the (?:view|words|opinion) of|(?:said|told|written|argued|claimed|stated) by)"
    r"\s+(?P<who>[^,.;:]+)"
    r"|\b(?:in|to)\s+(?P<whose>(?:[\w-]+\s+){0,2}[\w-]+)['’]s?\s+(?:view|words|opinion|mind|account)\b",
    re.IGNORECASE,
)
_BETWEEN = frozenset(
    "also then now still later often always has have had would will did does do not never even only".split()
)
_HEARSAY = "report reports story stories rumour rumours study studies survey surveys".split()
_SAID = frozenset("that they it he she this these there how what why when".split())
_STANDING_IN = frozenset("he she who they it that which and or to but as".split())
_BE = frozenset("is are was were be been being am get gets got".split())
_BORDER = re.compile(r"[,;:—–(]\s*|\s(?:that|because|while|although|but|which|if|when|and)\s")


class Part(StrEnum):
    """What a named speaker does in a sentence."""

    SAYS = "says"
    IS_TOLD = "is_told"
    IS_TOLD_OF = "is_told_of"


class _Found(NamedTuple):
    start: int
    end: int
    speakers: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A speaker's name in a sentence: whose it may be, where it stands, and what they do there."""

    speakers: frozenset[str]
    start: int
    end: int
    part: Part


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """Whom a sentence names, in order, and the sentence with "somebody" for each name."""

    mentions: tuple[Mention, ...]
    misspelt: tuple[frozenset[str], ...]
    rest: str

    @property
    def sayers(self) -> tuple[Mention, ...]:
        """Who is said to speak."""
        return tuple(one for one in self.mentions if one.part is Part.SAYS)


def name_people(own: str, speakers: Sequence[Speaker], citations: Sequence[Citation], context: str) -> People:
    """Find the speakers that a sentence's own words name: exactly, else by a misspelt name or by their role.

    `context` is what stands right around the quotations: of whom it speaks, a sentence may speak.
    """
    mentions = tuple(
        Mention(
            speakers=one.speakers,
            start=one.start,
            end=one.end,
            part=_part(own, one, speakers, citations, context),
        )
        for one in _exact(own, speakers, citations)
    )
    rest, done = "", 0
    for one in mentions:
        rest += own[done : one.start] + SOMEBODY
        done = one.end
    rest += own[done:]
    known = {word for one in citations for word in re.findall(r"\w+(?:'\w+)*", fold(one.quote))}
    other = tuple(
        mention.speakers
        for mention in find_mentions(f"{SOMEBODY} {rest}", speakers, known.__contains__)
        if (mention.text[0].isupper() or mention.text.startswith(("the ", "both")))
        and not (mentions and mention.exact and known.issuperset(fold(mention.text).split()))
    )
    return People(mentions=mentions, misspelt=other, rest=rest)


def names_other(people: People, own: str, citations: Sequence[Citation]) -> bool:
    """Tell whether a sentence gives words to somebody who did not speak them, or to more than did."""
    spoke = {one.turn.speaker.id for one in citations}
    told = [*(one.speakers for one in people.sayers), *people.misspelt]
    if any(not ids & spoke for ids in told):
        return True
    said = frozenset[str]().union(*(one.speakers for one in people.mentions), *people.misspelt)
    if told and not spoke <= said:
        return True
    return is_joint(own, citations) and len({one.turn.speaker.name for one in citations}) == 1


def is_joint(own: str, citations: Sequence[Citation]) -> bool:
    """Tell whether a sentence speaks of several together where no quotation does."""
    quoted = " ".join(fold(one.quote) for one in citations)
    return any(fold(match[0]) not in quoted for match in _JOINT.finditer(own))


def tells_of_stranger(rest: str, citations: Sequence[Citation], context: str) -> bool:
    """Tell whether somebody says something, who is no speaker and whom the evidence does not report.

    `rest` has "somebody" for each speaker; whom the evidence calls "he" may be named in `context`.
    """
    reported = [one.who for citation in citations for one in find_reported(citation.quote)]
    around = context if "" in reported else ""
    told = [who for citation in citations for who in _tellers(citation.quote)]
    known = {word.stem for text in (*reported, *told, around) for word in split_words(text)}
    known |= set(stem_words(_HEARSAY)) if reported else set()
    return any(not _is_known(who, known) for who in _tellers(rest))


def _tellers(rest: str) -> Iterable[str]:
    """Yield who is told to say something: before a verb of saying, or behind "according to"."""
    for match in _ACCORDING.finditer(rest):
        yield match["who"] or match["whose"]
    for match in _TELLS.finditer(rest):
        words = _BORDER.split(rest[: match.start()])[-1].split()
        while words and words[-1].casefold() in _BETWEEN:
            words.pop()
        if words and words[-1].casefold() not in _STANDING_IN | _BE:
            yield " ".join(words[-4:])
        elif not words and re.match(r",?\s*$", rest[: match.start()][-2:]):
            following = rest[match.end() :].split()[:3]
            if following and following[0].strip(":,").casefold() not in _SAID:
                yield " ".join(following)


def _is_known(who: str, known: set[str]) -> bool:
    words = split_words(who)
    if any(word.text == SOMEBODY for word in words):
        return True
    matter = [word.stem for word in words if carries_matter(word)]
    return not matter or any(stem in known for stem in matter)


def _exact(own: str, speakers: Sequence[Speaker], citations: Sequence[Citation]) -> list[_Found]:
    """Return the stretches that are a name or an alias, with the ids of all who bear it."""
    found: list[_Found] = []
    leading = [name for one in citations for name in (one.turn.speaker.name, *one.turn.speaker.aliases)]
    for name, ids in _bearers(speakers):
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", own):
            start, end = match.span()
            taken = any(start < high and low < end for low, high, _ in found)
            plain = any(carries_matter(word) for word in split_words(name)) or (
                start == 0 and name in leading
            )
            if not taken and plain and not _is_part_of_name(own, start, end):
                found.append(_Found(start, end, ids))
    return sorted(found)


def _bearers(speakers: Iterable[Speaker]) -> list[tuple[str, frozenset[str]]]:
    """Return names and aliases, longest first, with the ids of all who bear them."""
    bearers: dict[str, frozenset[str]] = {}
    for speaker in speakers:
        for name in (speaker.name, *speaker.aliases):
            if name:
                bearers[name] = bearers.get(name, frozenset()) | {speaker.id}
    return sorted(bearers.items(), key=lambda pair: -len(pair[0]))


def _is_part_of_name(own: str, start: int, end: int) -> bool:
    """Tell whether a capitalised neighbour makes this the name of another: "Josh Brown", "Anna Josh"."""
    after = re.match(r" ([A-Z][\w'’-]+)", own[end:])
    before = re.search(r"(?<![\w.])([A-Z][\w'’-]+) $", own[:start])
    return any(
        match is not None and fold(match[1]) not in OPENERS | SAYING | _TITLES for match in (after, before)
    )


# Also what stands before a name in the languages that are answered in: "laut", "selon".
_TITLES = frozenset(
    "mr mrs ms dr prof professor asked answering laut gemass nach selon segun secondo segundo volgens".split()
)


def _part(
    own: str, found: _Found, speakers: Sequence[Speaker], citations: Sequence[Citation], context: str
) -> Part:
    before, after = own[: found.start], own[found.end :]
    asked = {one.question.speaker.id for one in citations if one.question is not None}
    asks = any(one.turn.kind is TurnKind.QUESTION for one in citations)
    if asks and _ASKS.search(before):
        return Part.IS_TOLD
    if found.speakers & asked and (_TO_ADDRESSEE.search(before) or re.match(r"['’]s\s+question", after)):
        return Part.IS_TOLD
    if found.speakers & {one.turn.speaker.id for one in citations}:
        return Part.SAYS
    names = [name for one in speakers if one.id in found.speakers for name in (one.name, *one.aliases)]
    texts = [context, *(one.quote for one in citations)]
    spoken_of = any(name in text for name in names for text in texts) or any(
        _PRONOUN.search(one.quote) for one in citations
    )
    says = _AFTER_SAYER.match(after) or _BEFORE_SAYER.search(before) or not before.strip()
    return Part.SAYS if says or not spoken_of else Part.IS_TOLD_OF
