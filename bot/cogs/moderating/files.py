"""`/moderation export` and `import`: the rules of a server as a file."""

import hashlib
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

import discord
from discord import app_commands

from bot.cogs.asking.delivery import DeliveryError, deliver
from bot.cogs.moderating.commanding import Command, command
from bot.cogs.moderating.layouts import layout_of
from bot.cogs.moderating.means import ChangedMeanwhileError, Means
from bot.cogs.moderating.replying import NotDoneError, reply
from bot.cogs.moderating.replying import replace as replace_page
from bot.cogs.moderating.rights import require_admin
from bot.moderation.rules import GuildRules
from bot.moderation.rules_json import RulesError, read_rules_file, rules_file
from bot.rendering.pages import Section, paginate
from bot.rendering.rule_changes import change_lines, stranger_lines
from bot.rulebook import UNREADABLE_RULES
from bot.storage.acts import ActKind, record_act
from bot.translating import Tongue
from bot.views.importing import ApplyImport
from bot.views.listing import FilePage
from bot.views.page import Page, say
from bot.wording import moderating as wording

MOST_KIB = 256
_NAME = "whosaid-rules.json"
_MOST_OFFERS = 50
_DIGITS = 10**15


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A file of rules that somebody looked at: what it would change, and into what."""

    guild: int
    seen: GuildRules
    rules: GuildRules

    @property
    def number(self) -> int:
        """What its button holds: another file, or other rules before it, have another number."""
        told = repr((self.guild, rules_file(self.rules), _as_file(self.seen)))
        return int(hashlib.sha256(told.encode()).hexdigest(), 16) % _DIGITS


class RuleFiles:
    """Gives the rules as a file, and takes them back once they were looked at.

    Offers live in memory: after a restart, the file is simply handed in again.
    """

    def __init__(self, means: Means) -> None:
        self._means = means
        self._offers: dict[int, Offer] = {}

    def commands(self) -> Sequence[Command]:
        """Return the commands."""
        return (
            command("export", "The rules of this server as a file", self.export),
            command("import", "Look at a file of rules, then apply it", self.look_at),
        )

    async def export(self, interaction: discord.Interaction) -> None:
        """Give the rules as a file."""

        async def work(tongue: Tongue) -> Page:
            guild = require_admin(interaction, tongue)
            content = rules_file(await self._means.rulebook.of(guild)).encode()
            async with self._means.database.session() as session:
                await record_act(
                    session, guild, ActKind.EXPORTED, actor=interaction.user.id, at=int(time.time())
                )
            return FilePage([tongue.say(wording.EXPORTED)], name=_NAME, content=content)

        await reply(interaction, work)

    @app_commands.describe(file="A file that /moderation export gave")
    async def look_at(self, interaction: discord.Interaction, file: discord.Attachment) -> None:
        """Show what a file would change, with a button that applies it."""

        async def work(tongue: Tongue) -> Page:
            guild = require_admin(interaction, tongue)
            rules = read_rules_file(await _read(tongue, file))
            seen = await self._means.rulebook.of(guild)
            # A pause is no matter of a file.
            return self._offer(
                interaction, tongue, Offer(guild=guild, seen=seen, rules=_with_pause(rules, seen))
            )

        await reply(interaction, work)

    async def apply_import(self, press: discord.Interaction, number: int) -> None:
        """Apply an offered file, unless the rules were changed meanwhile."""

        async def work(tongue: Tongue) -> Page:
            guild = require_admin(press, tongue)
            offer = self._offers.pop(number, None)
            if offer is None or offer.guild != guild:
                raise NotDoneError(tongue.say(wording.IMPORT_OVER))
            await self._apply(press, tongue, offer)
            return say(tongue.say(wording.IMPORT_APPLIED))

        await replace_page(press, work)

    def _offer(self, interaction: discord.Interaction, tongue: Tongue, offer: Offer) -> Page:
        assert interaction.guild is not None  # noqa: S101 - checked with the rights
        layout = layout_of(interaction.guild, self._means.backend.loaded())
        strangers = stranger_lines(tongue, offer.rules, layout)
        changes = change_lines(tongue, offer.seen, offer.rules)
        if not changes and offer.seen != UNREADABLE_RULES:
            return say("\n".join((tongue.say(wording.IMPORT_SAME), *strangers)))
        self._offers[offer.number] = offer
        while len(self._offers) > _MOST_OFFERS:
            del self._offers[next(iter(self._offers))]
        pages = paginate(
            [Section(lines=strangers), Section(heading=tongue.say(wording.IMPORT_CHANGES), lines=changes)]
        )
        more = (tongue.say(wording.IMPORT_MORE),) if len(pages) > 1 else ()
        return Page([*pages[:1], *more], [[ApplyImport(offer.number, tongue.say(wording.APPLY))]])

    async def _apply(self, press: discord.Interaction, tongue: Tongue, offer: Offer) -> None:
        def change(rules: GuildRules) -> GuildRules:
            if rules != offer.seen:
                raise ChangedMeanwhileError
            return offer.rules

        try:
            if offer.seen == UNREADABLE_RULES:
                await self._put(press, offer)
            else:
                await self._means.change(press, change, {}, ActKind.IMPORTED)
        except ChangedMeanwhileError:
            raise NotDoneError(tongue.say(wording.IMPORT_MEANWHILE)) from None

    async def _put(self, press: discord.Interaction, offer: Offer) -> None:
        """Replace rules that cannot be read: there is nothing to compare them with."""
        at = int(time.time())
        await self._means.rulebook.put(offer.guild, offer.rules, at)
        async with self._means.database.session() as session:
            await record_act(session, offer.guild, ActKind.IMPORTED, actor=press.user.id, at=at)


async def _read(tongue: Tongue, file: discord.Attachment) -> str:
    """Return the text of a file, read only if it is small enough."""
    if file.size > MOST_KIB * 1024:
        raise NotDoneError(tongue.say(wording.IMPORT_TOO_LARGE, most=MOST_KIB))
    try:
        content = await deliver(file.read)
    except DeliveryError:
        raise NotDoneError(tongue.say(wording.IMPORT_NOT_THERE)) from None
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        raise NotDoneError(tongue.say(wording.IMPORT_NOT_TEXT)) from None


def _with_pause(rules: GuildRules, seen: GuildRules) -> GuildRules:
    return rules if seen == UNREADABLE_RULES else replace(rules, paused_at=seen.paused_at)


def _as_file(rules: GuildRules) -> str:
    try:
        return rules_file(rules)
    except RulesError:
        return ""
