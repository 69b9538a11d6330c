"""The slash commands that ask, look words up, check a claim, and compare."""

import discord
from discord import app_commands
from discord.ext import commands

from bot import wording
from bot.answering.asking import Asked, Intent
from bot.answering.questions.question import LONGEST_QUESTION
from bot.backend import BackendLoader
from bot.cogs.asking.policy import Policy
from bot.cogs.asking.reception import Reception, Wanted
from bot.cogs.asking.visible import sources_for
from bot.cogs.completing import complete_sources, complete_speakers
from bot.storage.questions import Way
from index.catalogue import SourceEntry

Choices = list[app_commands.Choice[str]]
Text = app_commands.Range[str, 1, LONGEST_QUESTION]

_SPEAKER = "Only words of this speaker"
_SOURCE = "Only from this source"
_PRIVATE = "Only you see the answer"


class Questions(commands.Cog):
    """Hands questions over; what is answered, and how, is decided elsewhere."""

    def __init__(self, *, reception: Reception, backend: BackendLoader, policy: Policy) -> None:
        self._reception = reception
        self._backend = backend
        self._policy = policy

    async def complete_speaker(self, interaction: discord.Interaction, typed: str) -> Choices:
        """Offer speakers; nothing while the index loads, since completion must not wait."""
        source: object = interaction.namespace.source
        chosen = source if isinstance(source, str) else None
        found = complete_speakers(await self._sources(interaction), typed, chosen)
        return [app_commands.Choice(name=choice.name, value=choice.value) for choice in found]

    async def complete_source(self, interaction: discord.Interaction, typed: str) -> Choices:
        """Offer sources; nothing while the index loads."""
        found = complete_sources(await self._sources(interaction), typed)
        return [app_commands.Choice(name=choice.name, value=choice.value) for choice in found]

    async def _sources(self, interaction: discord.Interaction) -> tuple[SourceEntry, ...]:
        """Return the sources that whoever types may ask of there."""
        backend = self._backend.loaded()
        return await sources_for(interaction, self._policy, backend.catalogue) if backend else ()

    @app_commands.command(description="Ask what was said, and see who said it, in their own words")
    @app_commands.describe(
        question="What do you want to know?", speaker=_SPEAKER, source=_SOURCE, private=_PRIVATE
    )
    @app_commands.autocomplete(speaker=complete_speaker, source=complete_source)
    async def ask(
        self,
        interaction: discord.Interaction,
        question: Text,
        speaker: str | None = None,
        source: str | None = None,
        private: bool = False,  # noqa: FBT001, FBT002 - an option of the command, passed by name
    ) -> None:
        """Answer a question."""
        await self._take(interaction, Asked(text=question, speaker=speaker, source=source), private=private)

    @app_commands.command(description="Did somebody say exactly this? If not quite: what differs")
    @app_commands.describe(
        words="The words to look for", speaker="Who is said to have said it", source=_SOURCE, private=_PRIVATE
    )
    @app_commands.autocomplete(speaker=complete_speaker, source=complete_source)
    async def quote(
        self,
        interaction: discord.Interaction,
        words: Text,
        speaker: str | None = None,
        source: str | None = None,
        private: bool = False,  # noqa: FBT001, FBT002 - as above
    ) -> None:
        """Look words up."""
        asked = Asked(text=words, speaker=speaker, source=source, intent=Intent.QUOTE)
        await self._take(interaction, asked, private=private)

    @app_commands.command(description="Is this claim in the sources? Who says so, or the contrary?")
    @app_commands.describe(claim="The claim to check", source=_SOURCE, private=_PRIVATE)
    @app_commands.autocomplete(source=complete_source)
    async def check(
        self,
        interaction: discord.Interaction,
        claim: Text,
        source: str | None = None,
        private: bool = False,  # noqa: FBT001, FBT002 - as above
    ) -> None:
        """Check a claim."""
        await self._take(interaction, Asked(text=claim, source=source, intent=Intent.CLAIM), private=private)

    @app_commands.command(description="What does each speaker say about a topic, side by side")
    @app_commands.describe(topic="The topic, or names and a topic", source=_SOURCE, private=_PRIVATE)
    @app_commands.autocomplete(source=complete_source)
    async def compare(
        self,
        interaction: discord.Interaction,
        topic: Text,
        source: str | None = None,
        private: bool = False,  # noqa: FBT001, FBT002 - as above
    ) -> None:
        """Lay side by side what each speaker says."""
        await self._take(
            interaction, Asked(text=topic, source=source, intent=Intent.COMPARE), private=private
        )

    async def _take(self, interaction: discord.Interaction, asked: Asked, *, private: bool) -> None:
        wanted = Wanted(way=Way.SLASH, asked=asked, heading=wording.heading_of(asked), private=private)
        await self._reception.take(interaction, wanted)
