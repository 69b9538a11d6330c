"""What Discord's refusals mean: one ending each."""

import json

import aiohttp
import discord

from bot.storage.questions import Ending

# Answered already: a replayed event, or a first try that came through though its reply was lost.
_ACKNOWLEDGED = 40060

# Discord's JSON error codes.
_ENDINGS = {
    10003: Ending.GONE,  # unknown channel
    10008: Ending.GONE,  # unknown message
    10015: Ending.GONE,  # unknown webhook: the interaction's token is over
    10062: Ending.GONE,  # unknown interaction: three seconds, or fifteen minutes, are over
    30046: Ending.UNDELIVERED,  # too many edits of an old message
    _ACKNOWLEDGED: Ending.GONE,
    50001: Ending.FORBIDDEN,  # no access
    50013: Ending.FORBIDDEN,  # a permission is missing
    50027: Ending.GONE,  # the token is over
    50035: Ending.UNDELIVERED,  # a form that Discord does not take
    50083: Ending.FORBIDDEN,  # the thread is archived
    160005: Ending.FORBIDDEN,  # the thread is locked
    200000: Ending.BLOCKED,  # AutoMod
    200001: Ending.BLOCKED,  # AutoMod, title
}

DISCORD_FAILURES = (
    discord.HTTPException,
    discord.RateLimited,
    discord.InteractionResponded,
    aiohttp.ClientError,
    OSError,  # TimeoutError among them
    json.JSONDecodeError,  # a body that is none
)


def classify(error: Exception) -> Ending:
    """Return the ending that a failed delivery gives a question."""
    if isinstance(error, discord.InteractionResponded):
        return Ending.GONE
    if not isinstance(error, discord.HTTPException):
        return Ending.UNDELIVERED
    if ending := _ENDINGS.get(error.code):
        return ending
    if isinstance(error, discord.Forbidden):
        return Ending.FORBIDDEN
    return Ending.GONE if isinstance(error, discord.NotFound) else Ending.UNDELIVERED


def is_passing(error: Exception) -> bool:
    """Tell whether trying again may help; the library does not retry a 503, nor a reset connection."""
    if isinstance(error, discord.HTTPException):
        return error.status >= 500  # noqa: PLR2004 - HTTP's own line between whose fault it is
    return isinstance(error, aiohttp.ClientError | OSError)


def is_acknowledged(error: BaseException | None) -> bool:
    """Tell whether Discord refuses to take an acknowledgement because it has one: as good as taken."""
    return isinstance(error, discord.HTTPException) and error.code == _ACKNOWLEDGED
