"""How an answer came about: what was found, drafted, quoted and left out, what it took, in which versions.

Told from what is kept, as JSON: also where the sources have changed since.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from bot.escaping import neutralise, plain, shorten
from bot.kept_phrases import read_phrase
from bot.rendering.pages import Section
from bot.translating import Tongue
from bot.wording import reviewing
from bot.wording import why as words
from bot.wording.refused_sentences import refused_because

_SENTENCE = 600
_WORDS = 400
_NAME = 60
_SHA = 12
_MOST_FOUND = 30
Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """Words of a turn of a source; `sha256` of the version, empty where it was not kept."""

    source: str
    turn: int
    words: str
    sha256: str = ""


def found_section(tongue: Tongue, trace: Json | None) -> Iterator[Section]:
    """Give what was found, best first, with its scores; nothing where that is not kept."""
    if trace is None:
        return
    considered: Sequence[Json] = trace["considered"]
    if not considered:
        yield Section(lines=(tongue.say(words.FOUND_NOTHING),))
        return
    lines = tuple(_passage(tongue, one) for one in considered[:_MOST_FOUND])
    heading = tongue.say(words.FOUND)
    yield Section(heading=heading, lines=(*lines, tongue.say(words.FOUND_NOTE)), again=heading)


def _passage(tongue: Tongue, one: Json) -> str:
    lexical = one["cosine"] is None
    return tongue.say(
        words.FOUND_LINE_LEXICAL if lexical else words.FOUND_LINE,
        source=_safe(one["source"], _NAME),
        turn=one["turn"],
        score=_figure(one["score"]),
        cosine=_figure(one["cosine"]),
        lexical=_figure(one["lexical"]),
    )


def draft_sections(tongue: Tongue, draft: Json | None, quoted: Sequence[Quoted]) -> Iterator[Section]:
    """Give the sentences with their evidence and those left out; where no draft is kept, what was quoted."""
    if draft is not None:
        yield from claims_section(tongue, words.DRAFTED, draft)
        yield from _rejected(tongue, draft)
    elif quoted:
        lines = tuple(_quoted(tongue, one) for one in quoted)
        yield Section(heading=tongue.say(words.QUOTED), lines=lines)


def _quoted(tongue: Tongue, one: Quoted) -> str:
    return tongue.say(
        words.QUOTED_OF if one.sha256 else words.QUOTED_LINE,
        source=_safe(one.source, _NAME),
        turn=one.turn,
        words=_safe(one.words, _WORDS),
        version=one.sha256[:_SHA],
    )


def claims_section(tongue: Tongue, heading: str, draft: Json) -> Iterator[Section]:
    """Give the sentences of an answer, or what was said instead."""
    if draft["kind"] != "answer":
        text = _safe(tongue.tell(read_phrase(draft["text"])), _SENTENCE)
        yield Section(lines=(tongue.say(words.ABSTAINED, text=text),))
        return
    lines = tuple(
        line
        for number, claim in enumerate(draft["claims"], start=1)
        for line in _claim(tongue, number, claim)
    )
    told = tongue.say(heading)
    yield Section(heading=told, lines=lines, again=told)


def _claim(tongue: Tongue, number: int, claim: Json) -> Iterator[str]:
    sentence = _safe(tongue.tell(read_phrase(claim["text"])), _SENTENCE)
    yield tongue.say(words.SENTENCE, number=number, sentence=sentence)
    for one in claim["citations"]:
        version = one.get("sha256", "")[:_SHA]
        yield tongue.say(
            words.EVIDENCE_OF if version else words.EVIDENCE,
            version=version,
            speaker=_safe(one["speaker"], _NAME),
            source=_safe(one["source"], _NAME),
            turn=one["turn"],
            words=_safe(one["words"], _WORDS),
        )


def _rejected(tongue: Tongue, draft: Json) -> Iterator[Section]:
    lines = tuple(
        tongue.say(
            words.REJECTED_LINE,
            sentence=_safe(tongue.tell(read_phrase(one["text"])), _SENTENCE),
            reason=tongue.say(refused_because(one["reason"])),
        )
        for one in draft["rejected"]
    )
    if lines:
        yield Section(heading=tongue.say(words.REJECTED), lines=lines)


def cost_section(
    tongue: Tongue, draft: Json | None, trace: Json | None, dollars: Decimal | None
) -> Iterator[Section]:
    """Give what it took: the model, the time, the money."""
    lines: list[str] = []
    if trace is not None or draft is not None:
        seconds = "?" if trace is None else f"{trace['seconds']:.1f}"
        lines.append(_made(tongue, None if draft is None else draft["spent"], seconds))
    if dollars:
        lines.append(tongue.say(words.HELD_DOLLARS, dollars=f"{dollars:f}"))
    if lines:
        yield Section(heading=tongue.say(words.COST), lines=tuple(lines))


def versions_section(
    tongue: Tongue, trace: Json | None, current: Mapping[str, str] | None
) -> Iterator[Section]:
    """Give the versions of the sources, and whether they are still the same; `current` by id."""
    versions: Sequence[Sequence[str]] = [] if trace is None else trace["versions"]
    if versions:
        lines = tuple(_version(tongue, source, sha256, current) for source, sha256 in versions)
        heading = tongue.say(words.VERSIONS)
        yield Section(heading=heading, lines=lines, again=heading)


def _made(tongue: Tongue, spent: Json | None, seconds: str) -> str:
    if spent is None:
        return tongue.say(reviewing.MADE_OF_QUOTATIONS, seconds=seconds)
    dollars = spent["dollars"]
    return tongue.say(
        reviewing.MADE_BY_MODEL,
        model=_safe(spent["model"], _NAME),
        calls=spent["calls"],
        read=spent["input_tokens"],
        written=spent["output_tokens"],
        cost=tongue.say(reviewing.COST_UNKNOWN)
        if dollars is None
        else tongue.say(reviewing.COST, dollars=dollars),
        seconds=seconds,
    )


def _version(tongue: Tongue, source: str, sha256: str, current: Mapping[str, str] | None) -> str:
    if current is None:
        sentence = words.VERSION_UNKNOWN
    elif source not in current:
        sentence = words.VERSION_GONE
    else:
        sentence = words.VERSION_SAME if current[source] == sha256 else words.VERSION_CHANGED
    return tongue.say(sentence, source=_safe(source, _NAME), sha256=sha256[:_SHA])


def _safe(text: str | None, limit: int) -> str:
    return neutralise(shorten(plain(text or ""), limit))


def _figure(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"
