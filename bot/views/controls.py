"""The buttons and the menu under answers: dynamic items whose custom id holds a row's id and a place.

Nothing else travels in a custom id; every right is checked anew when a control is pressed.
"""

import re
from collections.abc import Sequence
from typing import Any, Self

import discord

from bot.escaping import plain, shorten
from bot.translating import ENGLISH, Tongue
from bot.views.presses import Press, presses_of
from bot.wording import controls as wording

CONTROL_LABEL = 100  # Discord: an option's label
OPTIONS = 25  # Discord: options of one menu
_ROW = r"(?P<row>[0-9]{1,15})"
_PLACE = r"(?P<citation>[0-9]{1,4}):(?P<turn>[0-9]{1,9})"

AnyItem = discord.ui.Item[Any]
Button = discord.ui.Button[Any]
Select = discord.ui.Select[Any]


class ShowPassage(discord.ui.DynamicItem[Button], template=rf"q:show:{_ROW}"):
    """Opens the first quoted passage, seen only by who presses."""

    def __init__(self, row: int, tongue: Tongue = ENGLISH) -> None:
        self._answer = row
        label = tongue.say(wording.SHOW_PASSAGE)
        super().__init__(
            discord.ui.Button(label=label, style=discord.ButtonStyle.primary, custom_id=f"q:show:{row}")
        )

    @classmethod
    async def from_custom_id(cls, _press: Press, _item: AnyItem, match: re.Match[str], /) -> Self:  # pyright: ignore[reportIncompatibleMethodOverride] - the library leaves the client's type open
        """Return the button that was pressed."""
        return cls(int(match["row"]))

    async def callback(self, interaction: Press) -> None:  # pyright: ignore[reportIncompatibleMethodOverride] - as above
        """Open the passage."""
        await presses_of(interaction).open_passage(
            interaction, row=self._answer, citation=0, turn=None, anew=True
        )


class AskMore(discord.ui.DynamicItem[Button], template=rf"q:more:{_ROW}"):
    """Opens a form for a question that goes on from an answer."""

    def __init__(self, row: int, tongue: Tongue = ENGLISH) -> None:
        self._answer = row
        super().__init__(discord.ui.Button(label=tongue.say(wording.ASK_MORE), custom_id=f"q:more:{row}"))

    @classmethod
    async def from_custom_id(cls, _press: Press, _item: AnyItem, match: re.Match[str], /) -> Self:  # pyright: ignore[reportIncompatibleMethodOverride] - as above
        """Return the button that was pressed."""
        return cls(int(match["row"]))

    async def callback(self, interaction: Press) -> None:  # pyright: ignore[reportIncompatibleMethodOverride] - as above
        """Open the form."""
        await presses_of(interaction).ask_more(interaction, row=self._answer)


class DeleteAnswer(discord.ui.DynamicItem[Button], template=rf"q:delete:{_ROW}"):
    """Deletes an answer, for who asked and for moderators."""

    def __init__(self, row: int, tongue: Tongue = ENGLISH) -> None:
        self._answer = row
        super().__init__(discord.ui.Button(label=tongue.say(wording.DELETE), custom_id=f"q:delete:{row}"))

    @classmethod
    async def from_custom_id(cls, _press: Press, _item: AnyItem, match: re.Match[str], /) -> Self:  # pyright: ignore[reportIncompatibleMethodOverride] - as above
        """Return the button that was pressed."""
        return cls(int(match["row"]))

    async def callback(self, interaction: Press) -> None:  # pyright: ignore[reportIncompatibleMethodOverride] - as above
        """Delete the answer."""
        await presses_of(interaction).delete_answer(interaction, row=self._answer)


class ShareAnswer(discord.ui.DynamicItem[Button], template=rf"q:share:{_ROW}"):
    """Shows a private answer to everybody, as far as its place lets it."""

    def __init__(self, row: int, tongue: Tongue = ENGLISH) -> None:
        self._answer = row
        super().__init__(discord.ui.Button(label=tongue.say(wording.SHARE), custom_id=f"q:share:{row}"))

    @classmethod
    async def from_custom_id(cls, _press: Press, _item: AnyItem, match: re.Match[str], /) -> Self:  # pyright: ignore[reportIncompatibleMethodOverride] - as above
        """Return the button that was pressed."""
        return cls(int(match["row"]))

    async def callback(self, interaction: Press) -> None:  # pyright: ignore[reportIncompatibleMethodOverride] - as above
        """Share the answer."""
        await presses_of(interaction).share_answer(interaction, row=self._answer)


class ShowTurn(discord.ui.DynamicItem[Button], template=rf"q:turn:{_ROW}:{_PLACE}"):
    """Steps to another turn around an opened passage."""

    def __init__(
        self, row: int, citation: int, turn: int, label: str = "", *, disabled: bool = False
    ) -> None:
        self._answer, self._citation, self._turn = row, citation, turn
        super().__init__(
            discord.ui.Button(label=label, custom_id=f"q:turn:{row}:{citation}:{turn}", disabled=disabled)
        )

    @classmethod
    async def from_custom_id(cls, _press: Press, _item: AnyItem, match: re.Match[str], /) -> Self:  # pyright: ignore[reportIncompatibleMethodOverride] - as above
        """Return the button that was pressed."""
        return cls(int(match["row"]), int(match["citation"]), int(match["turn"]))

    async def callback(self, interaction: Press) -> None:  # pyright: ignore[reportIncompatibleMethodOverride] - as above
        """Show that turn instead."""
        await presses_of(interaction).open_passage(
            interaction, row=self._answer, citation=self._citation, turn=self._turn, anew=False
        )


class ChooseCitation(discord.ui.DynamicItem[Select], template=rf"q:choose:{_ROW}"):
    """Goes to another citation of the same answer."""

    def __init__(
        self, row: int, labels: Sequence[str] = (), chosen: int = 0, tongue: Tongue = ENGLISH
    ) -> None:
        self._answer = row
        options = [
            discord.SelectOption(
                label=shorten(plain(label), CONTROL_LABEL), value=str(number), default=number == chosen
            )
            for number, label in enumerate(labels[:OPTIONS])
        ]
        super().__init__(
            discord.ui.Select(
                custom_id=f"q:choose:{row}",
                placeholder=tongue.say(wording.ANOTHER_QUOTATION),
                options=options,
            )
        )

    @classmethod
    async def from_custom_id(cls, _press: Press, _item: AnyItem, match: re.Match[str], /) -> Self:  # pyright: ignore[reportIncompatibleMethodOverride] - as above
        """Return the menu in which something was chosen."""
        return cls(int(match["row"]))

    async def callback(self, interaction: Press) -> None:  # pyright: ignore[reportIncompatibleMethodOverride] - as above
        """Show the passage of that citation instead."""
        value = self.item.values[0] if self.item.values else ""
        citation = int(value) if value.isdecimal() else -1
        await presses_of(interaction).open_passage(
            interaction, row=self._answer, citation=citation, turn=None, anew=False
        )


CONTROLS = (ShowPassage, AskMore, ShareAnswer, DeleteAnswer, ShowTurn, ChooseCitation)
