"""What is shown of a passage: the question, the turn with the quoted words marked."""

import itertools
from dataclasses import dataclass

from bot.escaping import ELLIPSIS, neutralise, plain, shorten, weigh
from bot.rendering.blocks import TEXT_LIMIT, Rendered
from bot.rendering.quotations import show_name, show_where
from bot.translating import ENGLISH, Tongue
from bot.wording import passages as wording
from index.links import Link
from index.types import Span, Turn

_QUESTION = 300
_TITLE = 120
_BODY = TEXT_LIMIT - 1600  # what is above and below is shorter than this, even if all of it is escaped


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenPassage:
    """A turn to show: `start` and `end` are the quoted words in its text, None for a neighbour.

    `links` lead to it, the nearest first.
    """

    turn: Turn
    title: str
    number: int
    question: Turn | None = None
    start: int | None = None
    end: int | None = None
    links: tuple[Link, ...] = ()


def render_passage(passage: OpenPassage, tongue: Tongue = ENGLISH) -> Rendered:
    """Return a turn with its question and the quoted words in bold."""
    turn = passage.turn
    title = neutralise(shorten(plain(passage.title), _TITLE))
    head = [f"-# {tongue.say(wording.NUMBERED, number=passage.number, title=title)}"]
    if passage.question is not None:
        asked = neutralise(shorten(plain(passage.question.text), _QUESTION))
        head.append(f"> -# {show_name(passage.question.speaker.name, tongue)}: {asked}")
    facts = [f"**{show_name(turn.speaker.name, tongue)}**"]
    part = wording.KINDS.get(turn.kind) or wording.ROLES.get(turn.role)
    facts += [tongue.say(part)] if part else []
    where = show_where(turn, tongue)
    facts += [where] if where else []
    body = _body(passage)
    note = tongue.say(wording.BESIDE if passage.start is None else wording.IN_BOLD)
    return Rendered(blocks=("\n".join(head), f"{' · '.join(facts)}\n{body}", f"-# {note}"))


def _body(passage: OpenPassage) -> str:
    """Return the turn, or what fits of it around the quoted words."""
    text = passage.turn.text
    quote = Span(passage.start or 0, passage.end or 0)
    room = _BODY
    while True:
        window = _window(text, quote, room)
        before = f"{ELLIPSIS} " if window.start > 0 else ""
        after = f" {ELLIPSIS}" if window.end < len(text) else ""
        shown = f"{before}{_mark(text, window, quote, passage.turn.breaks)}{after}"
        if weigh(shown) <= _BODY or room <= 1:
            return shown
        room = room * 3 // 4  # escaping makes longer, by how much depends on the words


def _window(text: str, quote: Span, room: int) -> Span:
    """Return at most `room` characters of a text around a quote, from word to word."""
    if len(text) <= room:
        return Span(0, len(text))
    low = max(0, min(quote.start, (quote.start + quote.end - room) // 2))
    high = min(len(text), low + room)
    if low and (border := text.find(" ", low, quote.start)) >= 0:
        low = border + 1
    if high < len(text) and (border := text.rfind(" ", max(low, quote.end), high)) > 0:
        high = border
    return Span(low, high)


def _mark(text: str, window: Span, quote: Span, breaks: tuple[int, ...]) -> str:
    """Return a part of a text as it is shown: paragraphs on their own lines, the quote in bold."""
    cuts = sorted({*window, *(at for at in (*quote, *breaks) if window.start < at < window.end)})
    shown = ""
    for start, end in itertools.pairwise(cuts):
        run = neutralise(text[start:end])
        if not run:
            continue
        if shown:
            parted = text[start - 1].isspace() or text[start].isspace()
            shown += "\n" if start in breaks else " " * parted
        shown += f"**{run}**" if quote.start <= start < quote.end else run
    return shown
