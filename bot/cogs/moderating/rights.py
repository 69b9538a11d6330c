"""Who may change rules, and who may see and stop: judged from the payload of each command and press."""

import time

import discord

from bot.cogs.asking.places import person_of
from bot.cogs.moderating.means import Means
from bot.cogs.moderating.replying import NotDoneError
from bot.moderation.policy import is_admin, may_moderate
from bot.moderation.rules import GuildRules
from bot.translating import Tongue
from bot.wording import moderating as wording


def require_admin(interaction: discord.Interaction, tongue: Tongue) -> int:
    """Return the server; NotDoneError for who may not manage it."""
    guild = require_server(interaction, tongue)
    if not is_admin(person_of(interaction)):
        raise NotDoneError(tongue.say(wording.ADMINS_ONLY))
    return guild


async def require_staff(means: Means, interaction: discord.Interaction, tongue: Tongue) -> GuildRules:
    """Return the rules as they are now; NotDoneError for who does not moderate there."""
    rules = await means.rulebook.of(require_server(interaction, tongue))
    person = person_of(interaction)
    if not (may_moderate(rules, person, now=int(time.time())) or is_admin(person)):
        raise NotDoneError(tongue.say(wording.STAFF_ONLY))
    return rules


def require_server(interaction: discord.Interaction, tongue: Tongue) -> int:
    """Return the server; NotDoneError outside of servers."""
    if interaction.guild_id is None:
        raise NotDoneError(tongue.say(wording.SERVERS_ONLY))
    return interaction.guild_id
