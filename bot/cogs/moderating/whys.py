"""`/moderation why` and the message menu: the whole story of an answer, for who moderates there."""

import re
from collections.abc import Sequence
from typing import NamedTuple

import discord
from discord import app_commands

from bot.cogs.asking.links import message_link
from bot.cogs.asking.places import Holder, permissions_in, person_of
from bot.cogs.moderating.commanding import Command, command
from bot.cogs.moderating.means import Means, guild_of
from bot.cogs.moderating.replying import NotDoneError, reply
from bot.cogs.moderating.rights import require_staff
from bot.cogs.moderating.telling import read_story
from bot.moderation.rules import GuildRules
from bot.rendering.stories import show_story
from bot.storage.looking_up import latest_question, question_of_any_message
from bot.storage.questions import Ending, StoredQuestion, find_question
from bot.translating import Tongue
from bot.views.acting import Act, ActButton
from bot.views.listing import Listing, listing_page
from bot.views.page import Page
from bot.wording import why as words

MENU = "Why this answer?"
_LINK = re.compile(r"https://(?:\w+\.)?discord(?:app)?\.com/channels/(\d{1,19})/(\d{1,19})/(\d{1,19})")
_LONGEST_ROW = 15  # digits; what Discord numbers is longer


class _Meant(NamedTuple):
    """What was typed: a message in a channel, or a question's row."""

    channel: int | None = None
    message: int | None = None
    row: int | None = None


class Whys:
    """Tells why a question was answered as it was, or was not."""

    def __init__(self, means: Means) -> None:
        self._means = means
        self.menu = app_commands.ContextMenu(name=MENU, callback=self.why_message)
        # Whom Discord shows it; the right is judged anew.
        self.menu.default_permissions = discord.Permissions(manage_messages=True)

    def commands(self) -> Sequence[Command]:
        """Return the command."""
        return (command("why", "Why was this answered so, or not at all?", self.why),)

    @app_commands.describe(
        message="A link, the id of a message here, or a question's number",
        member="Whose latest question here",
    )
    async def why(
        self,
        interaction: discord.Interaction,
        message: str | None = None,
        member: discord.User | None = None,
    ) -> None:
        """Tell the story of a question."""

        async def work(tongue: Tongue) -> Page:
            rules = await require_staff(self._means, interaction, tongue)
            question = await self._find(interaction, tongue, message, member)
            return await self._page(interaction, tongue, rules, question, 0)

        await reply(interaction, work)

    async def why_message(self, interaction: discord.Interaction, message: discord.Message) -> None:
        """Tell the story of a message's question."""

        async def work(tongue: Tongue) -> Page:
            rules = await require_staff(self._means, interaction, tongue)
            question = await self._of_message(guild_of(interaction), message.channel.id, message.id)
            return await self._page(interaction, tongue, rules, _there(tongue, question), 0)

        await reply(interaction, work)

    async def page(self, interaction: discord.Interaction, tongue: Tongue, row: int, page: int) -> Page:
        """Return a page of the story of a row."""
        rules = await require_staff(self._means, interaction, tongue)
        question = _there(tongue, await self._of_row(guild_of(interaction), row))
        return await self._page(interaction, tongue, rules, question, page)

    async def _page(
        self,
        interaction: discord.Interaction,
        tongue: Tongue,
        rules: GuildRules,
        question: StoredQuestion,
        page: int,
    ) -> Page:
        _check_moderates_there(interaction, tongue, rules, question)
        link = None
        if question.answer_message is not None and question.public and question.erased_at is None:
            link = message_link(question.guild, question.channel, question.answer_message)
        backend = self._means.backend.loaded()
        current = None if backend is None else {one.id: one.sha256 for one in backend.catalogue.sources()}
        story = await read_story(self._means.database, question, link=link, current=current)
        shown = show_story(tongue, story)
        rows = [[ActButton(Act.WITHDRAW, question.id, tongue)]] if _stands(question) else []
        return listing_page(tongue, shown, page, Listing.WHY, row=question.id, rows=rows)

    async def _find(
        self,
        interaction: discord.Interaction,
        tongue: Tongue,
        typed: str | None,
        member: discord.User | discord.Member | None,
    ) -> StoredQuestion:
        guild, here = guild_of(interaction), interaction.channel_id or 0
        if typed is None:
            async with self._means.database.session() as session:
                found = await latest_question(session, guild, here, None if member is None else member.id)
            if found is None:
                told = words.NONE_HERE if member is None else words.NONE_BY
                named = tongue.say(told, member="" if member is None else member.mention)
                raise NotDoneError(f"{named}\n{tongue.say(words.REFUSED_AT_ONCE)}")
            return found
        meant = _read(typed, guild, here)
        if meant is None:
            raise NotDoneError(_not_found(tongue))
        if meant.row is not None:
            return _there(tongue, await self._of_row(guild, meant.row))
        return _there(tongue, await self._of_message(guild, meant.channel or here, meant.message or 0))

    async def _of_row(self, guild: int, row: int) -> StoredQuestion | None:
        async with self._means.database.session() as session:
            found = await find_question(session, row)
        return found if found is not None and found.guild == guild else None

    async def _of_message(self, guild: int, channel: int, message: int) -> StoredQuestion | None:
        async with self._means.database.session() as session:
            return await question_of_any_message(session, guild, channel, message)


def _stands(question: StoredQuestion) -> bool:
    """Tell whether an answer can be taken back: a phone has no quicker way to its menu."""
    return (
        question.ending is Ending.ANSWERED
        and question.answer_message is not None
        and question.withdrawn_at is None
        and question.erased_at is None
    )


def _read(typed: str, guild: int, here: int) -> _Meant | None:
    """Return what was typed: a link into this server, a message's id, or a question's number."""
    bare = typed.strip().strip("<>")
    if match := _LINK.fullmatch(bare):
        server, channel, message = map(int, match.groups())
        return _Meant(channel=channel, message=message) if server == guild else None
    bare = bare.removeprefix("#")
    if not (bare.isascii() and bare.isdecimal()) or len(bare) > 19:  # noqa: PLR2004 - digits of an id
        return None
    return _Meant(row=int(bare)) if len(bare) <= _LONGEST_ROW else _Meant(channel=here, message=int(bare))


def _there(tongue: Tongue, question: StoredQuestion | None) -> StoredQuestion:
    if question is None:
        raise NotDoneError(_not_found(tongue))
    return question


def _not_found(tongue: Tongue) -> str:
    return f"{tongue.say(words.NOT_FOUND)}\n{tongue.say(words.REFUSED_AT_ONCE)}"


def _check_moderates_there(
    interaction: discord.Interaction, tongue: Tongue, rules: GuildRules, question: StoredQuestion
) -> None:
    """Raise NotDoneError for who moderates here, but not where it was asked."""
    person = person_of(interaction)
    everywhere = person.manages_server or not rules.moderator_roles.isdisjoint(person.roles)
    if everywhere or question.channel == interaction.channel_id:
        return
    channel = None if interaction.guild is None else interaction.guild.get_channel_or_thread(question.channel)
    if isinstance(channel, Holder) and isinstance(interaction.user, discord.Member):
        there = permissions_in(channel, interaction.user)
        if there.manage_messages and there.view_channel:
            return
    raise NotDoneError(tongue.say(words.NOT_THERE))
