"""Questions are kept once, end once, and follow each other."""

from collections.abc import AsyncGenerator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot.storage.commands import keep_synced_hash, synced_hash
from bot.storage.database import Database
from bot.storage.outcomes import read_outcome, store_outcome, write_outcome
from bot.storage.questions import (
    Ending,
    NewQuestion,
    Way,
    accept_question,
    earlier_in_chain,
    earlier_in_thread,
    end_question,
    erase_question,
    find_question,
    keep_outcome,
    open_questions,
    question_of_message,
)
from tests.bot.fakes import fog_answer

TOKEN = "t"  # noqa: S105 - no secret
FIRST = NewQuestion(
    origin=100,
    way=Way.SLASH,
    guild=1,
    channel=2,
    asker=3,
    text="one",
    public=True,
    accepted_at=5,
    token=TOKEN,
)


@pytest.fixture
async def session(tmp_path: Path) -> AsyncGenerator[AsyncSession]:
    database = await Database.open(f"sqlite+aiosqlite:///{tmp_path / 'whosaid.db'}")
    async with database.session() as opened:
        yield opened
    await database.close()


async def accept(session: AsyncSession, new: NewQuestion, *, ended: bool = True) -> int:
    row = await accept_question(session, new)
    assert row is not None
    if ended:
        await end_question(session, row, Ending.ANSWERED, ended_at=9, answer_message=new.origin + 1)
    return row


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


async def test_a_chain_is_read_back_oldest_first_up_to_a_limit(session: AsyncSession) -> None:
    last = None
    for number in range(5):
        last = await accept(session, replace(FIRST, origin=100 * number + 7, text=str(number), follows=last))
    assert last is not None

    assert await earlier_in_chain(session, last, 3) == ["2", "3", "4"]


async def test_a_thread_holds_what_was_open_and_the_askers_own(session: AsyncSession) -> None:
    await accept(session, replace(FIRST, origin=1, text="open"))
    await accept(session, replace(FIRST, origin=3, text="anothers own", public=False, asker=4))
    await accept(session, replace(FIRST, origin=5, text="my own", public=False))
    await accept(session, replace(FIRST, origin=7, text="elsewhere", channel=9))
    await accept(session, replace(FIRST, origin=9, text="running"), ended=False)

    assert await earlier_in_thread(session, 2, 3, 5) == ["open", "my own"]
    assert await earlier_in_thread(session, 2, 3, 1) == ["my own"]


async def test_what_was_synced_is_kept_for_each_application(session: AsyncSession) -> None:
    await keep_synced_hash(session, 1, "a", synced_at=0)
    await keep_synced_hash(session, 1, "b", synced_at=1)

    assert (await synced_hash(session, 1), await synced_hash(session, 2)) == ("b", None)
