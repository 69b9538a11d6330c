"""What is too old is reduced to counts, in small batches; the rest stays as it is."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.moderation.reviews import ReviewState
from bot.storage.departures import (
    cancel_departures,
    departed_before,
    known_servers,
    note_departure,
    purge_server,
)
from bot.storage.erasing import erase_person
from bot.storage.people import kept_of, opt_out
from bot.storage.questions import Ending, QuestionState, find_question
from bot.storage.retention import (
    expire_people,
    expire_questions,
    forget_stand_ins,
    last_sweep,
    note_sweep,
)
from bot.storage.reviews import review_of_question
from bot.storage.tables import Base, DayQuotesRow, GuildRulesRow, QuestionRow, WithdrawalRow
from tests.bot.storage.canaries import (
    ASKED,
    FINGERPRINT,
    HERE,
    OTHER,
    PERSON,
    SECRET,
    THERE,
    WORD,
    put,
    put_everywhere,
    put_on_shelf,
    scan,
)

DAY = 86_400
# Discord's ids begin in 2015; before that there are none.
BEGIN = 20_000 * DAY
OLD, NEW = BEGIN + 10 * DAY + 5000, BEGIN + 50 * DAY + 5000
BETWEEN, LATER = BEGIN + 20 * DAY, BEGIN + 60 * DAY
SOUGHT = (PERSON, OTHER, WORD, SECRET, FINGERPRINT)


async def expire_everything(session: AsyncSession, before: int) -> None:
    await expire_questions(session, before=before, at=LATER, most=1000)
    await expire_people(session, before=before, most=1000)


async def test_of_what_is_too_old_nothing_is_left_but_counts(session: AsyncSession) -> None:
    await put_everywhere(session, PERSON, HERE, 1000)
    rows = (await session.scalars(select(QuestionRow).order_by(QuestionRow.id))).all()
    for row in rows:
        row.accepted_at = OLD
    await session.flush()
    await expire_everything(session, BETWEEN)

    assert await scan(session, *SOUGHT, OLD) == []
    kept = await find_question(session, 1)
    assert kept is not None
    assert (kept.guild, kept.channel, kept.ending, kept.nanodollars) == (HERE, 21, Ending.ANSWERED, 0)
    assert (kept.origin, kept.asker, kept.answer_message, kept.accepted_at) == (-1, 0, None, BEGIN + 10 * DAY)


async def test_what_is_not_too_old_stays_as_it_is(session: AsyncSession) -> None:
    await put(session, replace(ASKED, accepted_at=OLD))
    new = await put(session, replace(ASKED, origin=2000, accepted_at=NEW))
    before = await find_question(session, new)
    await expire_everything(session, BETWEEN)
    session.expire_all()

    assert await find_question(session, new) == before


async def test_batches_are_bounded_and_end(session: AsyncSession) -> None:
    for number in range(5):
        await put(session, replace(ASKED, origin=1000 + 10 * number, accepted_at=OLD))
    sizes = [len(await expire_questions(session, before=BETWEEN, at=LATER, most=2)) for _ in range(4)]

    assert sizes == [2, 2, 1, 0]


async def test_what_runs_or_waits_for_longer_than_anything_is_kept_is_stopped(session: AsyncSession) -> None:
    await put_everywhere(session, PERSON, HERE, 1000)
    await expire_everything(session, BETWEEN)
    running, waiting = await find_question(session, 2), await find_question(session, 3)
    review = await review_of_question(session, 3)

    assert running is not None
    assert waiting is not None
    assert review is not None
    assert running.state is waiting.state is QuestionState.ENDED
    assert review.state is ReviewState.EXPIRED


async def test_an_answer_that_is_to_be_taken_down_is_known_until_it_is(session: AsyncSession) -> None:
    await put(session, ASKED)
    await erase_person(session, PERSON, None, at=9000, answers=True)
    await expire_everything(session, BETWEEN)
    kept = await find_question(session, 1)

    assert kept is not None
    assert kept.answer_message == 1001


async def test_a_withdrawal_keeps_its_hash_and_its_spans(session: AsyncSession) -> None:
    quoted = [["bees", "sha", 1, 2]]
    session.add(
        WithdrawalRow(guild=HERE, fingerprint=FINGERPRINT, quoted=quoted, reason="other", withdrawn_at=5)
    )
    await session.flush()
    await expire_everything(session, BETWEEN)
    kept = (await session.scalars(select(WithdrawalRow))).one()

    await session.refresh(kept)
    assert (kept.fingerprint, kept.quoted, kept.reason) == (FINGERPRINT, quoted, "")


async def test_a_wish_to_keep_nothing_does_not_grow_old(session: AsyncSession) -> None:
    await opt_out(session, PERSON, at=1)
    await expire_everything(session, BETWEEN)

    assert (await kept_of(session, PERSON, None)).opted_out_at == 1


async def test_the_number_that_stands_for_somebody_goes_after_a_day(session: AsyncSession) -> None:
    await put(session, replace(ASKED, accepted_at=NEW))
    await erase_person(session, PERSON, None, at=NEW)
    askers = select(QuestionRow.asker)
    await forget_stand_ins(session, before=NEW)
    first = await session.scalar(askers)
    await forget_stand_ins(session, before=NEW + 1)

    assert first is not None
    assert first < 0
    assert await session.scalar(askers) == 0


async def test_when_it_was_last_looked_for_is_kept(session: AsyncSession) -> None:
    assert await last_sweep(session, "retention") is None
    await note_sweep(session, "retention", at=5)
    await note_sweep(session, "retention", at=6)
    session.expire_all()
    assert await last_sweep(session, "retention") == 6


async def test_of_a_server_that_was_left_every_row_goes_and_no_other(session: AsyncSession) -> None:
    for guild, base in ((HERE, 1000), (THERE, 2000)):
        await put_everywhere(session, PERSON, guild, base)
        await put_on_shelf(session, PERSON, guild)
        session.add(GuildRulesRow(guild=guild, rules={}, version=1, changed_at=1))
        session.add(WithdrawalRow(guild=guild, fingerprint="f", quoted=[], reason="other", withdrawn_at=5))
        quoted: dict[str, Any] = {"source": "s", "sha256": "0", "words": 9, "shown": {}, "version": 1}
        session.add(DayQuotesRow(day=date(2026, 11, 1), guild=guild, **quoted))
        await note_departure(session, guild, at=1)
    await session.flush()
    there = await kept_of(session, PERSON, THERE)
    sizes = [len(await purge_server(session, HERE, at=9, most=3)) for _ in range(2)]
    session.expire_all()

    assert sizes == [3, 1]
    assert await kept_of(session, PERSON, THERE) == there
    assert await known_servers(session) == {THERE}
    assert await departed_before(session, 2) == [THERE]
    for table in Base.metadata.sorted_tables:
        if "guild" in table.columns:
            left = await session.execute(select(table.c.guild, func.count()).group_by(table.c.guild))
            assert {guild for guild, _ in left} == {THERE}, table.name


async def test_a_question_that_follows_one_of_a_server_that_was_left_stays(session: AsyncSession) -> None:
    first = await put(session, ASKED)
    second = await put(session, replace(ASKED, origin=2000, guild=THERE, follows=first))
    await purge_server(session, HERE, at=9, most=10)
    session.expire_all()
    kept = await find_question(session, second)

    assert kept is not None
    assert kept.follows is None


@pytest.mark.parametrize("again", [True, False])
async def test_who_comes_back_within_the_time_of_grace_loses_nothing(
    session: AsyncSession, *, again: bool
) -> None:
    assert await note_departure(session, HERE, at=100)
    assert not await note_departure(session, HERE, at=200)
    back = await cancel_departures(session, [HERE, 99] if again else [99])

    assert list(back) == ([HERE] if again else [])
    assert list(await departed_before(session, 101)) == ([] if again else [HERE])
    assert list(await departed_before(session, 100)) == []


async def test_direct_messages_are_no_server_that_can_be_left(session: AsyncSession) -> None:
    await put(session, replace(ASKED, guild=0))

    assert await known_servers(session) == set()
