"""The invented interview of tests/data/orchard, its questions, and what outcomes cite."""

import json
import shutil
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
class Posed:
    """A question with what its outcome may hold; how well it is answered is the gate's to say."""

    text: str
    after: tuple[str, ...]
    only_speaker: str | None
    verdict: str | None


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
    lines = (ORCHARD / "orchard.jsonl").read_text("utf-8").splitlines()
    return tuple(_posed(json.loads(line)) for line in lines)


def citations_of(outcome: Outcome) -> list[Citation]:
    """Return all citations: those of the claims, or what stands nearest."""
    if isinstance(outcome, Answer):
        return [citation for claim in outcome.claims for citation in claim.citations]
    return list(outcome.nearest)


def is_verbatim(citation: Citation, text: str) -> bool:
    """Tell whether the file gives just the quotation at the spans, without a caption."""
    there = "".join(text[start:end] for start, end in citation.spans)
    return " ".join(there.split()) == " ".join(citation.quote.split()) and CAPTION not in citation.quote


def _posed(line: dict[str, Any]) -> Posed:
    return Posed(
        text=line["question"],
        after=tuple(line.get("after", ())),
        only_speaker=line.get("only_speaker"),
        verdict=line.get("verdict"),
    )
