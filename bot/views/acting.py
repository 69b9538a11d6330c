"""What moderators press under a card, and everybody under an answer: one kind of button for all acts.

A custom id holds the act and a row's id alone; every right is checked anew when it is pressed.
"""

import re
from enum import StrEnum
from typing import Any, Protocol, Self, cast

import discord

from bot.translating import Tongue
from bot.views.presses import Press
from bot.wording import acting as words

AnyItem = discord.ui.Item[Any]
Button = discord.ui.Button[Any]
ROW = r"(?P<row>[0-9]{1,15})"


class Act(StrEnum):
    """What a button does: the first four to a review, the others to a question's answer."""

    APPROVE = "approve"
    EDIT = "edit"
    REJECT = "reject"
    PRIVATE = "private"
    PASSAGE = "passage"
    FLAG = "flag"
    KEEP = "keep"
    WITHDRAW = "withdraw"
    RENEW = "renew"


_LABELS = {
    Act.APPROVE: words.APPROVE,
    Act.EDIT: words.EDIT,
    Act.REJECT: words.REJECT,
    Act.PRIVATE: words.ANSWER_PRIVATELY,
    Act.PASSAGE: words.OPEN_PASSAGE,
    Act.FLAG: words.FLAG,
    Act.KEEP: words.KEEP,
    Act.WITHDRAW: words.WITHDRAW,
    Act.RENEW: words.RENEW,
}
_STYLES = {
    Act.APPROVE: discord.ButtonStyle.success,
    Act.REJECT: discord.ButtonStyle.danger,
    Act.WITHDRAW: discord.ButtonStyle.danger,
}


class Acting(Protocol):
    """Does what a button says; never raises."""

    async def press(self, press: Press, act: Act, row: int) -> None:
        """Do it, if whoever presses may."""
        ...

    async def open_evidence(self, press: Press, *, row: int, citation: int, turn: int | None) -> None:
        """Show another turn or quotation of an answer in place of the one that is shown."""
        ...


class _Host(Protocol):
    acting: Acting


def acting_of(press: Press) -> Acting:
    """Return what the pressed bot does: the library gives a dynamic item nothing but the client."""
    return cast("_Host", press.client).acting


class ActButton(discord.ui.DynamicItem[Button], template=rf"m:(?P<act>{'|'.join(Act)}):{ROW}"):
    """Does one act."""

    def __init__(self, act: Act, row: int, tongue: Tongue | None = None, *, label: str | None = None) -> None:
        self._act, self._of = act, row
        label = label or ("" if tongue is None else tongue.say(_LABELS[act]))
        style = _STYLES.get(act, discord.ButtonStyle.secondary)
        super().__init__(discord.ui.Button(label=label, style=style, custom_id=f"m:{act.value}:{row}"))

    @classmethod
    async def from_custom_id(cls, _press: Press, _item: AnyItem, match: re.Match[str], /) -> Self:  # pyright: ignore[reportIncompatibleMethodOverride] - the library leaves the client's type open
        """Return the button that was pressed."""
        return cls(Act(match["act"]), int(match["row"]))

    async def callback(self, interaction: Press) -> None:  # pyright: ignore[reportIncompatibleMethodOverride] - as above
        """Do the act."""
        await acting_of(interaction).press(interaction, self._act, self._of)
