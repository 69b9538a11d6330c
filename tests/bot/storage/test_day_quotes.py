"""What a server is shown of a source on a day: counted once for the same words, by all together."""

import asyncio
from dataclasses import replace
from datetime import date

from sqlalchemy import select

from bot.storage.database import Database
from bot.storage.day_quotes import Showing, count_shown, forget_days
from bot.storage.tables import DayQuotesRow
from tests.bot.interview import SOURCE, TURNS

DAY = date(2026, 3, 1)
FOG = Showing(
    guild=5,
    day=DAY,
    source=SOURCE,
    sha256="a",
    most=16,
    stretches=((TURNS[1], 0, len("Mostly I wait for fog.")),),
)
WHOLE = replace(FOG, stretches=((TURNS[1], 0, len(TURNS[1].text)),))
STAMPS = replace(FOG, stretches=((TURNS[2], 0, len(TURNS[2].text)),))


async def count(database: Database, showing: Showing) -> bool:
    return await database.run(lambda session: count_shown(session, showing))


async def words(database: Database) -> list[int]:
    async with database.session() as session:
        return list(await session.scalars(select(DayQuotesRow.words).order_by(DayQuotesRow.day)))


async def test_the_same_words_count_once_and_more_than_the_share_is_refused(database: Database) -> None:
    told = [await count(database, one) for one in (FOG, FOG, WHOLE, STAMPS, WHOLE)]

    assert told == [True, True, True, False, True]
    assert await words(database) == [16]


async def test_each_server_and_each_day_has_its_own(database: Database) -> None:
    assert await count(database, WHOLE)
    assert await count(database, replace(STAMPS, guild=6))
    assert await count(database, replace(STAMPS, day=date(2026, 3, 2)))


async def test_another_version_is_other_words_and_the_old_ones_stay_counted(database: Database) -> None:
    assert await count(database, FOG)
    assert await count(database, replace(FOG, sha256="b"))
    assert await words(database) == [10]


async def test_of_many_at_once_no_more_are_let_through_than_there_is_room_for(database: Database) -> None:
    turn = replace(TURNS[1], text="word " * 40)
    each = [replace(FOG, stretches=((turn, at * 10, at * 10 + 9),)) for at in range(20)]
    told = await asyncio.gather(*(count(database, one) for one in each))

    assert sum(told) == 8
    assert await words(database) == [16]


async def test_days_that_are_over_are_forgotten(database: Database) -> None:
    await count(database, FOG)
    await count(database, replace(FOG, day=date(2026, 3, 2)))
    async with database.session() as session:
        await forget_days(session, date(2026, 3, 2))
    assert await words(database) == [5]
