"""Long lists as pages that each fit into one message."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.escaping import shorten, weigh
from bot.rendering.blocks import TEXT_LIMIT

ROOM = TEXT_LIMIT - 400  # the rest is for a line about the page, and for whatever a cog puts beside it


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading and its lines; where it runs over to the next page, `again` stands above what follows."""

    heading: str = ""
    lines: tuple[str, ...] = ()
    again: str = ""


def paginate(sections: Iterable[Section], room: int = ROOM) -> tuple[str, ...]:
    """Return the text of each page; a heading is never left alone at a page's end, no line is torn."""
    return tuple("\n".join(page) for page in paginate_apart(sections, room))


def paginate_apart(sections: Iterable[Section], room: int = ROOM) -> tuple[tuple[str, ...], ...]:
    """Return pages as `paginate`, each section of a page as a text block of its own.

    Else a quotation or a list at the end of one section would run on into the next.
    """
    pages: list[list[str]] = []
    for section in sections:
        for number, block in enumerate(_blocks(section, room)):
            if not pages or weigh("\n".join([*pages[-1], block])) > room:
                pages.append([f"{section.again}\n{block}" if number and section.again else block])
            elif number:
                pages[-1][-1] += f"\n{block}"
            else:
                pages[-1].append(block)
    return tuple(tuple(page) for page in pages)


def _blocks(section: Section, room: int) -> Sequence[str]:
    longest = room - weigh(section.again) - weigh(section.heading) - 2
    lines = [shorten(line, longest) for line in section.lines]
    first = "\n".join([part for part in (section.heading, *lines[:1]) if part])
    return [first, *lines[1:]] if first else []
