"""What was spent is kept to the billionth of a dollar, day by day, and for everybody who shares it."""

import asyncio
from collections.abc import AsyncGenerator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import select, text

from bot.answering.generation.spending import LedgerError, Meter, ModelCall, Price, Usage
from bot.storage.database import Database
from bot.storage.spending import StoredLedger
from bot.storage.tables import ModelCallRow

DAY = date(2031, 5, 4)
CALL = ModelCall(
    day=DAY,
    model="parrot-1",
    usage=Usage(input_tokens=1000, output_tokens=100),
    dollars=Decimal("0.00075045"),
)


@pytest.fixture
async def database(tmp_path: Path) -> AsyncGenerator[Database]:
    opened = await Database.open(f"sqlite+aiosqlite:///{tmp_path / 'whosaid.db'}")
    yield opened
    await opened.close()


async def test_what_was_spent_stays_through_a_restart(tmp_path: Path) -> None:
    spent: list[Decimal] = []
    for _ in range(2):
        opened = await Database.open(f"sqlite+aiosqlite:///{tmp_path / 'whosaid.db'}")
        await StoredLedger(opened).record(CALL)
        spent.append(await StoredLedger(opened).spent(DAY))
        await opened.close()
    assert spent == [Decimal("0.00075045"), Decimal("0.00150090")]


async def test_every_day_begins_at_nothing(database: Database) -> None:
    ledger = StoredLedger(database)
    await ledger.record(CALL)
    assert await ledger.spent(DAY + timedelta(days=1)) == 0


async def test_less_than_a_billionth_is_not_lost(database: Database) -> None:
    ledger = StoredLedger(database)
    for _ in range(3):
        await ledger.record(replace(CALL, dollars=Decimal("0.0000000001")))
    assert await ledger.spent(DAY) == Decimal("0.000000003")


async def test_without_a_price_the_tokens_are_kept(database: Database) -> None:
    ledger = StoredLedger(database)
    await ledger.record(replace(CALL, dollars=None))
    async with database.session() as session:
        row = (await session.scalars(select(ModelCallRow))).one()
    assert (row.model, row.input_tokens, row.output_tokens, row.nanodollars) == ("parrot-1", 1000, 100, None)
    assert await ledger.spent(DAY) == 0


async def test_a_row_has_no_place_for_a_person_or_for_words() -> None:
    assert {column.name for column in ModelCallRow.__table__.columns} == {
        *("id", "day", "model", "input_tokens", "output_tokens", "nanodollars"),
    }


async def test_two_processes_keep_one_budget(tmp_path: Path) -> None:
    both = [await Database.open(f"sqlite+aiosqlite:///{tmp_path / 'whosaid.db'}") for _ in range(2)]
    meters = [
        Meter(
            model="parrot-1",
            ledger=StoredLedger(database),
            today=lambda: DAY,
            price=Price(input=Decimal(0), output=Decimal(1_000_000)),
            budget=Decimal(10),
        )
        for database in both
    ]
    most = Usage(input_tokens=5, output_tokens=1)

    async def call(meter: Meter) -> bool:
        held = await meter.reserve(most)
        if held is not None:
            await meter.settle(held, most)
        return held is not None

    for _ in range(20):
        await asyncio.gather(*(call(meter) for meter in meters))
    spent = await StoredLedger(both[0]).spent(DAY)
    for database in both:
        await database.close()
    # Of what the other has in flight, neither knows.
    assert 10 <= spent <= 11


async def test_a_database_that_fails_is_a_ledger_that_fails(database: Database) -> None:
    async with database.session() as session:
        await session.execute(text("DROP TABLE model_calls"))
    ledger = StoredLedger(database)
    with pytest.raises(LedgerError):
        await ledger.spent(DAY)
    with pytest.raises(LedgerError):
        await ledger.record(CALL)
