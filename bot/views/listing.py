"""Long lists with buttons to turn their pages, and a page with a file."""

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum
from io import BytesIO
from typing import Any, Protocol, Self, cast

import discord

from bot.translating import Tongue
from bot.views.page import Page
from bot.views.presses import Press
from bot.wording import moderating as wording

AnyItem = discord.ui.Item[Any]
Button = discord.ui.Button[Any]


class Listing(StrEnum):
    """The lists that have pages."""

    OVERVIEW = "overview"
    LOG = "log"
    WHY = "why"
    OUTDATED = "outdated"
    PEOPLE = "people"
    WORDS = "words"
    SOURCES = "sources"
    SPEAKERS = "speakers"
    OWN = "own"
    """The sources of a server's own."""


class Turning(Protocol):
    """Shows another page of a list; never raises."""

    async def turn_page(self, press: Press, listing: Listing, *, row: int, page: int) -> None:
        """Show a page (from 0) of the list about a row; rows begin at 1, 0 is about none."""
        ...


class _Host(Protocol):
    listings: Turning


class TurnPage(
    discord.ui.DynamicItem[Button],
    template=r"l:(?P<listing>[a-z]{1,12}):(?P<row>[0-9]{1,15}):(?P<page>[0-9]{1,5}):(?P<way>[bn])",
):
    """Shows the page before or after."""

    def __init__(
        self, listing: Listing, row: int, page: int, *, back: bool, label: str = "", disabled: bool = False
    ) -> None:
        self._listing, self._of, self._page = listing, row, page
        way = "b" if back else "n"
        custom_id = f"l:{listing.value}:{row}:{page}:{way}"
        super().__init__(discord.ui.Button(label=label, custom_id=custom_id, disabled=disabled))

    @classmethod
    async def from_custom_id(cls, _press: Press, _item: AnyItem, match: re.Match[str], /) -> Self:  # pyright: ignore[reportIncompatibleMethodOverride] - the library leaves the client's type open
        """Return the button that was pressed."""
        known = match["listing"] in set(Listing)
        listing = Listing(match["listing"]) if known else Listing.OVERVIEW
        return cls(listing, int(match["row"]), int(match["page"]), back=match["way"] == "b")

    async def callback(self, interaction: Press) -> None:  # pyright: ignore[reportIncompatibleMethodOverride] - as above
        """Show that page instead."""
        turning = cast("_Host", interaction.client).listings
        await turning.turn_page(interaction, self._listing, row=self._of, page=self._page)


def listing_page(
    tongue: Tongue,
    pages: Sequence[str | tuple[str, ...]],
    page: int,
    listing: Listing,
    *,
    row: int = 0,
    rows: Iterable[Sequence[AnyItem]] = (),
) -> Page:
    """Return one page of a list; out of range, the last there is. `rows` are further controls.

    A page is its text, or its text blocks.
    """
    last = len(pages) - 1
    here = max(0, min(page, last))
    shown = pages[here] if pages else ()
    blocks = (shown,) if isinstance(shown, str) else shown
    if last <= 0:
        return Page(blocks, rows)
    back = TurnPage(
        listing,
        row,
        max(here - 1, 0),
        back=True,
        label=tongue.say(wording.PREVIOUS_PAGE),
        disabled=here == 0,
    )
    onward = TurnPage(
        listing,
        row,
        min(here + 1, last),
        back=False,
        label=tongue.say(wording.NEXT_PAGE),
        disabled=here == last,
    )
    told = tongue.say(wording.PAGE, page=here + 1, pages=len(pages))
    return Page([*blocks, told], [[back, onward], *rows])


class FilePage(Page):
    """A page with a file under its text."""

    def __init__(self, blocks: Iterable[str], *, name: str, content: bytes) -> None:
        super().__init__(blocks)
        self._name, self._content = name, content
        self.add_item(discord.ui.File(f"attachment://{name}"))

    def file(self) -> discord.File:
        """Return the file, to be sent with the page; each can be sent once."""
        return discord.File(BytesIO(self._content), filename=self._name)
