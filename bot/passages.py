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
_VERSION = 12
_BODY = TEXT_LIMIT - 1600  # what is above and below is shorter than this, even if all of it is escaped


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenPassage:
    """A turn to show: `start` and `end` are the quoted words in its text, None for a neighbour.

    `links` lead to it, the nearest first. `window` is the part of its text that may be shown, None for all;
    `newer` tells that the source has another version than the one that was quoted.
    """

    turn: Turn
    title: str
    number: int
    question: Turn | None = None
    start: int | None = None
    end: int | None = None
    links: tuple[Link, ...] = ()
    window: Span | None = None
    newer: bool = False
    withheld: bool = False
    """Nothing of its words is shown, as enough of the source was today."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptWords:
    """Words as an answer quoted them, where they do not stand in the source any more.

    `gone` tells that there is no such source; `version` is the SHA-256 of the one that was quoted.
    """

    words: str
    speaker: str
    title: str
    number: int
    version: str
    gone: bool


def render_passage(passage: OpenPassage, tongue: Tongue = ENGLISH) -> Rendered:
    """Return a turn with its question and the quoted words in bold."""
    turn = passage.turn
    title = neutralise(shorten(plain(passage.title), _TITLE))
    head = [f"-# {tongue.say(wording.NUMBERED, number=passage.number, title=title)}"]
    if passage.question is not None and not passage.withheld:
        asked = neutralise(shorten(plain(passage.question.text), _QUESTION))
        head.append(f"> -# {show_name(passage.question.speaker.name, tongue)}: {asked}")
    facts = [f"**{show_name(turn.speaker.name, tongue)}**"]
    part = wording.KINDS.get(turn.kind) or wording.ROLES.get(turn.role)
    facts += [tongue.say(part)] if part else []
    where = show_where(turn, tongue)
    facts += [where] if where else []
    if passage.withheld:
        return Rendered(blocks=("\n".join(head), " · ".join(facts), tongue.say(wording.USED_UP)))
    body = _body(passage)
    notes = [wording.BESIDE if passage.start is None else wording.IN_BOLD]
    notes += [wording.NEWER] if passage.newer else []
    notes += [wording.LIMITED] if passage.window not in {None, Span(0, len(turn.text))} else []
    note = " ".join(map(tongue.say, notes))
    return Rendered(blocks=("\n".join(head), f"{' · '.join(facts)}\n{body}", f"-# {note}"))


def render_kept(kept: KeptWords, tongue: Tongue = ENGLISH) -> Rendered:
    """Return words that an answer quoted, and why they are not shown where they stood."""
    title = neutralise(shorten(plain(kept.title), _TITLE))
    head = f"-# {tongue.say(wording.NUMBERED, number=kept.number, title=title)}"
    room = _BODY
    while weigh(words := neutralise(shorten(plain(kept.words), room))) > _BODY:
        room = room * 3 // 4
    note = tongue.say(wording.KEPT_GONE if kept.gone else wording.KEPT_CHANGED)
    lines = [f"**{show_name(kept.speaker, tongue)}**", f"**{words}**"] if words else []
    version = [tongue.say(wording.KEPT_VERSION, version=kept.version[:_VERSION])] if kept.version else []
    return Rendered(blocks=(head, "\n".join([*lines, note]), *(f"-# {one}" for one in version)))


def shown_part(passage: OpenPassage) -> Span:
    """Return the part of a passage's turn that is shown of it."""
    return _fit(passage)[0]


def _body(passage: OpenPassage) -> str:
    return _fit(passage)[1]


def _fit(passage: OpenPassage) -> tuple[Span, str]:
    """Return the turn, or what fits of it around the quoted words, and which part of it that is."""
    text = passage.turn.text
    allowed = passage.window or Span(0, len(text))
    quote = Span(passage.start or 0, passage.end or 0)
    room = _BODY
    while True:
        window = _within(_window(text, quote, room), allowed)
        before = f"{ELLIPSIS} " if window.start > 0 else ""
        after = f" {ELLIPSIS}" if window.end < len(text) else ""
        shown = f"{before}{_mark(text, window, quote, passage.turn.breaks)}{after}"
        if weigh(shown) <= _BODY or room <= 1:
            return window, shown
        room = room * 3 // 4  # escaping makes longer, by how much depends on the words


def _within(window: Span, allowed: Span) -> Span:
    start = max(window.start, allowed.start)
    return Span(start, max(start, min(window.end, allowed.end)))


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
