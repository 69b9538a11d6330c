"""A draft waits for moderators, is decided once, and its asker is told once."""

import asyncio
from dataclasses import replace

from sqlalchemy.ext.asyncio import AsyncSession

from bot.moderation.reviews import ReviewState
from bot.storage.database import Database
from bot.storage.questions import Ending, QuestionState, end_question, find_question, open_questions
from bot.storage.reviews import (
    decide_review,
    due_reviews,
    find_review,
    mark_told,
    open_review,
    place_card,
    review_of_question,
    uncarded_reviews,
    untold_reviews,
    wait_for_review,
    waiting_reviews,
)
from tests.bot.storage.rows import FIRST, TOKEN, accept


async def wait(session: AsyncSession, origin: int = 100, guild: int = 1, *, expires_at: int = 90) -> int:
    row = await accept(session, replace(FIRST, origin=origin), ended=False)
    review = await wait_for_review(session, row, guild, opened_at=7, expires_at=expires_at)
    assert review is not None
    return review


async def test_a_waiting_question_is_not_open_and_keeps_its_token(session: AsyncSession) -> None:
    review = await find_review(session, await wait(session))
    assert review is not None
    question = await find_question(session, review.question)

    assert question is not None
    assert (question.state, question.token, question.ending) == (QuestionState.WAITING, TOKEN, None)
    assert (review.state, review.opened_at, review.expires_at, review.guild) == ("waiting", 7, 90, 1)
    assert await open_questions(session) == []


async def test_only_an_accepted_question_can_be_made_to_wait_and_only_once(session: AsyncSession) -> None:
    ended = await accept(session, FIRST)
    review = await find_review(session, await wait(session, 200))
    assert review is not None

    assert await wait_for_review(session, ended, 1, opened_at=7, expires_at=90) is None
    assert await wait_for_review(session, review.question, 1, opened_at=7, expires_at=90) is None


async def test_a_waiting_question_ends_once(session: AsyncSession) -> None:
    review = await find_review(session, await wait(session))
    assert review is not None
    first = await end_question(session, review.question, Ending.ANSWERED, ended_at=9, public=True)
    second = await end_question(session, review.question, Ending.EXPIRED, ended_at=10)
    session.expire_all()
    question = await find_question(session, review.question)

    assert (first, second) == (True, False)
    assert question is not None
    assert (question.ending, question.state, question.token) == (Ending.ANSWERED, QuestionState.ENDED, None)


async def test_a_private_answer_that_is_shared_can_be_reviewed_after_its_end(session: AsyncSession) -> None:
    row = await accept(session, FIRST)
    review = await open_review(session, row, 1, opened_at=7, expires_at=90)
    again = await open_review(session, row, 1, opened_at=8, expires_at=91)
    found = await review_of_question(session, row)

    assert again is None
    assert found is not None
    assert (found.id, found.opened_at) == (review, 7)


async def test_a_decision_is_kept_and_stands(session: AsyncSession) -> None:
    review = await wait(session)
    edited = {"sentences": ["Fog comes first.", "Ünïcode 😀 too."]}
    first = await decide_review(session, review, ReviewState.EDITED, by=5, at=20, reason="r", edited=edited)
    second = await decide_review(session, review, ReviewState.REJECTED, by=6, at=21)
    kept = await find_review(session, review)

    assert (first, second) == (True, False)
    assert kept is not None
    assert (kept.state, kept.decided_by, kept.decided_at) == (ReviewState.EDITED, 5, 20)
    assert (kept.reason, kept.edited) == ("r", edited)


async def test_the_asker_is_told_once(session: AsyncSession) -> None:
    review = await wait(session)
    await decide_review(session, review, ReviewState.EXPIRED, by=None, at=20)
    untold = [found.id for found in await untold_reviews(session)]
    told = [await mark_told(session, review, at) for at in (21, 22)]

    assert (untold, told) == ([review], [True, False])
    assert await untold_reviews(session) == []


async def test_what_waits_is_found_by_its_server_its_missing_card_and_its_time(session: AsyncSession) -> None:
    first, second = await wait(session, 1), await wait(session, 2, guild=9, expires_at=200)
    decided = await wait(session, 3)
    await decide_review(session, decided, ReviewState.APPROVED, by=5, at=8)
    await place_card(session, first, 70, 71)
    found = [
        [review.id for review in reviews]
        for reviews in (
            await waiting_reviews(session),
            await waiting_reviews(session, 9),
            await uncarded_reviews(session),
            await due_reviews(session, 89),
            await due_reviews(session, 90),
        )
    ]
    carded = await find_review(session, first)

    assert found == [[first, second], [second], [second], [], [first]]
    assert carded is not None
    assert (carded.card_channel, carded.card_message) == (70, 71)


async def test_of_many_clicks_at_once_one_has_an_effect(database: Database) -> None:
    async with database.session() as session:
        review = await wait(session)

    async def click(person: int) -> bool:
        state = ReviewState.APPROVED if person % 2 else ReviewState.REJECTED
        async with database.session() as session:
            return await decide_review(session, review, state, by=person, at=person)

    effects = await asyncio.gather(*map(click, range(40)))
    async with database.session() as session:
        kept = await find_review(session, review)

    assert effects.count(True) == 1
    assert kept is not None
    assert kept.decided_by == effects.index(True)
