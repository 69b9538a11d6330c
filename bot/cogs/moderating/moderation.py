"""The group `/moderation`, put together: commands, presses, and forms that were sent."""

from collections.abc import Mapping, Sequence

import discord
from discord import app_commands
from discord.ext import commands

from bot.cogs.listings import PageOf
from bot.cogs.moderating.commanding import Command
from bot.cogs.moderating.files import RuleFiles
from bot.cogs.moderating.limiting import Limiting
from bot.cogs.moderating.logs import Logs
from bot.cogs.moderating.means import Means
from bot.cogs.moderating.options import Options
from bot.cogs.moderating.outdated_answers import OutdatedAnswers
from bot.cogs.moderating.overviews import Overviews
from bot.cogs.moderating.pausing import Pausing
from bot.cogs.moderating.people import People
from bot.cogs.moderating.places import Places
from bot.cogs.moderating.refused_words import RefusedWords
from bot.cogs.moderating.reviewers import Reviewers
from bot.cogs.moderating.setting_up import SettingUp
from bot.cogs.moderating.tidying import Tidying
from bot.cogs.moderating.trying import Trying
from bot.cogs.moderating.whys import Whys
from bot.views.importing import ApplyImport
from bot.views.listing import Listing, TurnPage
from bot.views.places import FORM as PLACE_FORM
from bot.views.places import ChangePlace
from bot.views.sent import form_id
from bot.views.setting_up import sent_setup

MODERATION_CONTROLS = (TurnPage, ChangePlace, ApplyImport)


class Moderation(commands.Cog):
    """Everything that moderators set, see and stop."""

    def __init__(
        self,
        *,
        tree: app_commands.CommandTree[discord.Client],
        means: Means,
        outdated: PageOf,
    ) -> None:
        self._tree = tree
        self.places = Places(means)
        self.files = RuleFiles(means)
        self._overviews = Overviews(means)
        self._setting_up = SettingUp(means, self._overviews)
        self._people, self._words, self._logs = People(means), RefusedWords(means), Logs(means)
        self._whys = Whys(means)
        self._others = (
            Pausing(means),
            Trying(means),
            Limiting(means),
            Reviewers(means),
            Options(means),
            OutdatedAnswers(outdated),
            Tidying(means),
        )
        self._group = _group("moderation", "Where and how I speak here, and what I answered")

    @property
    def lists(self) -> Mapping[Listing, PageOf]:
        """What gives the pages of each list."""
        return {
            Listing.OVERVIEW: self._overviews.page,
            Listing.LOG: self._logs.page,
            Listing.WHY: self._whys.page,
            Listing.PEOPLE: self._people.page,
            Listing.WORDS: self._words.page,
        }

    async def cog_load(self) -> None:
        """Add the group: a cog gathers none that is put together."""
        parts = (
            self._setting_up,
            self.places,
            self._overviews,
            self.files,
            self._logs,
            self._whys,
            *self._others,
        )
        for part in parts:
            _add(self._group, part.commands())
        people = _group("people", "Who is not answered", within=self._group)
        words = _group("words", "Which words are refused", within=self._group)
        _add(people, self._people.commands())
        _add(words, self._words.commands())
        self._tree.add_command(self._group)
        self._tree.add_command(self._whys.menu)

    async def cog_unload(self) -> None:
        """Take the group away."""
        self._tree.remove_command(self._group.name)
        self._tree.remove_command(self._whys.menu.name, type=self._whys.menu.type)

    @commands.Cog.listener()
    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """Do what a sent form says."""
        setup = sent_setup(interaction)
        if setup is not None:
            await self._setting_up.take(interaction, setup)
        elif match := PLACE_FORM.fullmatch(form_id(interaction) or ""):
            await self.places.take_form(interaction, int(match["target"]), match["seen"])


def _group(name: str, description: str, within: app_commands.Group | None = None) -> app_commands.Group:
    if within is not None:
        return app_commands.Group(name=name, description=description, parent=within)
    return app_commands.Group(
        name=name,
        description=description,
        guild_only=True,
        # Whom Discord shows it: those who must be able to stop the bot, not only those who may set it. Every
        # right is judged anew where a command is used.
        default_permissions=discord.Permissions(manage_messages=True),
    )


def _add(group: app_commands.Group, made: Sequence[Command]) -> None:
    for one in made:
        group.add_command(one)
