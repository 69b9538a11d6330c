"""The message menu: is what this message claims in the sources?"""

import re

import discord
from discord import app_commands
from discord.ext import commands

from bot import wording
from bot.answering.asking import Asked, Intent
from bot.answering.questions.question import LONGEST_QUESTION
from bot.cogs.asking.delivery import tell_alone
from bot.cogs.asking.reception import Reception, Wanted
from bot.escaping import plain, shorten_sentences
from bot.phrases import Phrase
from bot.storage.questions import Way
from bot.translating import tongue_of

CHECK = "Check against sources"

# Mentions, emoji, timestamps and commands, as they stand in the text of a message.
_TOKENS = re.compile(r"<(?:@[!&]?|#|a?:\w+:|t:|id:|/[^<>:]+:)[^<>\s]*>")


class Menus(commands.Cog):
    """Checks the message of somebody else, for the eyes of who wants to know."""

    def __init__(self, *, tree: app_commands.CommandTree[discord.Client], reception: Reception) -> None:
        self._tree = tree
        self._reception = reception
        self._menu = app_commands.ContextMenu(name=CHECK, callback=self.check_message)

    async def cog_load(self) -> None:
        """Add the menu: a cog gathers slash commands by itself, but no menus."""
        self._tree.add_command(self._menu)

    async def cog_unload(self) -> None:
        """Take the menu away."""
        self._tree.remove_command(self._menu.name, type=self._menu.type)

    async def check_message(self, interaction: discord.Interaction, message: discord.Message) -> None:
        """Check what a message claims; its words are another person's, so the answer is private."""
        words = words_of(message)
        ours = interaction.client.user is not None and message.author.id == interaction.client.user.id
        if ours or not words:
            sentence = wording.OWN_ANSWER if ours else wording.NO_WORDS
            await tell_alone(interaction, tongue_of(interaction.locale.value).say(sentence))
            return
        claim = shorten_sentences(words, LONGEST_QUESTION)
        wanted = Wanted(
            way=Way.MENU,
            asked=Asked(text=claim, intent=Intent.CLAIM),
            heading=Phrase(wording.CHECKED if claim == words else wording.CHECKED_BEGINNING),
            private=True,
            kept=False,
        )
        await self._reception.take(interaction, wanted)


def words_of(message: discord.Message) -> str:
    """Return what a message, or the one that it forwards, says in words."""
    forwarded = (snapshot.content for snapshot in message.message_snapshots)
    text = message.content or next((content for content in forwarded if content), "")
    return plain(_TOKENS.sub(" ", text))
