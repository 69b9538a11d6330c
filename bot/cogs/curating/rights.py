"""Who may add sources and tend them: judged from the payload of each command and press."""

import time

import discord

from bot.cogs.asking.places import person_of
from bot.cogs.moderating.means import Means
from bot.cogs.moderating.replying import NotDoneError
from bot.cogs.moderating.rights import require_server
from bot.moderation.policy import is_admin, may_curate, may_moderate
from bot.moderation.rules import GuildRules
from bot.translating import Tongue
from bot.wording import corpus as words


def is_curator(rules: GuildRules, interaction: discord.Interaction) -> bool:
    """Tell whether somebody may add sources."""
    person = person_of(interaction)
    return may_curate(rules, person, now=int(time.time())) or is_admin(person)


async def require_curator(means: Means, interaction: discord.Interaction, tongue: Tongue) -> GuildRules:
    """Return the rules as they are now; NotDoneError for who may not add sources there."""
    rules = await means.rulebook.of(require_server(interaction, tongue))
    if not is_curator(rules, interaction):
        raise NotDoneError(tongue.say(words.CURATORS_ONLY))
    return rules


def require_own(
    rules: GuildRules, interaction: discord.Interaction, tongue: Tongue, added_by: int | None
) -> None:
    """Raise NotDoneError for who neither moderates nor added this."""
    person = person_of(interaction)
    moderates = may_moderate(rules, person, now=int(time.time())) or is_admin(person)
    if not moderates and added_by != person.id:
        raise NotDoneError(tongue.say(words.NOT_YOURS))
