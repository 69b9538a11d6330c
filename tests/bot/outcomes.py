"""Arbitrary outcomes: any text anywhere, whoever is said to have spoken."""

from dataclasses import replace

from hypothesis import strategies as st

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
    Verdict,
)
from index.links import Link, LinkKind
from index.types import Piece, Role, Seconds, Span, Speaker, Turn, TurnKind
from tests.bot.texts import texts

MINTED = (
    Link(kind=LinkKind.RECORDING, url="https://media.example.org/a_b~c.mp3#t=60"),
    Link(kind=LinkKind.PAGE, url="https://example.org/a_(b)?c=*d*#:~:text=We%20met"),
)


@st.composite
def turns(draw: st.DrawFn) -> Turn:
    text = draw(texts)
    return Turn(
        source=draw(st.sampled_from(["one", "two"])),
        ordinal=draw(st.integers(0, 9999)),
        kind=draw(st.sampled_from(TurnKind)),
        speaker=Speaker(id="s", name=draw(texts)),
        role=draw(st.sampled_from(Role)),
        text=text,
        pieces=(Piece(start=0, end=len(text), text=text),),
        line=1,
        page=draw(st.none() | st.integers(1, 9999)),
        time=draw(st.none() | st.just(Seconds(0, 1)) | st.just(Seconds(360_000.5, 360_001))),
        answers=None,
    )


@st.composite
def citations(draw: st.DrawFn) -> Citation:
    turn = draw(turns())
    start = draw(st.integers(0, len(turn.text)))
    end = draw(st.integers(start, len(turn.text)))
    return Citation(
        turn=turn,
        title=draw(texts),
        informant=draw(st.none() | texts),
        start=start,
        end=end,
        quote=turn.text[start:end],
        spans=(Span(start, end),),
        question=draw(st.none() | turns()),
        links=draw(st.sampled_from([(), MINTED])),
    )


claims = st.builds(Claim, text=texts, citations=st.lists(citations(), min_size=1, max_size=4).map(tuple))
_modes, _verdicts = st.sampled_from(Mode), st.none() | st.sampled_from(Verdict)

differences = st.builds(Difference, change=st.sampled_from(Change), words=texts)
names = st.lists(texts, max_size=12).map(tuple)
findings = st.builds(
    Finding,
    checked=texts,
    verdict=st.sampled_from(Verdict),
    summary=texts,
    claims=st.lists(claims, max_size=2).map(tuple),
)


def _with_claims_found(answer: Answer) -> Answer:
    """Let the answer hold what its findings show, as answers do."""
    found = tuple(claim for finding in answer.findings for claim in finding.claims)
    return replace(answer, claims=(*found, *answer.claims))


answers: st.SearchStrategy[Outcome] = st.builds(
    Answer,
    question=texts,
    mode=_modes,
    claims=st.lists(claims, min_size=1, max_size=6).map(tuple),
    verdict=_verdicts,
    summary=st.none() | texts,
    findings=st.just(()) | st.lists(findings, max_size=3).map(tuple),
    note=st.none() | texts,
    differences=st.just(()) | st.lists(differences, max_size=12).map(tuple),
    compared=st.just(()) | names,
).map(_with_claims_found)
abstentions: st.SearchStrategy[Outcome] = st.builds(
    Abstention,
    question=texts,
    mode=_modes,
    reason=st.sampled_from(Reason),
    text=texts,
    nearest=st.lists(citations(), max_size=4).map(tuple),
    verdict=_verdicts,
    covered=names,
)
outcomes = st.one_of(answers, abstentions)
