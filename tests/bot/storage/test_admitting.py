"""Limits hold within one request, however many ask at once and whatever was restarted."""

import asyncio
import os
import random
from collections import Counter
from dataclasses import replace
from decimal import Decimal

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot.moderation.limits import Limited, Measure, Scope
from bot.moderation.rules import Allowance, Limits
from bot.storage.admitting import Admission, Admitted, Replayed, Slowed, admit_question
from bot.storage.database import Database
from bot.storage.outcomes import store_outcome
from bot.storage.questions import Ending, end_question, find_question, keep_outcome
from tests.bot.fakes import fog_answer
from tests.bot.storage.rows import FIRST

NOW = 1_000_000
NONE = Allowance()
TWO_A_MINUTE = Limits(person=Allowance(requests=2, seconds=60), channel=NONE, server=NONE)
TEN_CENTS = Limits(person=NONE, channel=NONE, server=Allowance(dollars=Decimal("0.10")))
CENT = 10**7


async def ask(
    session: AsyncSession, origin: int, limits: Limits | None = TWO_A_MINUTE, *, at: int = NOW, **changed: int
) -> Admission:
    at_most, slowmode = changed.pop("at_most", 0), changed.pop("slowmode", 0)
    new = replace(FIRST, origin=origin, accepted_at=at, token=None, **changed)
    return await admit_question(session, new, limits, slowmode=slowmode, at_most=at_most, now=at)


async def test_a_person_may_ask_as_often_as_is_set_and_again_when_the_first_has_left_the_window(
    session: AsyncSession,
) -> None:
    first, second = await ask(session, 1), await ask(session, 2, at=NOW + 20)
    third = await ask(session, 3, at=NOW + 59)
    fourth = await ask(session, 4, at=NOW + 60)

    assert isinstance(first, Admitted)
    assert isinstance(second, Admitted)
    assert third == Limited(scope=Scope.PERSON, measure=Measure.REQUESTS, again_at=NOW + 60)
    assert isinstance(fourth, Admitted)


async def test_others_other_servers_and_direct_messages_have_allowances_of_their_own(
    session: AsyncSession,
) -> None:
    for origin in (1, 2):
        await ask(session, origin)
    others = [
        await ask(session, 3, asker=4),
        await ask(session, 4, guild=9),
        await ask(session, 5, guild=0),
        await ask(session, 6),
    ]

    assert [isinstance(admission, Admitted) for admission in others] == [True, True, True, False]


async def test_a_replayed_event_is_neither_counted_nor_refused(session: AsyncSession) -> None:
    for origin in (1, 2):
        await ask(session, origin)

    assert await ask(session, 2) == Replayed()
    assert isinstance(await ask(session, 2, at=NOW + 600), Replayed)


async def test_threads_count_for_the_channel_they_hang_under(session: AsyncSession) -> None:
    limits = Limits(person=NONE, channel=Allowance(requests=2, seconds=60), server=NONE)
    await ask(session, 1, limits, channel=50, main_channel=50)
    await ask(session, 2, limits, channel=51, main_channel=50, asker=4)
    in_channel = await ask(session, 3, limits, channel=50, asker=5)
    elsewhere = await ask(session, 4, limits, channel=60)

    assert isinstance(in_channel, Limited)
    assert in_channel.scope is Scope.CHANNEL
    assert isinstance(elsewhere, Admitted)


async def test_slow_mode_holds_for_one_person_in_one_place(session: AsyncSession) -> None:
    await ask(session, 1, None, slowmode=30, channel=51)
    admissions = [
        await ask(session, 2, None, slowmode=30, channel=51, at=NOW + 29),
        await ask(session, 3, None, slowmode=30, channel=52, at=NOW + 29),
        await ask(session, 4, None, slowmode=30, channel=51, asker=4, at=NOW + 29),
        await ask(session, 5, None, slowmode=30, channel=51, at=NOW + 30),
    ]

    assert admissions[0] == Slowed(again_at=NOW + 30)
    assert all(isinstance(admission, Admitted) for admission in admissions[1:])


async def test_refused_and_screened_questions_count_as_asked(session: AsyncSession) -> None:
    for origin, ending in ((1, Ending.REFUSED), (2, Ending.SCREENED)):
        admitted = await ask(session, origin)
        assert isinstance(admitted, Admitted)
        await end_question(session, admitted.row, ending, ended_at=NOW)

    assert isinstance(await ask(session, 3), Limited)


async def test_what_a_running_question_may_cost_is_held_back(session: AsyncSession) -> None:
    for origin in (1, 2):
        assert isinstance(await ask(session, origin, TEN_CENTS, at_most=5 * CENT), Admitted)
    refused = await ask(session, 3, TEN_CENTS)
    tomorrow = NOW - NOW % 86_400 + 86_400

    assert refused == Limited(scope=Scope.SERVER, measure=Measure.MONEY, again_at=tomorrow)
    assert isinstance(await ask(session, 4, TEN_CENTS, at=tomorrow), Admitted)


@pytest.mark.parametrize(
    ("ending", "stays"), [(Ending.POINTED, 0), (Ending.REFUSED, 0), (Ending.FAILED, 5 * CENT)]
)
async def test_what_was_held_back_is_freed_where_no_model_can_have_been_asked(
    session: AsyncSession, ending: Ending, stays: int
) -> None:
    admitted = await ask(session, 1, None, at_most=5 * CENT)
    assert isinstance(admitted, Admitted)
    await end_question(session, admitted.row, ending, ended_at=NOW)
    session.expire_all()
    kept = await find_question(session, admitted.row)

    assert kept is not None
    assert kept.nanodollars == stays


async def test_what_it_cost_takes_the_place_of_what_was_held_back(session: AsyncSession) -> None:
    admitted = await ask(session, 1, TEN_CENTS, at_most=10 * CENT)
    assert isinstance(admitted, Admitted)
    assert isinstance(await ask(session, 2, TEN_CENTS), Limited)
    await keep_outcome(session, admitted.row, store_outcome(fog_answer()))

    assert isinstance(await ask(session, 3, TEN_CENTS), Admitted)


async def test_rows_of_a_clock_that_was_put_back_bind_nobody(session: AsyncSession) -> None:
    for origin in (1, 2):
        await ask(session, origin, at=NOW + 86_400)

    assert isinstance(await ask(session, 3), Admitted)


async def test_limits_hold_through_a_restart(url: str) -> None:
    for origin in (1, 2):
        database = await Database.open(url)
        async with database.session() as session:
            await ask(session, origin)
        await database.close()
    database = await Database.open(url)
    async with database.session() as session:
        third = await ask(session, 3)
    await database.close()

    assert isinstance(third, Limited)


async def test_limits_hold_when_very_many_questions_of_two_hundred_people_come_at_once(url: str) -> None:
    """Each channel has ten of the people; two processes share the database. ADMISSIONS=2000 is the whole."""
    many = int(os.environ.get("ADMISSIONS", "800"))
    limits = Limits(
        person=Allowance(requests=3, seconds=60),
        channel=Allowance(requests=25, seconds=60),
        server=Allowance(requests=400, seconds=60),
    )
    both = [await Database.open(url) for _ in range(2)]
    order = list(range(many))
    random.Random(7).shuffle(order)  # noqa: S311 - an order, nothing secret

    async def come(number: int) -> tuple[int, Admission]:
        person = number % 200
        async with both[number % 2].session() as session:
            return person, await ask(
                session, 5000 + number, limits, asker=1 + person, channel=900 + person // 10
            )

    came = await asyncio.gather(*map(come, order))
    for database in both:
        await database.close()

    let_in = [person for person, admission in came if isinstance(admission, Admitted)]
    assert len(came) == many
    assert len(let_in) == 400
    assert max(Counter(let_in).values()) <= 3
    assert max(Counter(person // 10 for person in let_in).values()) <= 25
    assert all(admission.again_at == NOW + 60 for _, admission in came if isinstance(admission, Limited))
