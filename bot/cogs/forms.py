"""A sent form: a question that goes on from an answer, and is as public as that answer."""

import discord
import structlog
from discord.ext import commands

from bot import wording
from bot.answering.asking import Asked
from bot.cogs.asking.delivery import tell_alone
from bot.cogs.asking.reception import Reception, Wanted
from bot.cogs.asking.rights import RefusedPressError, permitted_question
from bot.storage.database import Database
from bot.storage.errors import StorageError
from bot.storage.questions import Way
from bot.translating import tongue_of
from bot.views.forms import sent_form

_log: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(__name__)


class Forms(commands.Cog):
    """Takes forms by their custom id, whenever they were opened."""

    def __init__(self, *, reception: Reception, database: Database) -> None:
        self._reception = reception
        self._database = database

    @commands.Cog.listener()
    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """Answer what was typed into *Ask more*."""
        sent = sent_form(interaction)
        if sent is None:
            return
        row, text = sent
        tongue = tongue_of(interaction.locale.value)
        try:
            followed = await permitted_question(self._database, interaction, row, on_answer=False)
        except RefusedPressError as error:
            await tell_alone(interaction, tongue.say(str(error)))
        except StorageError as error:
            _log.error("form not read", row=row, exc_info=error)
            await tell_alone(interaction, tongue.say(wording.NOT_KEPT))
        else:
            asked = Asked(text=text, speaker=followed.speaker, source=followed.source)
            wanted = Wanted(
                way=Way.FORM,
                asked=asked,
                heading=wording.heading_of(asked),
                private=not followed.public,
                follows=row,
            )
            await self._reception.take(interaction, wanted)
