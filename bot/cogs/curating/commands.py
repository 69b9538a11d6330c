"""The commands of `/corpus` that concern a server's own sources, and the message menu."""

from collections.abc import Sequence

import discord
from discord import app_commands

from bot.cogs.curating.fetching import only_file
from bot.cogs.curating.intake import Intake
from bot.cogs.curating.means import CuratingMeans
from bot.cogs.curating.owned import complete_own
from bot.cogs.curating.removing import Removing
from bot.cogs.curating.rights import require_curator
from bot.cogs.curating.settings import SourceSettings, TypedSettings
from bot.cogs.curating.standing import told_sources, told_usage
from bot.cogs.curating.stored import Stored
from bot.cogs.moderating.commanding import Command, command
from bot.cogs.moderating.means import guild_of
from bot.cogs.moderating.replying import reply
from bot.rendering.stored import show_own
from bot.translating import Tongue
from bot.views.listing import Listing, listing_page
from bot.views.page import Page

MENU = "Add transcript"
Title = app_commands.Range[str, 1, 200]
Longest = app_commands.Range[int, 0, 100_000]
Percent = app_commands.Range[int, 0, 100]
Fact = app_commands.Range[str, 0, 200]


class OwnSources:
    """Takes the commands, and hands them to who does them."""

    def __init__(self, means: CuratingMeans, intake: Intake, stored: Stored, removing: Removing) -> None:
        self._means = means
        self._intake = intake
        self._stored = stored
        self._removing = removing
        self._settings = SourceSettings(means, stored)
        self.menu = app_commands.ContextMenu(name=MENU, callback=self.add_message)
        # Whom Discord shows it; the right is judged anew.
        self.menu.default_permissions = discord.Permissions(manage_messages=True)

    def commands(self) -> Sequence[Command]:
        """Return the commands."""
        made = (
            command("update", "Put a new file in place of a source's present one", self.update),
            command("speakers", "Name who speaks in a source of this server, or join two", self.speakers),
            command("settings", "What is known of a source, and whether it is asked", self.settings),
            command("remove", "Remove a source of this server for good", self.remove),
        )
        for one in made:
            one.autocomplete("source")(self.complete)
        return (
            command("add", "Add a transcript: see what I understand before it is stored", self.add),
            command("list", "The sources of this server's own, and how much room is left", self.list_own),
            *made,
        )

    async def complete(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Offer the server's own sources."""
        return await complete_own(self._means, interaction, typed)

    @app_commands.describe(file="The transcript: WebVTT, SubRip, JSON, DOCX, PDF or text")
    async def add(self, interaction: discord.Interaction, file: discord.Attachment) -> None:
        """Show what is understood of a file."""
        await reply(interaction, lambda tongue: self._intake.take(interaction, tongue, file))

    async def add_message(self, interaction: discord.Interaction, message: discord.Message) -> None:
        """Show what is understood of the file of a message."""

        async def work(tongue: Tongue) -> Page:
            return await self._intake.take(interaction, tongue, only_file(tongue, message))

        await reply(interaction, work)

    @app_commands.describe(source="Which source", file="Its new file")
    async def update(self, interaction: discord.Interaction, source: str, file: discord.Attachment) -> None:
        """Show what a new file would change."""
        await reply(interaction, lambda tongue: self._intake.take_update(interaction, tongue, source, file))

    @app_commands.describe(source="Which source")
    async def speakers(self, interaction: discord.Interaction, source: str) -> None:
        """Show who speaks in a stored source."""
        await reply(interaction, lambda tongue: self._stored.page(interaction, tongue, source))

    @app_commands.describe(
        source="Which source",
        title="What it is called",
        date="When it was said or published",
        publisher="Who published it",
        url="Where it was published: a link that is shown, never opened",
        licence="Its licence",
        recording="Where it can be heard or seen: a link that is shown, never opened",
        longest_quote="Words of the longest quotation; 0 is any length",
        answer_share="Percent of its words that one answer may show; 0 is all",
        day_share="Percent of its words that one day may show; 0 is all",
        age_restricted="Only in age-restricted channels",
        asked="Whether it is asked in this server",
    )
    async def settings(  # noqa: PLR0917 - options of the command, passed by name
        self,
        interaction: discord.Interaction,
        source: str,
        title: Title | None = None,
        date: Fact | None = None,
        publisher: Fact | None = None,
        url: Fact | None = None,
        licence: Fact | None = None,
        recording: Fact | None = None,
        longest_quote: Longest | None = None,
        answer_share: Percent | None = None,
        day_share: Percent | None = None,
        age_restricted: bool | None = None,  # noqa: FBT001 - as above
        asked: bool | None = None,  # noqa: FBT001 - as above
    ) -> None:
        """Show what is known of a source, or change it."""
        typed = TypedSettings(
            title=title,
            date=date,
            publisher=publisher,
            url=url,
            licence=licence,
            recording=recording,
            longest_quote=longest_quote,
            answer_share=answer_share,
            day_share=day_share,
            age_restricted=age_restricted,
            asked=asked,
        )
        await reply(interaction, lambda tongue: self._settings.page(interaction, tongue, source, typed))

    @app_commands.describe(source="Which source")
    async def remove(self, interaction: discord.Interaction, source: str) -> None:
        """Ask whether a source shall go."""
        await reply(interaction, lambda tongue: self._removing.ask(interaction, tongue, source))

    async def list_own(self, interaction: discord.Interaction) -> None:
        """List the server's own sources."""
        await reply(interaction, lambda tongue: self.page(interaction, tongue, 0, 0))

    async def page(self, interaction: discord.Interaction, tongue: Tongue, _row: int, page: int) -> Page:
        """Return a page of the server's own sources."""
        rules = await require_curator(self._means.rules, interaction, tongue)
        guild = guild_of(interaction)
        told = await told_sources(self._means, rules, guild)
        pages = show_own(tongue, told, await told_usage(self._means, guild))
        return listing_page(tongue, pages, page, Listing.OWN)
