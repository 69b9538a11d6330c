"""The buttons of `/privacy`: each concerns whoever presses it, and nobody else."""

import re
from enum import StrEnum
from typing import Any, Protocol, Self, cast

import discord

from bot.translating import ENGLISH, Tongue
from bot.views.presses import Press
from bot.wording import privacy as wording

AnyItem = discord.ui.Item[Any]
Button = discord.ui.Button[Any]


class Wish(StrEnum):
    """What somebody wants done with what is kept of them."""

    SHOW = "show"
    DOWNLOAD = "download"
    ASK_HERE = "askhere"
    """Show what deleting here would do."""
    ASK_EVERYWHERE = "askall"
    DELETE_HERE = "here"
    DELETE_EVERYWHERE = "all"
    DELETE_HERE_WITH_ANSWERS = "herewith"
    DELETE_EVERYWHERE_WITH_ANSWERS = "allwith"
    OPT_OUT = "out"
    OPT_IN = "in"


_LABELS = {
    Wish.SHOW: wording.BACK,
    Wish.DOWNLOAD: wording.DOWNLOAD,
    Wish.ASK_HERE: wording.DELETE_HERE,
    Wish.ASK_EVERYWHERE: wording.DELETE_EVERYWHERE,
    Wish.DELETE_HERE: wording.DELETE,
    Wish.DELETE_EVERYWHERE: wording.DELETE,
    Wish.DELETE_HERE_WITH_ANSWERS: wording.DELETE_WITH_ANSWERS,
    Wish.DELETE_EVERYWHERE_WITH_ANSWERS: wording.DELETE_WITH_ANSWERS,
    Wish.OPT_OUT: wording.OPT_OUT,
    Wish.OPT_IN: wording.OPT_IN,
}
_FINAL = frozenset(
    {
        Wish.DELETE_HERE,
        Wish.DELETE_EVERYWHERE,
        Wish.DELETE_HERE_WITH_ANSWERS,
        Wish.DELETE_EVERYWHERE_WITH_ANSWERS,
    }
)


class Wishes(Protocol):
    """Does what somebody wants done with what is kept of them; never raises."""

    async def fulfil(self, press: Press, wish: Wish) -> None:
        """Do it, for whoever presses."""
        ...


class _Host(Protocol):
    wishes: Wishes


class WishButton(discord.ui.DynamicItem[Button], template=rf"p:(?P<wish>{'|'.join(Wish)})"):
    """Does one thing with what is kept of who presses."""

    def __init__(self, wish: Wish, tongue: Tongue = ENGLISH) -> None:
        self._wish = wish
        style = discord.ButtonStyle.danger if wish in _FINAL else discord.ButtonStyle.secondary
        label = tongue.say(_LABELS[wish])
        super().__init__(discord.ui.Button(label=label, style=style, custom_id=f"p:{wish.value}"))

    @classmethod
    async def from_custom_id(cls, _press: Press, _item: AnyItem, match: re.Match[str], /) -> Self:  # pyright: ignore[reportIncompatibleMethodOverride] - the library leaves the client's type open
        """Return the button that was pressed."""
        return cls(Wish(match["wish"]))

    async def callback(self, interaction: Press) -> None:  # pyright: ignore[reportIncompatibleMethodOverride] - as above
        """Do it."""
        await cast("_Host", interaction.client).wishes.fulfil(interaction, self._wish)
