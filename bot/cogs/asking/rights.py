"""Who may do what with an answer, judged when a control is pressed or a form is sent."""

import time

import discord

from bot import wording
from bot.askers import NOBODY
from bot.cogs.asking.places import person_of
from bot.moderation.policy import may_moderate
from bot.moderation.rules import GuildRules
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
    async with database.reading() as session:
        question = await find_question(session, row)
    here = (press.guild_id or 0, press.channel_id)
    if question is None or here != (question.guild, question.channel):
        raise RefusedPressError(wording.GONE)
    if on_answer and press.message and question.answer_message not in {None, press.message.id}:
        raise RefusedPressError(wording.GONE)
    # Of what was forgotten nothing is there to read; a private answer is seen by its asker alone.
    if question.erased_at is None and not may_follow(question, press.user.id):
        raise RefusedPressError(wording.NOT_YOURS)
    return question


def check_may_delete(press: discord.Interaction, question: StoredQuestion, rules: GuildRules) -> None:
    """Raise RefusedPressError if this person may not delete the answer."""
    asker = question.asker if question.asker > NOBODY else _asker_by_discord(press.message)
    if press.user.id != asker and not may_moderate(rules, person_of(press), now=int(time.time())):
        raise RefusedPressError(wording.MAY_NOT_DELETE)


def _asker_by_discord(answer: discord.Message | None) -> int | None:
    """Return who asked, where we keep it no more: Discord says whose command or message was answered."""
    if answer is None:
        return None
    if answer.interaction_metadata is not None:
        return answer.interaction_metadata.user.id
    replied = answer.reference.resolved if answer.reference else None
    return replied.author.id if isinstance(replied, discord.Message) else None
