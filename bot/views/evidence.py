"""A passage as moderators open it from a card, with steps and the answer's other quotations."""

import re
from collections.abc import Sequence
from typing import Any, Self

import discord

from bot.escaping import plain, shorten
from bot.opening import Opened
from bot.passages import KeptWords, render_kept, render_passage
from bot.translating import Tongue
from bot.views.acting import ROW, AnyItem, Button, acting_of
from bot.views.controls import CONTROL_LABEL, OPTIONS
from bot.views.leading import link_buttons
from bot.views.page import Page
from bot.views.presses import Press
from bot.wording import acting as words

Select = discord.ui.Select[Any]


class EvidenceTurn(
    discord.ui.DynamicItem[Button],
    template=rf"m:turn:{ROW}:(?P<citation>[0-9]{{1,4}}):(?P<turn>[0-9]{{1,9}})",
):
    """Steps to another turn of the source."""

    def __init__(
        self, row: int, citation: int, turn: int, label: str = "", *, disabled: bool = False
    ) -> None:
        self._of, self._citation, self._turn = row, citation, turn
        custom_id = f"m:turn:{row}:{citation}:{turn}"
        super().__init__(discord.ui.Button(label=label, custom_id=custom_id, disabled=disabled))

    @classmethod
    async def from_custom_id(cls, _press: Press, _item: AnyItem, match: re.Match[str], /) -> Self:  # pyright: ignore[reportIncompatibleMethodOverride] - the library leaves the client's type open
        """Return the button that was pressed."""
        return cls(int(match["row"]), int(match["citation"]), int(match["turn"]))

    async def callback(self, interaction: Press) -> None:  # pyright: ignore[reportIncompatibleMethodOverride] - as above
        """Show that turn instead."""
        await acting_of(interaction).open_evidence(
            interaction, row=self._of, citation=self._citation, turn=self._turn
        )


class EvidenceChoice(discord.ui.DynamicItem[Select], template=rf"m:choose:{ROW}"):
    """Goes to another quotation of the same answer."""

    def __init__(
        self, row: int, labels: Sequence[str] = (), chosen: int = 0, tongue: Tongue | None = None
    ) -> None:
        self._of = row
        options = [
            discord.SelectOption(
                label=shorten(plain(label), CONTROL_LABEL), value=str(number), default=number == chosen
            )
            for number, label in enumerate(labels[:OPTIONS])
        ]
        placeholder = None if tongue is None else tongue.say(words.OTHER_QUOTATION)
        super().__init__(
            discord.ui.Select(custom_id=f"m:choose:{row}", placeholder=placeholder, options=options)
        )

    @classmethod
    async def from_custom_id(cls, _press: Press, _item: AnyItem, match: re.Match[str], /) -> Self:  # pyright: ignore[reportIncompatibleMethodOverride] - as above
        """Return the menu in which something was chosen."""
        return cls(int(match["row"]))

    async def callback(self, interaction: Press) -> None:  # pyright: ignore[reportIncompatibleMethodOverride] - as above
        """Show that quotation instead."""
        value = self.item.values[0] if self.item.values else ""
        citation = int(value) if value.isdecimal() else -1
        await acting_of(interaction).open_evidence(interaction, row=self._of, citation=citation, turn=None)


def evidence_page(
    tongue: Tongue, opened: Opened, *, row: int, above: Sequence[str], labels: Sequence[str]
) -> Page:
    """Return a passage with what it carries `above`."""
    shown = opened.shown
    citation = shown.number - 1
    choice = [[EvidenceChoice(row, labels, citation, tongue)]] if len(labels) > 1 else []
    if isinstance(shown, KeptWords):
        return Page([*above, *render_kept(shown, tongue).blocks], choice)
    before = _step(row, citation, opened.before, tongue.say(words.BEFORE), near=shown.turn.ordinal - 1)
    after = _step(row, citation, opened.after, tongue.say(words.AFTER), near=shown.turn.ordinal + 1)
    steps = [before, after, *link_buttons(shown, tongue)]
    return Page([*above, *render_passage(shown, tongue).blocks], [steps, *choice])


def _step(row: int, citation: int, to: int | None, label: str, *, near: int) -> EvidenceTurn:
    return EvidenceTurn(row, citation, max(near, 0) if to is None else to, label, disabled=to is None)
