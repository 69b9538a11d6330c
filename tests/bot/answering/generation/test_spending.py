"""A day's budget is not overspent, and what was spent is counted exactly."""

import asyncio
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.generation.spending import MemoryLedger, Meter, ModelCall, Price, Reservation, Usage

DAY = date(2031, 5, 4)
PRICE = Price(input=Decimal("0.75"), output=Decimal("4.5"))
MOST = Usage(input_tokens=4000, output_tokens=2000)


@dataclass
class Calendar:
    day: date = DAY

    def today(self) -> date:
        return self.day


class SlowLedger(MemoryLedger):
    """Lets others in at every step."""

    async def spent(self, day: date) -> Decimal:
        found = await super().spent(day)
        await asyncio.sleep(0)
        return found

    async def record(self, call: ModelCall) -> None:
        await asyncio.sleep(0)
        await super().record(call)


def meter_of(
    budget: str | None, *, price: Price | None = PRICE, ledger: MemoryLedger | None = None
) -> tuple[Meter, MemoryLedger, Calendar]:
    held, calendar = ledger or MemoryLedger(), Calendar()
    limit = None if budget is None else Decimal(budget)
    meter = Meter(model="parrot-1", ledger=held, today=calendar.today, price=price, budget=limit)
    return meter, held, calendar


async def hold(meter: Meter) -> Reservation:
    held = await meter.reserve(MOST)
    assert held is not None
    return held


def test_a_price_is_for_a_million_tokens() -> None:
    assert PRICE.of(MOST) == Decimal("0.012")


async def test_what_was_held_back_and_not_used_can_be_spent_by_others() -> None:
    meter, ledger, _ = meter_of("0.012")
    held = await hold(meter)
    assert await meter.reserve(MOST) is None
    meter.release(held)
    spent = await meter.settle(await hold(meter), Usage(input_tokens=0, output_tokens=0))
    assert (spent.calls, spent.dollars) == (1, 0)
    await hold(meter)
    assert await ledger.spent(DAY) == 0


async def test_where_the_usage_is_not_known_the_most_is_counted() -> None:
    meter, ledger, _ = meter_of("1")
    spent = await meter.settle(await hold(meter), None)
    assert spent.dollars == await ledger.spent(DAY) == Decimal("0.012")


async def test_a_new_day_is_a_new_budget() -> None:
    meter, _, calendar = meter_of("0.012")
    await meter.settle(await hold(meter), None)
    assert await meter.reserve(MOST) is None
    calendar.day += timedelta(days=1)
    await hold(meter)


async def test_a_call_belongs_to_the_day_on_which_it_began() -> None:
    meter, ledger, calendar = meter_of("1")
    held = await hold(meter)
    calendar.day += timedelta(days=1)
    await meter.settle(held, None)
    assert [call.day for call in ledger.calls] == [DAY]


async def test_without_a_budget_nothing_is_refused_and_all_is_counted() -> None:
    meter, ledger, _ = meter_of(None)
    for _ in range(50):
        await meter.settle(await hold(meter), None)
    assert await ledger.spent(DAY) == Decimal("0.6")


async def test_without_a_price_tokens_are_counted() -> None:
    meter, ledger, _ = meter_of(None, price=None)
    spent = await meter.settle(await hold(meter), Usage(input_tokens=7, output_tokens=1))
    assert (spent.dollars, spent.input_tokens, spent.output_tokens) == (None, 7, 1)
    assert ledger.calls[0].dollars is None


async def test_a_budget_of_nothing_lets_nothing_begin() -> None:
    meter, _, _ = meter_of("0")
    assert await meter.reserve(MOST) is None


async def test_a_model_of_ones_own_costs_nothing_of_a_budget() -> None:
    meter, _, _ = meter_of("0", price=Price(input=Decimal(), output=Decimal()))
    await hold(meter)


calls = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 2000)), min_size=2, max_size=30)


@pytest.mark.parametrize("budget", ["0.011", "0.012", "0.013", "0.05", "0.1"])
@given(made=calls)
async def test_many_at_once_never_overspend(budget: str, made: list[tuple[int, int]]) -> None:
    meter, ledger, _ = meter_of(budget, ledger=SlowLedger())

    async def call(later: int, tokens: int) -> None:
        for _ in range(later):
            await asyncio.sleep(0)
        held = await meter.reserve(MOST)
        if held is not None:
            await asyncio.sleep(0)
            await meter.settle(held, Usage(input_tokens=4000, output_tokens=tokens))

    await asyncio.gather(*(call(*one) for one in made))
    assert await ledger.spent(DAY) <= Decimal(budget)
