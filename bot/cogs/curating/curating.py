"""The group `/corpus`, put together: commands, presses, and forms that were sent."""

from collections.abc import Awaitable, Callable, Mapping

import discord
import structlog
from discord import app_commands
from discord.ext import commands, tasks

from bot.cogs.curating.commands import OwnSources
from bot.cogs.curating.following import Following
from bot.cogs.curating.intake import Intake
from bot.cogs.curating.means import CuratingMeans
from bot.cogs.curating.notes import Notes
from bot.cogs.curating.picking import Picking
from bot.cogs.curating.removing import Removing
from bot.cogs.curating.stored import Stored
from bot.cogs.listings import PageOf
from bot.cogs.moderating.replying import NotDoneError, amend, open_form
from bot.fleet.part import Part
from bot.rendering.stored import code
from bot.storage.shelf.kept import ShelfSource
from bot.translating import Tongue
from bot.views.intake import Deed, Subject
from bot.views.intake_forms import sent_details, sent_name
from bot.views.listing import Listing
from bot.views.page import Page, say
from bot.views.presses import Press
from bot.wording import corpus as words

_log: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(__name__)
_PERIOD = 20.0  # seconds between two looks for what was not told
_COMMAND = "corpus"


class Curating(commands.Cog):
    """Does what is done with a server's sources; `look_outdated` tells of answers that quote old versions."""

    def __init__(
        self,
        *,
        client: discord.Client,
        tree: app_commands.CommandTree[discord.Client],
        means: CuratingMeans,
        look_outdated: Callable[[], Awaitable[None]],
        part: Part,
    ) -> None:
        self._tree = tree
        self._look_outdated = look_outdated
        self._notes = Notes(means, client=client, part=part)
        self._intake, self._stored, self._removing = Intake(means), Stored(means), Removing(means)
        self._following = Following(means, when_made=self._tell)
        self._picking = Picking(means.rules)
        self._own = OwnSources(means, self._intake, self._stored, self._removing)
        self._group = app_commands.Group(
            name=_COMMAND,
            description="Which sources are asked here, and adding your own",
            guild_only=True,
            # Whom Discord shows it, unless a server shows it to more; every right is judged anew.
            default_permissions=discord.Permissions(manage_messages=True),
        )

    @property
    def lists(self) -> Mapping[Listing, PageOf]:
        """What gives the pages of each list."""
        return {Listing.OWN: self._own.page}

    async def cog_load(self) -> None:
        """Add the group and the menu: a cog gathers none that is put together."""
        for one in (*self._own.commands(), *self._picking.commands()):
            self._group.add_command(one)
        self._tree.add_command(self._group)
        self._tree.add_command(self._own.menu)

    async def cog_unload(self) -> None:
        """Take them away; the next start goes on telling."""
        self._following.stop()
        self.tend.cancel()
        self._tree.remove_command(self._group.name)
        self._tree.remove_command(self._own.menu.name, type=self._own.menu.type)

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Begin to look: before that, nobody knows which language a server speaks."""
        if not self.tend.is_running():
            self.tend.start()

    @tasks.loop(seconds=_PERIOD)
    async def tend(self) -> None:
        """Tell moderators what nobody told them yet."""
        try:
            await self._notes.look()
        except Exception as error:  # noqa: BLE001 - the outermost edge: the next look tries again
            _log.error("changes of sources not told", exc_info=error)

    async def press(self, press: Press, deed: Deed, subject: Subject) -> None:
        """Do what a button of a card says."""
        match deed:
            case Deed.STORE:
                await self._store(press, subject)
            case Deed.DETAILS:
                forms = self._stored if subject.stored else self._intake
                await open_form(press, lambda tongue: forms.details_form(press, tongue, subject))
            case Deed.DISCARD:
                await amend(press, lambda tongue: self._intake.discard(press, tongue, subject))
            case Deed.REMOVE:
                await self._remove(press, subject)
            case Deed.KEEP:
                await amend(press, _kept)
            case Deed.LOOK:
                await amend(press, lambda tongue: self._following.look(press, tongue, subject))

    async def choose(self, press: Press, subject: Subject, voice: str) -> None:
        """Open the form that names a speaker."""
        forms = self._stored if subject.stored else self._intake
        await open_form(press, lambda tongue: forms.naming_form(press, tongue, subject, voice))

    @commands.Cog.listener()
    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """Do what a sent form says."""
        if (named := sent_name(interaction)) is not None:
            forms = self._stored if named.subject.stored else self._intake
            await amend(interaction, lambda tongue: forms.name(interaction, tongue, named))
        elif (described := sent_details(interaction)) is not None:
            forms = self._stored if described.subject.stored else self._intake
            await amend(interaction, lambda tongue: forms.describe(interaction, tongue, described))

    async def _store(self, press: Press, subject: Subject) -> None:
        stored = list[ShelfSource]()

        async def work(tongue: Tongue) -> Page:
            shelved = await self._intake.store(press, tongue, subject)
            if not shelved.changed:
                raise NotDoneError(tongue.say(words.STORED_SAME, source=code(shelved.source.id)))
            stored.append(shelved.source)
            return await self._following.page(press, tongue, shelved.source.id)

        await amend(press, work)
        for source in stored:
            self._following.follow(press, source)

    async def _remove(self, press: Press, subject: Subject) -> None:
        removed = list[str]()
        await amend(press, lambda tongue: self._removing.remove(press, tongue, subject, removed))
        for identity in removed:
            self._following.follow_removal(identity)

    async def _tell(self) -> None:
        await self._notes.look()
        await self._look_outdated()


async def _kept(tongue: Tongue) -> Page:
    return say(tongue.say(words.KEPT))
