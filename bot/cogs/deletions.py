"""Messages that are deleted by hand: an answer takes what was asked with it, a question its answer."""

import time

import discord
import structlog
from discord.ext import commands

from bot.cogs.asking.delivery import DeliveryError, deliver
from bot.cogs.asking.desk import QuestionDesk
from bot.storage.database import Database
from bot.storage.errors import StorageError
from bot.storage.questions import (
    Ending,
    QuestionState,
    StoredQuestion,
    erase_question,
    question_of_message,
)

_log: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(__name__)
_SHOWN = frozenset({Ending.ANSWERED, Ending.ABSTAINED, Ending.POINTED})


class Deletions(commands.Cog):
    """Follows what people delete."""

    def __init__(self, *, client: discord.Client, desk: QuestionDesk, database: Database) -> None:
        self._client = client
        self._desk = desk
        self._database = database

    @commands.Cog.listener()
    async def on_raw_message_delete(self, event: discord.RawMessageDeleteEvent) -> None:
        """Follow one message."""
        await self._follow(event.channel_id, frozenset({event.message_id}))

    @commands.Cog.listener()
    async def on_raw_bulk_message_delete(self, event: discord.RawBulkMessageDeleteEvent) -> None:
        """Follow many at once."""
        await self._follow(event.channel_id, frozenset(event.message_ids))

    async def _follow(self, channel: int, messages: frozenset[int]) -> None:
        try:
            await self._desk.stop_messages(messages)
            for question in await self._erase(channel, messages):
                await self._delete_answer(question, messages)
        except StorageError as error:
            _log.error("deletion not followed", exc_info=error)

    async def _erase(self, channel: int, messages: frozenset[int]) -> list[StoredQuestion]:
        """Forget the questions that these messages asked or answered, and return them."""
        erased: list[StoredQuestion] = []
        async with self._database.session() as session:
            for message in messages:
                question = await question_of_message(session, channel, message)
                if question is None or question.state is not QuestionState.ENDED:
                    continue
                if question.ending in _SHOWN:
                    await erase_question(session, question.id, erased_at=int(time.time()))
                    erased.append(question)
        if erased:
            _log.info("answers forgotten with their messages", questions=len(erased))
        return erased

    async def _delete_answer(self, question: StoredQuestion, gone: frozenset[int]) -> None:
        """Delete the answer to a question that is not there any more."""
        answer = question.answer_message
        if answer is None or answer in gone or not question.public:
            return
        channel = self._client.get_partial_messageable(question.channel, guild_id=question.guild)
        try:
            await deliver(channel.get_partial_message(answer).delete)
        except DeliveryError as error:
            if error.ending is not Ending.GONE:
                _log.warning("answer not deleted", row=question.id, ending=error.ending.value)
