"""Finding a source of a server's own, for who may tend it."""

import discord
from discord import app_commands

from bot.cogs.completing import complete_shelf
from bot.cogs.curating.means import CuratingMeans
from bot.cogs.curating.refusing import unknown_source
from bot.cogs.curating.rights import is_curator, require_own
from bot.cogs.moderating.means import guild_of
from bot.cogs.moderating.replying import NotDoneError
from bot.moderation.rules import GuildRules
from bot.storage.database import Database
from bot.storage.shelf.kept import ShelfSource
from bot.storage.shelf.listing import sources_of, versions_of
from bot.translating import Tongue
from bot.views.intake import source_mark


async def find_own(
    database: Database, rules: GuildRules, interaction: discord.Interaction, tongue: Tongue, source: str
) -> ShelfSource:
    """Return a source of this server's own, by its id or its mark; NotDoneError for who may not tend it."""
    async with database.reading() as session:
        owned = await sources_of(session, guild_of(interaction))
        found = next((one for one in owned if source.strip() in {one.id, source_mark(one.id)}), None)
        if found is None:
            raise NotDoneError(unknown_source(tongue, source))
        versions = await versions_of(session, found.id)
    require_own(rules, interaction, tongue, versions[0].added_by)
    return found


async def complete_own(
    means: CuratingMeans, interaction: discord.Interaction, typed: str
) -> list[app_commands.Choice[str]]:
    """Offer the sources of the server's own to who may tend some."""
    if interaction.guild_id is None:
        return []
    if not is_curator(await means.rules.rulebook.of(interaction.guild_id), interaction):
        return []
    async with means.rules.database.reading() as session:
        owned = await sources_of(session, interaction.guild_id)
    found = complete_shelf(((one.id, title_of(one)) for one in owned), typed)
    return [app_commands.Choice(name=choice.name, value=choice.value) for choice in found]


def title_of(source: ShelfSource) -> str:
    """Return the title of a source; its file's name without an ending where nobody gave one."""
    return source.sidecar.title or source.version.name.rpartition(".")[0] or source.version.name
