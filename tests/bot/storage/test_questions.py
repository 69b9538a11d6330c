"""Questions are kept once, end once, and follow each other."""

from dataclasses import replace

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot.storage.commands import keep_synced_hash, synced_hash
from bot.storage.outcomes import read_outcome, store_outcome, write_outcome
from bot.storage.questions import (
    Ending,
    end_question,
    erase_question,
    find_question,
    keep_outcome,
    open_questions,
    question_of_message,
)
from tests.bot.fakes import fog_answer
from tests.bot.storage.rows import FIRST, accept


async def test_the_second_ending_of_a_question_changes_nothing(session: AsyncSession) -> None:
    row = await accept(session, FIRST, ended=False)
    first = await end_question(session, row, Ending.ANSWERED, ended_at=9, answer_message=55)
    second = await end_question(session, row, Ending.FAILED, ended_at=10)
    kept = await find_question(session, row)

    assert (first, second) == (True, False)
    assert kept is not None
    assert (kept.ending, kept.answer_message, kept.token) == (Ending.ANSWERED, 55, None)


async def test_what_has_not_ended_is_found_again_with_its_token(session: AsyncSession) -> None:
    await accept(session, FIRST)
    await accept(session, replace(FIRST, origin=200), ended=False)

    assert [(left.origin, left.token) for left in await open_questions(session)] == [(200, "t")]


async def test_an_outcome_comes_back_as_it_was_kept(session: AsyncSession) -> None:
    row = await accept(session, FIRST)
    outcome = store_outcome(fog_answer())
    await keep_outcome(session, row, outcome)
    kept = await find_question(session, row)

    assert kept is not None
    assert kept.outcome == outcome
    assert [citation.words for citation in outcome.citations] == [
        "Mostly I wait for fog.",
        "Half of my work is stamps.",
    ]
    assert read_outcome(write_outcome(outcome)) == outcome


async def test_erasing_forgets_words_and_keeps_that_it_happened(session: AsyncSession) -> None:
    row = await accept(session, FIRST)
    await keep_outcome(session, row, store_outcome(fog_answer()))
    await erase_question(session, row, erased_at=11)
    session.expire_all()
    kept = await find_question(session, row)

    assert kept is not None
    assert (kept.text, kept.outcome, kept.ending) == (None, None, Ending.ANSWERED)


async def test_a_question_is_found_by_its_message_and_by_its_answers_in_its_channel(
    session: AsyncSession,
) -> None:
    row = await accept(session, FIRST)
    by = [
        await question_of_message(session, channel, message)
        for channel, message in ((2, 100), (2, 101), (9, 100), (2, 5))
    ]

    assert [found and found.id for found in by] == [row, row, None, None]


async def test_what_was_synced_is_kept_for_each_application(session: AsyncSession) -> None:
    await keep_synced_hash(session, 1, "a", synced_at=0)
    await keep_synced_hash(session, 1, "b", synced_at=1)

    assert (await synced_hash(session, 1), await synced_hash(session, 2)) == ("b", None)


@pytest.mark.parametrize(
    ("typed", "kept"), [("a\0b", "ab"), ("half \ud83d", "half ?"), ("\U0001f600 é", "\U0001f600 é")]
)
async def test_words_that_no_database_can_keep_are_kept_without_what_it_cannot(
    session: AsyncSession, typed: str, kept: str
) -> None:
    row = await accept(session, replace(FIRST, text=typed, speaker=typed))
    session.expire_all()
    found = await find_question(session, row)

    assert found is not None
    assert (found.text, found.speaker) == (kept, kept)
