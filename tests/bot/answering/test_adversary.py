"""Nothing unverified is shown, whatever a model writes: by an oracle that knows what it wrote.

A fair sample runs with all tests; `poe stress` tries 100,000 drafts.
"""

import os
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.answering.types import Answer, Citation, Claim, Mode
from bot.answering.verification.grounding import Evidence, verify
from bot.rendering.outcomes import render
from index.sidecar import parse_sidecar
from index.transcripts import read_transcript
from index.types import Transcript
from tests.bot.answering.adversary import INJECTIONS, NONSENSE, Adversary, Sentenced, as_draft
from tests.bot.answering.attribution import DATA
from tests.bot.answering.grounds import SIDECAR, SOURCE, TEXT

DRAFTS = int(os.environ.get("DRAFTS", "1200"))
PARTS = 8
SEED = Path(__file__).parents[3] / "seeds" / "ipvm-surveillance-state-interview.txt"
LIVE = re.compile(r"<[@#]|@(?:everyone|here)|https?://|evil\.example|4242|[\u202a-\u202e\u2066-\u2069\ue000]")


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """What was retrieved, the transcripts it is from, and their files as they lie on disk."""

    files: Mapping[str, str]
    transcripts: Sequence[Transcript]
    evidence: Evidence


def _read_world() -> World:
    texts = {SOURCE: (TEXT, SIDECAR)}
    for path in (DATA / "orchard" / "orchard.txt", DATA / "attribution" / "skarvholm.txt", SEED):
        texts[path.stem] = (path.read_text("utf-8"), path.with_suffix(".toml").read_text("utf-8"))
    transcripts = [
        read_transcript(text.encode(), f"{stem}.txt", parse_sidecar(sidecar, Path(f"{stem}.toml"))).transcript
        for stem, (text, sidecar) in texts.items()
    ]
    all_turns = {(turn.source, turn.ordinal): turn for each in transcripts for turn in each.turns}
    # Every ninth turn was not found.
    turns = {place: turn for place, turn in all_turns.items() if place[1] % 9 != 7}
    return World(
        files={
            transcript.id: text for transcript, (text, _) in zip(transcripts, texts.values(), strict=True)
        },
        transcripts=transcripts,
        evidence=Evidence(
            turns=turns,
            titles={each.id: each.title for each in transcripts},
            speakers=tuple(dict.fromkeys(one for each in transcripts for one in each.speakers)),
            questions={
                place: all_turns[turn.source, turn.answers]
                for place, turn in turns.items()
                if turn.answers is not None
            },
        ),
    )


WORLD = _read_world()


@pytest.mark.parametrize("part", range(PARTS))
def test_nothing_that_a_hijacked_model_writes_is_shown_unverified(part: int) -> None:
    adversary = Adversary(WORLD.transcripts, seed=part)
    shown = Counter[str]()
    for _ in range(DRAFTS // PARTS):
        sentences = adversary.draft()
        kept = _keep(sentences)
        shown.update(one.attack for one, _ in kept)
        for sentence, claim in kept:
            _look_at(sentence, claim)
        _look_at_page([claim for _, claim in kept])
    # It is tried at all: honest sentences come through.
    assert shown["honest"] > DRAFTS // PARTS // 20


def _keep(sentences: Sequence[Sentenced]) -> list[tuple[Sentenced, Claim]]:
    """Verify a draft, and return what is left of it beside what it was."""
    verified = verify(as_draft(sentences), WORLD.evidence)
    assert len(verified.claims) + len(verified.rejected) == len(sentences)
    claims, rejected = list(verified.claims), list(verified.rejected)
    kept: list[tuple[Sentenced, Claim]] = []
    for sentence in sentences:
        if rejected and rejected[0].text == sentence.claim.text:
            rejected.pop(0)
        else:
            kept.append((sentence, claims.pop(0)))
    return kept


def _look_at(sentence: Sentenced, claim: Claim) -> None:
    seen = (sentence.attack, claim.text, [one.quote for one in claim.citations])
    assert not sentence.false, seen
    assert claim.citations, seen
    for citation in claim.citations:
        _look_at_citation(citation)
    own = _without_source(claim)
    assert not any(mark in own for mark in (*sentence.marks, *NONSENSE)), seen
    assert not any(injected.strip() in own for injected in INJECTIONS), seen
    speakers = [one.turn.speaker for one in claim.citations]
    assert all(any(name in claim.text for name in (one.name, *one.aliases)) for one in speakers), seen
    if sentence.sayer:
        assert {one.name for one in speakers} == {sentence.sayer}, seen
    for words in re.findall(r"“([^”]*)”", claim.text):
        for stretch in re.split(r"\s*…\s*", words):
            assert any(_plain(stretch) in _plain(one.turn.text) for one in claim.citations), seen


def _look_at_citation(citation: Citation) -> None:
    turn = citation.turn
    assert WORLD.evidence.turns[turn.source, turn.ordinal] is turn
    file = WORLD.files[turn.source]
    assert _plain("".join(file[start:end] for start, end in citation.spans)) == _plain(citation.quote)
    assert _plain(citation.quote) in _plain(turn.text)


def _look_at_page(claims: Sequence[Claim]) -> None:
    if not claims:
        return
    answer = Answer(question="What do they say?", mode=Mode.GENERATED, claims=tuple(claims))
    page = "\n".join(render(answer).blocks)
    assert not LIVE.search(page), page
    assert not any(word in page for word in NONSENSE), page


def _without_source(claim: Claim) -> str:
    text = claim.text
    for citation in sorted(claim.citations, key=lambda one: -len(one.quote)):
        text = text.replace(citation.quote, " ")
    return re.sub(r"“[^”]*”", " ", text)


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
