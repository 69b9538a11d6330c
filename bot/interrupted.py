"""Ending what a crash left open: each question once, told where there is still a way."""

import time

import discord
import structlog

from bot import wording
from bot.cogs.delivery import DeliveryError, deliver, reply_once
from bot.storage.database import Database
from bot.storage.questions import Ending, StoredQuestion, Way, end_question, open_questions
from bot.views.page import say

_log: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(__name__)

# An interaction's token lives 15 minutes; a note about an older message would only puzzle.
_TELLABLE = 14 * 60


async def end_interrupted(client: discord.Client, application: int, database: Database) -> int:
    """End every question that was accepted and has not ended; return how many there were."""
    async with database.session() as session:
        left = await open_questions(session)
    for question in left:
        await _end(client, application, database, question)
    if left:
        _log.warning("questions were interrupted", questions=len(left))
    return len(left)


async def _end(
    client: discord.Client, application: int, database: Database, question: StoredQuestion
) -> None:
    ending, message = Ending.INTERRUPTED, None
    if time.time() - question.accepted_at < _TELLABLE:
        try:
            ending, message = await _tell(client, application, question)
        except DeliveryError as error:
            _log.warning("interruption not told", row=question.id, ending=error.ending.value)
    async with database.session() as session:
        await end_question(session, question.id, ending, ended_at=int(time.time()), answer_message=message)


async def _tell(
    client: discord.Client, application: int, question: StoredQuestion
) -> tuple[Ending, int | None]:
    page = say(wording.INTERRUPTED)
    if question.way is Way.MENTION:
        channel = client.get_partial_messageable(question.channel, guild_id=question.guild)
        # The answer had the same nonce: if it was sent, Discord gives it back and sends nothing more.
        reply = await deliver(lambda: reply_once(channel.get_partial_message(question.origin), page))
        return Ending.INTERRUPTED, reply.id
    if question.token is None or question.answer_message is None:
        return Ending.INTERRUPTED, None
    hook = discord.Webhook.partial(application, question.token, client=client)
    original = question.answer_message
    shown = await deliver(lambda: hook.fetch_message(original))
    if not shown.flags.loading:
        # The crash came between the answer and its mark.
        return (Ending.ANSWERED if question.outcome else Ending.FAILED), shown.id
    await deliver(lambda: hook.edit_message(original, view=page))
    return Ending.INTERRUPTED, shown.id
