"""What a control asks of the bot when it is pressed."""

from typing import Protocol, cast

import discord

Press = discord.Interaction[discord.Client]


class Presses(Protocol):
    """Does what a control says; never raises."""

    async def open_passage(
        self, press: Press, *, row: int, citation: int, turn: int | None, anew: bool
    ) -> None:
        """Show a citation's turn, or another turn of its source; `anew` is in a message of its own."""
        ...

    async def ask_more(self, press: Press, *, row: int) -> None:
        """Open the form for a question that goes on from this answer."""
        ...

    async def share_answer(self, press: Press, *, row: int) -> None:
        """Show a private answer to everybody, or bring it before moderators, as its place lets it."""
        ...

    async def delete_answer(self, press: Press, *, row: int) -> None:
        """Delete an answer, if whoever presses may."""
        ...


class _Host(Protocol):
    presses: Presses


def presses_of(press: Press) -> Presses:
    """Return what the pressed bot does: the library gives a dynamic item nothing but the client."""
    return cast("_Host", press.client).presses
