"""`/corpus remove`: a source goes for good, once somebody confirmed it."""

import time

import discord

from bot.cogs.curating.intake import author_of
from bot.cogs.curating.means import CuratingMeans
from bot.cogs.curating.owned import find_own, title_of
from bot.cogs.curating.refusing import told
from bot.cogs.curating.rights import require_curator
from bot.cogs.curating.standing import answers_quoting
from bot.cogs.moderating.means import guild_of
from bot.cogs.moderating.replying import NotDoneError
from bot.moderation.withholding import withhold
from bot.rendering.quotations import show_title
from bot.rendering.stored import code
from bot.storage.shelf.deciding import take_away
from bot.translating import Tongue
from bot.views.intake import CardButton, Deed, Subject, source_mark
from bot.views.page import Page, say
from bot.wording import corpus as words


class Removing:
    """Asks whether it is meant, and removes."""

    def __init__(self, means: CuratingMeans) -> None:
        self._means = means

    async def ask(self, interaction: discord.Interaction, tongue: Tongue, source: str) -> Page:
        """Ask whether a source of this server's own shall go."""
        rules = await require_curator(self._means.rules, interaction, tongue)
        found = await find_own(self._means.rules.database, rules, interaction, tongue, source)
        answers = await answers_quoting(self._means, guild_of(interaction), found.id)
        subject = Subject(mark=source_mark(found.id), stored=True, seen=found.version.number)
        sure = tongue.say(words.REMOVE_SURE, title=show_title(title_of(found)), source=code(found.id))
        quoted = [tongue.say_many(words.REMOVE_ANSWERS, answers)] if answers else []
        buttons = [CardButton(deed, subject, tongue) for deed in (Deed.REMOVE, Deed.KEEP)]
        return Page(["\n".join([sure, *quoted])], [buttons])

    async def remove(
        self, press: discord.Interaction, tongue: Tongue, subject: Subject, removed: list[str]
    ) -> Page:
        """Remove it, if it is still what was shown, and add its id to those that were `removed`."""
        means = self._means.rules
        rules = await require_curator(means, press, tongue)
        found = await find_own(means.database, rules, press, tongue, subject.mark)
        if found.version.number != subject.seen:
            raise NotDoneError(tongue.say(words.CHANGED_MEANWHILE))
        at = int(time.time())
        # Out of the index it is a moment later; asked it is no more from now on.
        await means.rulebook.change(guild_of(press), lambda held: withhold(held, found.id), at)
        with told(tongue):
            await means.database.run(lambda session: take_away(session, found, by=author_of(press), at=at))
        removed.append(found.id)
        return say(tongue.say(words.REMOVED, source=code(found.id)))
