"""Buttons that lead out of Discord: to the published page, to the second of the recording."""

from collections.abc import Iterable
from typing import Any

import discord

from bot.passages import OpenPassage
from bot.rendering.quotations import show_time
from bot.translating import Tongue
from bot.wording import controls as wording
from index.links import Link, LinkKind

Button = discord.ui.Button[Any]


def link_buttons(passage: OpenPassage, tongue: Tongue) -> Iterable[Button]:
    """Give a button for each link of a passage; Discord shows where it leads before it goes there."""
    return [discord.ui.Button(label=_label(link, passage, tongue), url=link.url) for link in passage.links]


def _label(link: Link, passage: OpenPassage, tongue: Tongue) -> str:
    if link.kind is LinkKind.PAGE:
        return tongue.say(wording.OPEN_PAGE)
    time = passage.turn.time
    return tongue.say(wording.LISTEN) if time is None else tongue.say(wording.LISTEN_AT, time=show_time(time))
