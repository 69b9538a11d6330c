"""Turning the pages of lists, whoever shows them; who may see a page is judged when it is turned."""

from collections.abc import Awaitable, Callable, Mapping

import discord

from bot.cogs.moderating.replying import NotDoneError, replace
from bot.translating import Tongue
from bot.views.listing import Listing
from bot.views.page import Page
from bot.views.presses import Press
from bot.wording import moderating as wording

PageOf = Callable[[discord.Interaction, Tongue, int, int], Awaitable[Page]]


class Listings:
    """Implements `Turning`: each list gives its pages anew."""

    def __init__(self, *lists: Mapping[Listing, PageOf]) -> None:
        self._pages = {listing: page for one in lists for listing, page in one.items()}

    async def turn_page(self, press: Press, listing: Listing, *, row: int, page: int) -> None:
        """Show a page of a list in place of the one that it stands on."""

        async def work(tongue: Tongue) -> Page:
            page_of = self._pages.get(listing)
            if page_of is None:
                raise NotDoneError(tongue.say(wording.OVER))
            return await page_of(press, tongue, row, page)

        await replace(press, work)
