"""Who may do what with an answer, judged when a control is pressed or a form is sent."""

import discord

from bot import wording
from bot.storage.database import Database
from bot.storage.following import may_follow
from bot.storage.questions import StoredQuestion, find_question


class RefusedPressError(Exception):
    """Whoever pressed is told why nothing happens; the text is the sentence."""


async def permitted_question(
    database: Database, press: discord.Interaction, row: int, *, on_answer: bool
) -> StoredQuestion:
    """Return the question of a row, if the control stands where it was put and is this person's.

    `on_answer` is for controls that stand under the answer itself.

    Raises:
        RefusedPressError: If it does not, or is not.
    """
    async with database.session() as session:
        question = await find_question(session, row)
    here = (press.guild_id, press.channel_id)
    if question is None or here != (question.guild, question.channel):
        raise RefusedPressError(wording.GONE)
    if on_answer and press.message and question.answer_message not in {None, press.message.id}:
        raise RefusedPressError(wording.GONE)
    if not may_follow(question, press.user.id):
        raise RefusedPressError(wording.NOT_YOURS)
    return question


def check_may_delete(press: discord.Interaction, question: StoredQuestion) -> None:
    """Raise RefusedPressError if this person may not delete the answer."""
    if press.user.id != question.asker and not press.permissions.manage_messages:
        raise RefusedPressError(wording.MAY_NOT_DELETE)
