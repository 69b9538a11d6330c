"""An invented conversation, for tests that need turns to quote."""

from bot.answering.types import Citation
from index.catalogue import SourceEntry, SpeakerEntry
from index.types import Piece, Role, Seconds, Span, Speaker, Turn, TurnKind

SOURCE = "harbour-talk"
TITLE = "A talk at the harbour"
HOST = Speaker(id="pia-roth", name="Pia Roth", role=Role.HOST)
MIRA = Speaker(id="mira-okafor", name="Mira Okafor", aliases=("Mira",), role=Role.GUEST)
JON = Speaker(id="jon-beck", name="Jon Beck", aliases=("Jon",), role=Role.GUEST)

_SAID = (
    (HOST, TurnKind.QUESTION, "What does a harbour master do all day?"),
    (MIRA, TurnKind.ANSWER, "Mostly I wait for fog. When it lifts, forty ships want the same quay at once."),
    (JON, TurnKind.ANSWER, "She leaves out the paperwork. Half of my work is stamps."),
    (HOST, TurnKind.QUESTION, "And what do the ships pay?"),
    (MIRA, TurnKind.ANSWER, "By the metre. A short ship is a cheap ship, [laughs] and everyone knows it."),
)


def say_turns(
    said: tuple[tuple[Speaker, TurnKind, str], ...] = _SAID, source: str = SOURCE
) -> tuple[Turn, ...]:
    """Return turns whose spans are as if they stood one after the other in a file."""
    turns: list[Turn] = []
    offset, question = 0, None
    for ordinal, (speaker, kind, text) in enumerate(said):
        question = ordinal if kind is TurnKind.QUESTION else question
        turns.append(
            Turn(
                source=source,
                ordinal=ordinal,
                kind=kind,
                speaker=speaker,
                role=speaker.role,
                text=text,
                pieces=(Piece(start=offset, end=offset + len(text), text=text),),
                line=ordinal + 1,
                time=Seconds(60.0 * ordinal, 60.0 * ordinal + 30),
                answers=None if kind is TurnKind.QUESTION else question,
            )
        )
        offset += len(text) + 1
    return tuple(turns)


TURNS = say_turns()
ENTRY = SourceEntry(
    id=SOURCE,
    title=TITLE,
    sha256="0" * 64,
    turns=len(TURNS),
    speakers=tuple(SpeakerEntry(speaker=speaker, turns=2) for speaker in (JON, MIRA, HOST)),
)


def cite(ordinal: int, words: str, turns: tuple[Turn, ...] = TURNS, title: str = TITLE) -> Citation:
    """Return a citation of words that stand in a turn."""
    turn = turns[ordinal]
    start = turn.text.index(words)
    end = start + len(words)
    return Citation(
        turn=turn,
        title=title,
        start=start,
        end=end,
        quote=words,
        spans=tuple(Span(piece.start, piece.end) for piece in turn.cut(start, end)),
        question=None if turn.answers is None else turns[turn.answers],
    )
