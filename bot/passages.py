"""What is shown of a passage: the question, the turn with the quoted words marked."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.escaping import ELLIPSIS, neutralise, plain, shorten, weigh
from bot.rendering import TEXT_LIMIT, Rendered, show_name, show_time
from index.types import Role, Turn, TurnKind

_QUESTION = 300
_TITLE = 120
_BODY = TEXT_LIMIT - 1600  # what is above and below is shorter than this, even if all of it is escaped
_KINDS = {TurnKind.QUESTION: "asking", TurnKind.NARRATION: "narration", TurnKind.NOTE: "editor's note"}


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenPassage:
    """A turn to show: `start` and `end` are the quoted words in its text, None for a neighbour."""

    turn: Turn
    title: str
    number: int
    question: Turn | None = None
    start: int | None = None
    end: int | None = None


def render_passage(passage: OpenPassage) -> Rendered:
    """Return a turn with its question and the quoted words in bold."""
    turn = passage.turn
    head = [f"-# [{passage.number}] in “{neutralise(shorten(plain(passage.title), _TITLE))}”"]
    if passage.question is not None:
        asked = neutralise(shorten(plain(passage.question.text), _QUESTION))
        head.append(f"> -# {show_name(passage.question)}: {asked}")
    facts = [f"**{show_name(turn)}**"]
    facts += [_KINDS[turn.kind]] if turn.kind in _KINDS else _role(turn)
    facts += [show_time(turn.time)] if turn.time is not None else []
    body = _body(passage)
    note = (
        "-# The quoted words are in bold." if passage.start is not None else "-# Beside the quoted passage."
    )
    return Rendered(blocks=("\n".join(head), f"{' · '.join(facts)}\n{body}", note))


def _role(turn: Turn) -> list[str]:
    return [] if turn.role is Role.UNKNOWN else [turn.role.value]


def _body(passage: OpenPassage) -> str:
    text = passage.turn.text
    if passage.start is None or passage.end is None:
        return _show(text, _BODY)
    quote = _show(text[passage.start : passage.end], _BODY - 200)
    if not quote:
        return _show(text, _BODY)
    room = (_BODY - weigh(quote)) // 2
    before, after = _show_end(text[: passage.start], room), _show(text[passage.end :], room)
    left = " " if text[: passage.start][-1:].isspace() else ""
    right = " " if text[passage.end :][:1].isspace() else ""
    return f"{before}{left}**{quote}**{right}{after}"


def _show(text: str, limit: int) -> str:
    return _fit(plain(text), limit, shorten)


def _show_end(text: str, limit: int) -> str:
    return _fit(plain(text), limit, _last)


def _fit(text: str, limit: int, cut: Callable[[str, int], str]) -> str:
    room = limit
    while weigh(escaped := neutralise(cut(text, room))) > limit and room > 1:
        room = room * 3 // 4  # escaping makes longer, by how much depends on the words
    return escaped


def _last(text: str, limit: int) -> str:
    if weigh(text) <= limit:
        return text
    kept = text[-max(limit // 2, 1) :]
    _, border, rest = kept.partition(" ")
    return f"{ELLIPSIS} {rest if border else kept}"
