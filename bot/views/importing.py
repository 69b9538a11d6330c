"""The button that applies a file of rules."""

import re
from typing import Any, Protocol, Self, cast

import discord

from bot.views.presses import Press


class ImportPresses(Protocol):
    """Applies an offered file; never raises."""

    async def apply_import(self, press: Press, offer: int) -> None:
        """Apply the offer of that number, if whoever presses may."""
        ...


class _Host(Protocol):
    import_presses: ImportPresses


class ApplyImport(discord.ui.DynamicItem[discord.ui.Button[Any]], template=r"m:apply:(?P<offer>[0-9]{1,15})"):
    """Applies a file of rules that was looked at."""

    def __init__(self, offer: int, label: str = "") -> None:
        self._offer = offer
        super().__init__(
            discord.ui.Button(label=label, style=discord.ButtonStyle.primary, custom_id=f"m:apply:{offer}")
        )

    @classmethod
    async def from_custom_id(
        cls, _press: Press, _item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:  # pyright: ignore[reportIncompatibleMethodOverride] - the library leaves the client's type open
        """Return the button that was pressed."""
        return cls(int(match["offer"]))

    async def callback(self, interaction: Press) -> None:  # pyright: ignore[reportIncompatibleMethodOverride] - as above
        """Apply the file."""
        await cast("_Host", interaction.client).import_presses.apply_import(interaction, self._offer)
