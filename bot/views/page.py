"""A message of text blocks and rows of controls, as Components V2."""

from collections.abc import Iterable, Sequence
from typing import Any

import discord


class Page(discord.ui.LayoutView):
    """Text blocks, and under them rows of controls.

    It is finished before it is sent, so that the library keeps no reference to it: controls are dynamic
    items, found again by their custom id. A kept view that ends would take their pattern with it, for
    the whole process.
    """

    def __init__(self, blocks: Iterable[str], rows: Iterable[Sequence[discord.ui.Item[Any]]] = ()) -> None:
        super().__init__(timeout=None)
        for block in blocks:
            self.add_item(discord.ui.TextDisplay(block))
        for row in rows:
            self.add_item(discord.ui.ActionRow(*row))
        self.stop()


def say(sentence: str) -> Page:
    """Return a page of one sentence of ours."""
    return Page([sentence])
