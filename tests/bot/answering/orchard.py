"""The invented interview of tests/data/orchard, its questions, and how well outcomes answer them."""

import json
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.answering.types import Answer, Citation, Outcome
from index.settings import IndexSettings
from tests.index.interviews import age

ORCHARD = Path(__file__).parents[2] / "data" / "orchard"
CAPTION = "Photograph: Anselm Roe"
SPEAKERS = ("Ruth Adeyemi", "Imogen Tarrant", "Davit Kobalia", "The Hedgerow Review")


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """Words that answer a question, and where they stand in the file."""

    speaker: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Posed:
    """A question with what a good outcome holds."""

    id: str
    type: str
    text: str
    after: tuple[str, ...]
    answerable: bool
    gold: tuple[Gold, ...]
    only_speaker: str | None
    verdict: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """Shares (0 to 1) of questions, or of citations, that came out well."""

    hit: float
    first: float
    answered: float
    abstained: float
    speaker: float


def read_text() -> str:
    return (ORCHARD / "orchard.txt").read_text("utf-8")


def settings_in(folder: Path, embedding: str) -> IndexSettings:
    """Lay the interview into a folder of sources of its own."""
    sources = folder / "sources"
    sources.mkdir()
    for name in ("orchard.txt", "orchard.toml"):
        age(Path(shutil.copy(ORCHARD / name, sources)))
    return IndexSettings(
        sources=sources, data=folder / "data", store_url=f"edge:{folder / 'index'}", embedding=embedding
    )


def read_posed() -> tuple[Posed, ...]:
    text = read_text()
    lines = (ORCHARD / "orchard.jsonl").read_text("utf-8").splitlines()
    return tuple(_posed(json.loads(line), text) for line in lines)


def citations_of(outcome: Outcome) -> list[Citation]:
    """Return all citations: those of the claims, or what stands nearest."""
    if isinstance(outcome, Answer):
        return [citation for claim in outcome.claims for citation in claim.citations]
    return list(outcome.nearest)


def is_verbatim(citation: Citation, text: str) -> bool:
    """Tell whether the file gives just the quotation at the spans, without a caption."""
    there = "".join(text[start:end] for start, end in citation.spans)
    return " ".join(there.split()) == " ".join(citation.quote.split()) and CAPTION not in citation.quote


def score(posed: Iterable[Posed], outcomes: Mapping[str, Outcome]) -> Shares:
    given = [(one, outcomes[one.id]) for one in posed]
    can = [(one, outcome) for one, outcome in given if one.answerable]
    # Who asks with a false premise is well served by an abstention that shows whose words they are.
    plain = [(one, outcome) for one, outcome in can if one.type != "false-premise"]
    told = [
        (citation.turn.speaker.name == gold.speaker)
        for one, outcome in can
        for citation in _shown(one, outcome)
        for gold in one.gold
        if _tells(citation, gold)
    ]
    return Shares(
        hit=_share(_hits(one, _shown(one, outcome)) for one, outcome in can),
        first=_share(_hits(one, _first(outcome)) for one, outcome in can),
        answered=_share(isinstance(outcome, Answer) for _, outcome in plain),
        abstained=_share(not isinstance(outcome, Answer) for one, outcome in given if not one.answerable),
        speaker=_share(told),
    )


def _posed(line: dict[str, Any], text: str) -> Posed:
    return Posed(
        id=line["id"],
        type=line["type"],
        text=line["question"],
        after=tuple(line.get("after", ())),
        answerable=line["answerable"],
        gold=tuple(_gold(text, **gold) for gold in line["gold"]),
        only_speaker=line.get("only_speaker"),
        verdict=line.get("verdict"),
    )


def _gold(text: str, line: int, speaker: str, quote: str) -> Gold:
    begin = sum(len(before) for before in text.splitlines(keepends=True)[: line - 1])
    start = text.index(quote, begin)
    return Gold(speaker=speaker, start=start, end=start + len(quote))


def _shown(one: Posed, outcome: Outcome) -> list[Citation]:
    return citations_of(outcome) if isinstance(outcome, Answer) or one.type == "false-premise" else []


def _first(outcome: Outcome) -> list[Citation]:
    return list(outcome.claims[0].citations) if isinstance(outcome, Answer) else []


def _hits(one: Posed, citations: Iterable[Citation]) -> bool:
    return any(_tells(citation, gold) for citation in citations for gold in one.gold)


def _tells(citation: Citation, gold: Gold) -> bool:
    """Tell whether a citation shares half of the words that answer, or they half of it."""
    return any(
        min(end, gold.end) - max(start, gold.start) >= min(end - start, gold.end - gold.start) / 2
        for start, end in citation.spans
    )


def _share(good: Iterable[bool]) -> float:
    every = list(good)
    return sum(every) / len(every)
