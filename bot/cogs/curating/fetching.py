"""Fetching a file that somebody attached: Discord's own attachment of this very interaction, and no other."""

from dataclasses import dataclass

import discord

from bot.cogs.asking.delivery import DeliveryError, deliver
from bot.cogs.curating.means import MOST_BYTES
from bot.cogs.moderating.replying import NotDoneError
from bot.translating import Tongue
from bot.wording import corpus as words

_MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A file as it was attached."""

    name: str
    data: bytes


async def fetch(tongue: Tongue, file: discord.Attachment) -> Fetched:
    """Return a file, read only if Discord says that it is small enough; NotDoneError says why it is not."""
    if file.size > MOST_BYTES:
        megabytes, most = f"{file.size / _MEGABYTE:.1f}", MOST_BYTES // _MEGABYTE
        raise NotDoneError(tongue.say(words.TOO_LARGE, megabytes=megabytes, most=most))
    if file.size == 0:
        raise NotDoneError(tongue.say(words.EMPTY_FILE))
    try:
        data = await deliver(file.read)
    except DeliveryError as error:
        raise NotDoneError(tongue.say(words.NOT_FETCHED)) from error
    return Fetched(name=file.filename, data=data)


def only_file(tongue: Tongue, message: discord.Message) -> discord.Attachment:
    """Return the file of a message; NotDoneError where there is none, or more than one."""
    if not message.attachments:
        raise NotDoneError(tongue.say(words.NO_FILE))
    if len(message.attachments) > 1:
        raise NotDoneError(tongue.say(words.SEVERAL_FILES))
    return message.attachments[0]
