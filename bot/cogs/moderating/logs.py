"""`/moderation log`: what moderators did lately."""

from collections.abc import Sequence

import discord

from bot.cogs.moderating.commanding import Command, command
from bot.cogs.moderating.means import Means, guild_of
from bot.cogs.moderating.replying import reply
from bot.cogs.moderating.rights import require_staff
from bot.rendering.acts import ToldAct, act_lines
from bot.rendering.pages import Section, paginate
from bot.storage.acts import Act, latest_acts
from bot.translating import Tongue
from bot.views.listing import Listing, listing_page
from bot.views.page import Page, say
from bot.wording import log as words

_MOST = 500


class Logs:
    """Tells what was done."""

    def __init__(self, means: Means) -> None:
        self._means = means

    def commands(self) -> Sequence[Command]:
        """Return the command."""
        return (command("log", "What moderators did lately", self.log),)

    async def log(self, interaction: discord.Interaction) -> None:
        """Show the log."""
        await reply(interaction, lambda tongue: self.page(interaction, tongue, 0, 0))

    async def page(self, interaction: discord.Interaction, tongue: Tongue, _row: int, page: int) -> Page:
        """Return a page of the log."""
        await require_staff(self._means, interaction, tongue)
        async with self._means.database.session() as session:
            acts = await latest_acts(session, guild_of(interaction), _MOST)
        if not acts:
            return say(tongue.say(words.EMPTY))
        lines = act_lines(tongue, map(told_act, acts), with_question=True)
        older = (tongue.say(words.OLDER),) if len(acts) == _MOST else ()
        pages = paginate([Section(heading=tongue.say(words.HEAD), lines=(*lines, *older))])
        return listing_page(tongue, pages, page, Listing.LOG)


def told_act(act: Act) -> ToldAct:
    """Return an act as it is told."""
    return ToldAct(
        act=act.act.value, actor=act.actor, at=act.acted_at, detail=act.detail, question=act.question
    )
