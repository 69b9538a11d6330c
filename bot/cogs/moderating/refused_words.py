"""`/moderation words`: which words a question may not have; shown to who manages the server alone."""

from collections.abc import Sequence
from dataclasses import replace

import discord
from discord import app_commands

from bot.cogs.moderating.commanding import Command, command
from bot.cogs.moderating.means import Means
from bot.cogs.moderating.replying import NotDoneError, reply
from bot.cogs.moderating.rights import require_admin
from bot.escaping import neutralise
from bot.moderation.blocked_words import BlockedWord
from bot.moderation.rules import GuildRules
from bot.rendering.pages import Section, paginate
from bot.translating import Tongue
from bot.views.listing import Listing, listing_page
from bot.views.page import Page, say
from bot.wording import moderating as wording

_LONGEST = 100
Word = app_commands.Range[str, 1, _LONGEST]


class RefusedWords:
    """Adds, removes and lists words."""

    def __init__(self, means: Means) -> None:
        self._means = means

    def commands(self) -> Sequence[Command]:
        """Return the commands of the group `words`."""
        return (
            command("add", "Refuse questions with a word or phrase", self.add),
            command("remove", "Refuse a word no more", self.remove),
            command("list", "Which words are refused", self.listed),
        )

    @app_commands.describe(word="A word or phrase; a * at its end is any ending")
    async def add(self, interaction: discord.Interaction, word: Word) -> None:
        """Refuse a word."""

        async def work(tongue: Tongue) -> Page:
            require_admin(interaction, tongue)
            read = BlockedWord.read(word)
            if read is None:
                raise NotDoneError(tongue.say(wording.BAD_WORD, most=_LONGEST))

            def change(rules: GuildRules) -> GuildRules:
                known = {BlockedWord.read(one) for one in rules.blocked_words}
                return rules if read in known else replace(rules, blocked_words=(*rules.blocked_words, word))

            done = await self._means.change(interaction, change, {"what": "words"})
            return _told(tongue, wording.WORD_ADDED if done else wording.WORD_KNOWN, word)

        await reply(interaction, work)

    @app_commands.describe(word="As the list shows it")
    async def remove(self, interaction: discord.Interaction, word: Word) -> None:
        """Refuse a word no more."""

        async def work(tongue: Tongue) -> Page:
            require_admin(interaction, tongue)
            read = BlockedWord.read(word)

            def change(rules: GuildRules) -> GuildRules:
                kept = tuple(
                    one for one in rules.blocked_words if one != word and BlockedWord.read(one) != read
                )
                return replace(rules, blocked_words=kept)

            done = await self._means.change(interaction, change, {"what": "words"})
            return _told(tongue, wording.WORD_REMOVED if done else wording.WORD_UNKNOWN, word)

        await reply(interaction, work)

    async def listed(self, interaction: discord.Interaction) -> None:
        """List the words."""
        await reply(interaction, lambda tongue: self.page(interaction, tongue, 0, 0))

    async def page(self, interaction: discord.Interaction, tongue: Tongue, _row: int, page: int) -> Page:
        """Return a page of the list."""
        rules = await self._means.rulebook.of(require_admin(interaction, tongue))
        if not rules.blocked_words:
            return say(tongue.say(wording.NO_WORDS))
        lines = tuple(f"- {neutralise(word)}" for word in sorted(rules.blocked_words, key=str.casefold))
        pages = paginate([Section(heading=tongue.say(wording.WORDS_NOW), lines=lines)])
        return listing_page(tongue, pages, page, Listing.WORDS)


def _told(tongue: Tongue, sentence: str, word: str) -> Page:
    return say(tongue.say(sentence, word=neutralise(word)))
