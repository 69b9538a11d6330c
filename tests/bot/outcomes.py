"""Arbitrary outcomes: any text anywhere, whoever is said to have spoken."""

from hypothesis import strategies as st

from bot.answering.types import Abstention, Answer, Citation, Claim, Mode, Outcome, Reason, Verdict
from index.types import Piece, Role, Seconds, Span, Speaker, Turn, TurnKind
from tests.bot.texts import texts


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
        start=start,
        end=end,
        quote=turn.text[start:end],
        spans=(Span(start, end),),
        question=draw(st.none() | turns()),
    )


claims = st.builds(Claim, text=texts, citations=st.lists(citations(), min_size=1, max_size=4).map(tuple))
_modes, _verdicts = st.sampled_from(Mode), st.none() | st.sampled_from(Verdict)

answers: st.SearchStrategy[Outcome] = st.builds(
    Answer,
    question=texts,
    mode=_modes,
    claims=st.lists(claims, min_size=1, max_size=6).map(tuple),
    verdict=_verdicts,
    note=st.none() | texts,
)
abstentions: st.SearchStrategy[Outcome] = st.builds(
    Abstention,
    question=texts,
    mode=_modes,
    reason=st.sampled_from(Reason),
    text=texts,
    nearest=st.lists(citations(), max_size=4).map(tuple),
    verdict=_verdicts,
)
outcomes = st.one_of(answers, abstentions)
