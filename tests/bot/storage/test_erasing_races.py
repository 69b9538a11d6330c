"""Whenever a person is erased while their question is answered, nothing of it is left in the end."""

import asyncio
import random
from dataclasses import replace

from bot.moderation.reviews import ReviewState
from bot.storage.database import Database
from bot.storage.erasing import erase_person
from bot.storage.outcomes import store_outcome
from bot.storage.questions import Ending, accept_question, end_question, keep_outcome
from bot.storage.reviews import decide_review, wait_for_review
from bot.storage.standing import publish_question
from tests.bot.fakes import fog_answer
from tests.bot.storage.canaries import ASKED, FINGERPRINT, OTHER, PERSON, SECRET, WORD, scan

ROUNDS = 30


async def live(database: Database, row: int, pause: random.Random) -> None:
    """Take a question through its life, each step in a transaction of its own, as the bot does."""
    words = {"text": WORD, "asker": PERSON}
    review: int | None = None
    for step in range(5):
        await asyncio.sleep(pause.random() / 500)
        async with database.session() as session:
            if step == 0:
                await keep_outcome(session, row, store_outcome(fog_answer()), draft=words, trace=words)
            elif step == 1:
                review = await wait_for_review(session, row, ASKED.guild, opened_at=1, expires_at=9)
            elif step == 2 and review is not None:
                edited = {"text": WORD}
                await decide_review(session, review, ReviewState.EDITED, by=OTHER, at=2, edited=edited)
            elif step == 3:
                await end_question(session, row, Ending.ANSWERED, ended_at=3, answer_message=row + 1_000_000)
            elif step == 4:
                await publish_question(session, row, answer_message=row + 2_000_000)


async def test_erasing_wins_whenever_it_comes(database: Database) -> None:
    pause = random.Random(7)  # noqa: S311 - a test's dice
    for number in range(ROUNDS):
        async with database.session() as session:
            row = await accept_question(session, replace(ASKED, origin=100 + number))
        assert row is not None

        async def erase() -> None:
            await asyncio.sleep(pause.random() / 60)
            async with database.session() as session:
                await erase_person(session, PERSON, None, at=9)

        await asyncio.gather(live(database, row, pause), erase())
        async with database.session() as session:
            assert await scan(session, PERSON, WORD, SECRET, FINGERPRINT) == [], number
