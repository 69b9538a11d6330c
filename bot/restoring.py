"""A whole outcome as JSON and back: what may have to be shown later is kept until it was.

The words of the sources are kept only to be compared: what is shown again comes from the sources
themselves, and an outcome whose words do not stand where they stood is not shown at all.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from bot.answering.origins import with_origins
from bot.answering.types import (
    Abstention,
    Answer,
    Change,
    Citation,
    Claim,
    Difference,
    Finding,
    Mode,
    Outcome,
    Reason,
    Rejection,
    Spent,
    Verdict,
)
from bot.answering.verification.quotes import cite
from bot.kept_phrases import read_phrase, write_phrase
from index.catalogue import Catalogue, SourceEntry

VERSION = 1

Json = dict[str, Any]

_ORIGINAL = "original"


class _ChangedError(Exception):
    """The words of a citation do not stand where they stood."""


def write_draft(outcome: Outcome, catalogue: Catalogue) -> Json:
    """Return an outcome as JSON; `catalogue` is the one that it was answered from."""
    hashes = {entry.id: entry.sha256 for entry in catalogue.sources()}
    shared: Json = {
        "version": VERSION,
        "question": outcome.question,
        "mode": outcome.mode.value,
        "verdict": outcome.verdict.value if outcome.verdict else None,
        "rejected": [{"text": write_phrase(one.text), "reason": one.reason} for one in outcome.rejected],
        "spent": _write_spent(outcome.spent),
    }
    if isinstance(outcome, Answer):
        return {**shared, "kind": "answer", **_write_answer(outcome, hashes)}
    return {
        **shared,
        "kind": "abstention",
        "reason": outcome.reason.value,
        "text": write_phrase(outcome.text),
        "nearest": [_write_citation(one, hashes) for one in outcome.nearest],
        "covered": list(outcome.covered),
    }


def with_original(edited: Json, draft: Json | None) -> Json:
    """Return the JSON of an edited draft that is to be shown, with what it was before in it."""
    return edited if draft is None else edited | {_ORIGINAL: original_of(draft)}


def original_of(draft: Json) -> Json:
    """Return a draft as it was before a moderator edited it."""
    original: Json = draft.get(_ORIGINAL, draft)
    return original


def restore_outcome(value: Mapping[str, Any], catalogue: Catalogue) -> Outcome | None:
    """Return the outcome of its JSON; None if its words do not stand in the sources as they are now.

    None also where another version of the bot wrote it.
    """
    if value.get("version") != VERSION:
        return None
    restorer = _Restorer(catalogue, {entry.id: entry for entry in catalogue.sources()})
    try:
        outcome = restorer.answer(value) if value["kind"] == "answer" else restorer.abstention(value)
    except _ChangedError:
        return None
    return with_origins(outcome, restorer.entries.values())


def _write_answer(answer: Answer, hashes: Mapping[str, str]) -> Json:
    return {
        "claims": [_write_claim(one, hashes) for one in answer.claims],
        "summary": None if answer.summary is None else write_phrase(answer.summary),
        "findings": [
            {
                "checked": one.checked,
                "verdict": one.verdict.value,
                "summary": write_phrase(one.summary),
                "claims": [_write_claim(claim, hashes) for claim in one.claims],
            }
            for one in answer.findings
        ],
        "note": None if answer.note is None else write_phrase(answer.note),
        "differences": [{"change": one.change.value, "words": one.words} for one in answer.differences],
        "compared": list(answer.compared),
    }


def _write_claim(claim: Claim, hashes: Mapping[str, str]) -> Json:
    citations = [_write_citation(one, hashes) for one in claim.citations]
    return {"text": write_phrase(claim.text), "citations": citations, "translated": claim.translated}


def _write_citation(citation: Citation, hashes: Mapping[str, str]) -> Json:
    turn = citation.turn
    return {
        "source": turn.source,
        "sha256": hashes.get(turn.source),
        "turn": turn.ordinal,
        "speaker": turn.speaker.name,
        "role": turn.role.value,
        "start": citation.start,
        "end": citation.end,
        "words": turn.text[citation.start : citation.end],
        "spans": [list(span) for span in citation.spans],
        "informant": citation.informant,
    }


def _write_spent(spent: Spent | None) -> Json | None:
    if spent is None:
        return None
    return {
        "model": spent.model,
        "calls": spent.calls,
        "input_tokens": spent.input_tokens,
        "output_tokens": spent.output_tokens,
        "dollars": None if spent.dollars is None else f"{spent.dollars:f}",
    }


@dataclass(frozen=True, slots=True)
class _Restorer:
    """Reads outcomes back with the turns of one catalogue."""

    catalogue: Catalogue
    entries: Mapping[str, SourceEntry]

    def answer(self, value: Mapping[str, Any]) -> Answer:
        return Answer(
            question=value["question"],
            mode=Mode(value["mode"]),
            claims=tuple(map(self._claim, value["claims"])),
            verdict=_read_verdict(value),
            summary=_read_optional(value["summary"]),
            findings=tuple(map(self._finding, value["findings"])),
            rejected=_read_rejected(value),
            note=_read_optional(value["note"]),
            differences=tuple(
                Difference(change=Change(one["change"]), words=one["words"]) for one in value["differences"]
            ),
            compared=tuple(value["compared"]),
            spent=_read_spent(value),
        )

    def abstention(self, value: Mapping[str, Any]) -> Abstention:
        return Abstention(
            question=value["question"],
            mode=Mode(value["mode"]),
            reason=Reason(value["reason"]),
            text=read_phrase(value["text"]),
            nearest=tuple(map(self._citation, value["nearest"])),
            verdict=_read_verdict(value),
            rejected=_read_rejected(value),
            covered=tuple(value["covered"]),
            spent=_read_spent(value),
        )

    def _finding(self, value: Mapping[str, Any]) -> Finding:
        return Finding(
            checked=value["checked"],
            verdict=Verdict(value["verdict"]),
            summary=read_phrase(value["summary"]),
            claims=tuple(map(self._claim, value["claims"])),
        )

    def _claim(self, value: Mapping[str, Any]) -> Claim:
        citations = tuple(map(self._citation, value["citations"]))
        return Claim(text=read_phrase(value["text"]), citations=citations, translated=value["translated"])

    def _citation(self, value: Mapping[str, Any]) -> Citation:
        entry = self.entries.get(value["source"])
        turn = self.catalogue.turn(value["source"], value["turn"])
        if entry is None or turn is None or entry.sha256 != value["sha256"]:
            raise _ChangedError
        question = None if turn.answers is None else self.catalogue.turn(turn.source, turn.answers)
        found = cite(turn, value["start"], value["end"], title=entry.title, question=question)
        stands = (
            # The same file may be read otherwise: its sidecar says who speaks, and what was not said.
            turn.text[found.start : found.end] == value["words"]
            and (turn.speaker.name, turn.role.value) == (value["speaker"], value["role"])
            and [list(span) for span in found.spans] == value["spans"]
            and found.informant == value["informant"]
        )
        if not stands:
            raise _ChangedError
        return found


def _read_verdict(value: Mapping[str, Any]) -> Verdict | None:
    return Verdict(value["verdict"]) if value["verdict"] else None


def _read_optional(value: Any) -> str | None:  # noqa: ANN401 - what JSON gives
    return None if value is None else read_phrase(value)


def _read_rejected(value: Mapping[str, Any]) -> tuple[Rejection, ...]:
    return tuple(Rejection(text=read_phrase(one["text"]), reason=one["reason"]) for one in value["rejected"])


def _read_spent(value: Mapping[str, Any]) -> Spent | None:
    spent = value["spent"]
    if spent is None:
        return None
    return Spent(
        model=spent["model"],
        calls=spent["calls"],
        input_tokens=spent["input_tokens"],
        output_tokens=spent["output_tokens"],
        dollars=None if spent["dollars"] is None else Decimal(spent["dollars"]),
    )
