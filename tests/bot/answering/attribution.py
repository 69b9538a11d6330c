"""Drafts about two invented interviews, honest ones and traps, as they lie in `tests/data/attribution`."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from bot.answering.types import Draft, DraftClaim, Mode, Quote
from bot.answering.verification.grounding import Evidence
from index.sidecar import parse_sidecar
from index.transcripts import read_transcript
from index.types import Speaker, Transcript

DATA = Path(__file__).parents[2] / "data"
_FILES = {"orchard": DATA / "orchard" / "orchard", "skarvholm": DATA / "attribution" / "skarvholm"}


class _Quote(TypedDict):
    turn: int
    words: str


class _Claim(TypedDict):
    text: str
    quotes: list[_Quote]


class _Line(TypedDict):
    id: str
    kind: str
    source: str
    claims: list[_Claim]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One draft: which it is, what it tries, and about which interview."""

    id: str
    kind: str
    source: str
    draft: Draft


def read_transcripts() -> Mapping[str, Transcript]:
    """Read both interviews by the real reader."""
    return {name: _read(stem) for name, stem in _FILES.items()}


def gather_both(transcripts: Mapping[str, Transcript]) -> Mapping[str, Evidence]:
    """Return all turns of each interview as evidence, with the speakers of both, as a corpus has them."""
    speakers = tuple(dict.fromkeys(one for each in transcripts.values() for one in each.speakers))
    return {name: _evidence(transcript, speakers) for name, transcript in transcripts.items()}


def read_cases(name: str) -> list[Case]:
    """Read the drafts of one file."""
    lines = (DATA / "attribution" / f"{name}.jsonl").read_text("utf-8").splitlines()
    return [_case(json.loads(line)) for line in lines]


def _case(line: _Line) -> Case:
    claims = tuple(
        DraftClaim(
            text=claim["text"],
            quotes=tuple(
                Quote(source=line["source"], turn=quote["turn"], words=quote["words"])
                for quote in claim["quotes"]
            ),
        )
        for claim in line["claims"]
    )
    draft = Draft(mode=Mode.GENERATED, claims=claims)
    return Case(id=line["id"], kind=line["kind"], source=line["source"], draft=draft)


def _read(stem: Path) -> Transcript:
    sidecar = parse_sidecar(stem.with_suffix(".toml").read_text("utf-8"), stem.with_suffix(".toml"))
    return read_transcript(stem.with_suffix(".txt").read_bytes(), f"{stem.name}.txt", sidecar).transcript


def _evidence(transcript: Transcript, speakers: tuple[Speaker, ...]) -> Evidence:
    turns = {(turn.source, turn.ordinal): turn for turn in transcript.turns}
    questions = {
        place: turns[turn.source, turn.answers] for place, turn in turns.items() if turn.answers is not None
    }
    return Evidence(
        turns=turns, titles={transcript.id: transcript.title}, speakers=speakers, questions=questions
    )
