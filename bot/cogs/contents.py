"""`/sources`, `/speakers` and `/about`: what there is to ask, for everyone, and seen by them alone."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.backend import BackendLoader
from bot.cogs.asking.places import place_of
from bot.cogs.asking.policy import Policy
from bot.cogs.listings import PageOf
from bot.cogs.moderating.replying import NotDoneError, reply
from bot.moderation.admitted import admitted
from bot.moderation.places import PlaceKind
from bot.moderation.policy import effective
from bot.rendering.contents import show_sources, show_speakers
from bot.rendering.ruling import mode_meaning, mode_name
from bot.storage.database import Database
from bot.storage.shelf.listing import sources_of
from bot.translating import Tongue
from bot.views.listing import Listing, listing_page
from bot.views.page import Page
from bot.wording import contents as words
from index.catalogue import SourceEntry


class Contents(commands.Cog):
    """Shows what is in here."""

    def __init__(self, *, policy: Policy, backend: BackendLoader, database: Database) -> None:
        self._policy = policy
        self._database = database
        self._backend = backend

    @property
    def lists(self) -> dict[Listing, PageOf]:
        """What gives the pages of each list."""
        return {Listing.SOURCES: self.sources_page, Listing.SPEAKERS: self.speakers_page}

    @app_commands.command(description="Which sources can be asked here")
    async def sources(self, interaction: discord.Interaction) -> None:
        """List the sources."""
        await reply(interaction, lambda tongue: self.sources_page(interaction, tongue, 0, 0))

    @app_commands.command(description="Who speaks in the sources that can be asked here")
    async def speakers(self, interaction: discord.Interaction) -> None:
        """List the speakers."""
        await reply(interaction, lambda tongue: self.speakers_page(interaction, tongue, 0, 0))

    @app_commands.command(description="What I am, how to ask me, and how I answer here")
    async def about(self, interaction: discord.Interaction) -> None:
        """Tell what the bot is."""

        async def work(tongue: Tongue) -> Page:
            here = await self._here(interaction, tongue)
            before, after = (words.ABOUT, words.HOW, words.LOOK), (words.WRONG, words.PRIVACY)
            return Page([*map(tongue.say, before), here, *map(tongue.say, after)])

        await reply(interaction, work)

    async def sources_page(
        self, interaction: discord.Interaction, tongue: Tongue, _row: int, page: int
    ) -> Page:
        """Return a page of the sources."""
        entries = await self._entries(interaction, tongue)
        async with self._database.reading() as session:
            owned = await sources_of(session, interaction.guild_id)
        changed = {one.id: one.version.added_at for one in owned}
        return listing_page(tongue, show_sources(tongue, entries, changed), page, Listing.SOURCES)

    async def speakers_page(
        self, interaction: discord.Interaction, tongue: Tongue, _row: int, page: int
    ) -> Page:
        """Return a page of the speakers."""
        entries = await self._entries(interaction, tongue)
        return listing_page(tongue, show_speakers(tongue, entries), page, Listing.SPEAKERS)

    async def _entries(self, interaction: discord.Interaction, tongue: Tongue) -> tuple[SourceEntry, ...]:
        """Return what may be asked of where this was used, by its rules, by whose it is, and by age."""
        backend, place = self._backend.loaded(), place_of(interaction)
        if backend is None:
            raise NotDoneError(tongue.say(words.LOADING))
        if place is None:
            raise NotDoneError(tongue.say(words.NO_SOURCES))
        rules = await self._policy.rules_of(place.guild)
        held = effective(rules, place, self._policy.open_channels)
        entries = backend.catalogue.sources()
        ids = admitted(
            entries,
            guild=place.guild,
            age_restricted_place=place.age_restricted,
            allowed=held.sources,
            picks=rules.picks,
        )
        return tuple(entry for entry in entries if entry.id in ids)

    async def _here(self, interaction: discord.Interaction, tongue: Tongue) -> str:
        place = place_of(interaction)
        if place is None:
            return tongue.say(words.HERE_UNKNOWN)
        if place.kind is PlaceKind.DIRECT:
            return tongue.say(words.HERE_DIRECT)
        rules = await self._policy.rules_of(place.guild)
        if rules.paused_at is not None:
            return tongue.say(words.HERE_PAUSED)
        mode = effective(rules, place, self._policy.open_channels).mode
        return tongue.say(words.HERE, mode=mode_name(tongue, mode), meaning=mode_meaning(tongue, mode))
