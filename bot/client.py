"""The bot as Discord sees it."""

import asyncio
from collections.abc import Container

import aiohttp
import discord
import structlog
from discord import app_commands
from discord.ext import commands

from bot.backend import BackendLoader
from bot.cases import Casebook
from bot.cogs.asking.admission import Admission
from bot.cogs.asking.desk import QuestionDesk
from bot.cogs.asking.ending import EndingUnanswered
from bot.cogs.asking.life import Life
from bot.cogs.asking.manners import Manners
from bot.cogs.asking.policy import Policy
from bot.cogs.asking.queueing import Queue
from bot.cogs.asking.reception import Reception
from bot.cogs.asking.rechecking import Recheck
from bot.cogs.asking.scrutiny import Scrutiny
from bot.cogs.asking.sharing import Sharing
from bot.cogs.asking.showing import Showing
from bot.cogs.asking.standing import StandingAnswers
from bot.cogs.contents import Contents
from bot.cogs.curating.curating import Curating
from bot.cogs.curating.means import CuratingMeans
from bot.cogs.deletions import Deletions
from bot.cogs.forms import Forms
from bot.cogs.keeping import Keeping
from bot.cogs.listings import Listings
from bot.cogs.mentions import Mentions
from bot.cogs.menus import Menus
from bot.cogs.moderating.means import Means
from bot.cogs.moderating.moderation import MODERATION_CONTROLS, Moderation
from bot.cogs.pressing import AnswerPresses
from bot.cogs.privacy import Means as PrivacyMeans
from bot.cogs.privacy import Privacy
from bot.cogs.questions import Questions
from bot.cogs.reviewing.deciding import DECISIONS, Deciding
from bot.command_tree import TellingTree
from bot.fleet.leading import Leading
from bot.fleet.part import Part, Whole
from bot.fleet.turns import LoginTurns
from bot.interrupted import Interruptions
from bot.moderation.screeners import NoScreener, Screener
from bot.rulebook import Rulebook
from bot.storage.database import Database
from bot.storage.shelf.limits import ShelfLimits
from bot.sweeping import Sweeper, Terms, no_case
from bot.syncing import sync_commands
from bot.takedown import Takedown
from bot.translating import prepare_languages
from bot.translator import CatalogueTranslator
from bot.views.controls import CONTROLS
from bot.views.intake import CORPUS_CONTROLS
from bot.views.privacy import WishButton

_log: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(__name__)
_LONGEST_WAIT = 30.0  # seconds a rate limit may hold a request back; the library's least


class DiscordBot(commands.AutoShardedBot):
    """Answers in Discord, with no privileged intent and nobody pinged.

    Auto-sharded from the first day: a plain client dies if its very first connection fails.
    """

    def __init__(
        self,
        *,
        backend: BackendLoader,
        database: Database,
        open_channels: Container[int],
        direct_messages: bool = False,
        at_once: int = 8,
        waiting: int = 200,
        at_most: int = 0,
        screener: Screener | None = None,
        casebook: Casebook | None = None,
        terms: Terms | None = None,
        privacy_policy: str | None = None,
        shelf_limits: ShelfLimits | None = None,
        shard_count: int | None = None,
        part: Part | None = None,
        http_trace: aiohttp.TraceConfig | None = None,
    ) -> None:
        part = part or Whole()
        shards = part.shards
        super().__init__(
            command_prefix=commands.when_mentioned,
            help_command=None,
            tree_cls=TellingTree,
            # What a mention delivers needs no privilege; nothing else of a message is read.
            intents=discord.Intents(
                guilds=True, guild_messages=True, guild_typing=True, dm_messages=direct_messages
            ),
            allowed_mentions=discord.AllowedMentions.none(),
            allowed_contexts=app_commands.AppCommandContext(
                guild=True, dm_channel=direct_messages, private_channel=False
            ),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
            max_ratelimit_timeout=_LONGEST_WAIT,
            shard_count=shard_count if shards is None else shards.of,
            http_trace=http_trace or aiohttp.TraceConfig(),
        )
        self.shard_ids = None if shards is None else list(shards.ids)
        self._database = database
        self.was_ready = False
        self._turns = None if shards is None else LoginTurns(database, self.fetch_session_start_limits)
        self.rulebook = Rulebook(database)
        self.policy = Policy(self.rulebook, open_channels=open_channels, direct_messages=direct_messages)
        self.recheck = Recheck(self, self.policy)
        scrutiny = Scrutiny(screener=screener or NoScreener())
        self.deciding = Deciding(
            client=self,
            database=database,
            backend=backend,
            policy=self.policy,
            recheck=self.recheck,
            tree=self.tree,
            scrutiny=scrutiny,
            casebook=casebook,
            part=part,
        )
        self.acting = self.deciding.acts
        drafts = self.deciding.reviewing
        showing = Showing(database, self.recheck, drafts)
        self.manners = Manners(client=self, policy=self.policy)
        self.desk = QuestionDesk(
            Life(
                database=database,
                backend=backend,
                policy=self.policy,
                admission=Admission(database, at_most=at_most),
                queue=Queue(at_once=at_once, waiting=waiting),
                scrutiny=scrutiny,
                standing=StandingAnswers(self, database),
                manners=self.manners,
                showing=showing,
                ending=EndingUnanswered(showing),
            )
        )
        self._interruptions = Interruptions(
            client=self, database=database, backend=backend, recheck=self.recheck, drafts=drafts, part=part
        )
        self._leading = Leading(part, self._sync)
        self._taking_up: asyncio.Task[None] | None = None
        sharing = Sharing(
            client=self,
            database=database,
            backend=backend,
            policy=self.policy,
            recheck=self.recheck,
            drafts=drafts,
            scrutiny=scrutiny,
        )
        self.presses = AnswerPresses(database, backend, sharing, self.policy)
        forget_case = no_case if casebook is None else casebook.forget
        takedown = Takedown(self, database)
        self.wishes = Privacy(
            PrivacyMeans(
                database=database,
                terms=terms or Terms(),
                takedown=takedown,
                stop_rows=self.desk.stop_rows,
                forget_case=forget_case,
                policy=privacy_policy,
            )
        )
        sweeper = Sweeper(database, terms or Terms(), forget_case=forget_case)
        keeping = Keeping(client=self, database=database, sweeper=sweeper, takedown=takedown, part=part)
        reception = Reception(desk=self.desk)
        means = Means(
            database=database,
            rulebook=self.rulebook,
            backend=backend,
            open_channels=open_channels,
            stop=self.desk.pause_guild,
        )
        moderation = Moderation(tree=self.tree, means=means, outdated=self.deciding.outdated.page)
        self.place_presses, self.import_presses = moderation.places, moderation.files
        contents = Contents(policy=self.policy, backend=backend, database=database)
        self.corpus_presses = Curating(
            client=self,
            tree=self.tree,
            means=CuratingMeans(rules=means, limits=shelf_limits or ShelfLimits()),
            look_outdated=self.deciding.outdated.look,
            part=part,
        )
        self.listings = Listings(
            moderation.lists, contents.lists, self.deciding.lists, self.corpus_presses.lists
        )
        self._cogs: tuple[commands.Cog, ...] = (
            Questions(reception=reception, backend=backend, policy=self.policy),
            Mentions(client=self, desk=self.desk, policy=self.policy),
            Menus(tree=self.tree, reception=reception),
            Forms(reception=reception, database=database),
            self.manners,
            Deletions(client=self, desk=self.desk, database=database),
            moderation,
            self.corpus_presses,
            contents,
            *self.deciding.cogs,
            self.wishes,
            keeping,
        )

    async def setup_hook(self) -> None:
        """Make ready before connecting: commands, controls of old answers, what a crash left open."""
        await asyncio.to_thread(prepare_languages)
        await self.add_ways_in()
        self.add_dynamic_items(*MODERATION_CONTROLS)
        self.add_dynamic_items(*CONTROLS, *DECISIONS, *CORPUS_CONTROLS, WishButton)
        await self.tree.set_translator(CatalogueTranslator())
        await self._leading.begin()
        await self._interruptions.promise_again()
        kept = await self._interruptions.end_unanswered()
        # Not waited for: the index may still load, and Discord is answered before it is there.
        self._taking_up = asyncio.create_task(self._interruptions.show_kept(kept))

    async def close(self) -> None:
        """Close the connection; what is being taken up stays open for the next one."""
        self._leading.end()
        if self._taking_up is not None:
            self._taking_up.cancel()
        await super().close()

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Wait until a shard may log in: as one of several processes, until it is its turn among all."""
        if self._turns is None or shard_id is None:
            await super().before_identify_hook(shard_id, initial=initial)
        else:
            await self._turns.wait_for(shard_id)

    async def _sync(self) -> None:
        if self.application_id is None:
            raise discord.MissingApplicationID
        await sync_commands(self.tree, self.application_id, self._database)

    async def add_ways_in(self) -> None:
        """Add what people can do: commands, the message menu, mentions, forms."""
        for cog in self._cogs:
            await self.add_cog(cog)

    async def on_message(self, message: discord.Message, /) -> None:
        """Do nothing: there are no prefix commands, and mentions have a listener of their own."""

    async def on_ready(self) -> None:
        """Say in the log that it is there; comes again after each new session."""
        self.was_ready = True
        _log.info("ready", servers=len(self.guilds), shards=self.shard_count)
