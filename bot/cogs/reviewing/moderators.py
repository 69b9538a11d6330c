"""Who may decide about answers, judged at each click from what Discord sent with it."""

import time

import discord

from bot.cogs.asking.places import person_of
from bot.cogs.asking.policy import Policy
from bot.cogs.asking.rights import RefusedPressError
from bot.moderation.policy import may_moderate
from bot.moderation.rules import GuildRules
from bot.translating import Tongue, tongue_of
from bot.wording import reviewing as words


async def check_moderator(press: discord.Interaction, policy: Policy, guild: int) -> GuildRules:
    """Return the rules of a server if whoever presses moderates it now; from no cache.

    Raises:
        RefusedPressError: If it is another server, or they do not.
    """
    person = person_of(press)
    rules = await policy.rules_of(guild)
    if press.guild_id != guild or not may_moderate(rules, person, now=int(time.time())):
        raise RefusedPressError(tongue_of(str(press.locale)).say(words.NOT_A_MODERATOR))
    return rules


def readers_tongue(press: discord.Interaction) -> Tongue:
    """Return the language of who presses."""
    return tongue_of(str(press.locale))


def public_tongue(client: discord.Client, guild: int, rules: GuildRules) -> Tongue:
    """Return the language of what everybody in a server reads."""
    known = client.get_guild(guild)
    own = None if known is None else str(known.preferred_locale)
    return tongue_of(rules.language or own)
