"""What a model costs: prices, what was spent, and a daily budget that ends generation, not answering."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol

from bot.answering.types import Spent

_log = logging.getLogger(__name__)
_MILLION = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """Tokens of one call."""

    input_tokens: int
    output_tokens: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """What a model costs, in dollars per million tokens."""

    input: Decimal
    output: Decimal

    def of(self, usage: Usage) -> Decimal:
        """Return what a call costs, in dollars."""
        return (self.input * usage.input_tokens + self.output * usage.output_tokens) / _MILLION


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelCall:
    """One call of a model as it is kept; `dollars` is None where its price is not known."""

    day: date
    model: str
    usage: Usage
    dollars: Decimal | None


class LedgerError(Exception):
    """What was spent cannot be read, or not kept; the text says why, without anyone's words."""


class SpendingLedger(Protocol):
    """Keeps what was spent; raises LedgerError where it cannot."""

    async def spent(self, day: date) -> Decimal:
        """Return the dollars spent on a day."""
        ...

    async def record(self, call: ModelCall) -> None:
        """Keep one call."""
        ...


class MemoryLedger:
    """Keeps what was spent until the process ends."""

    def __init__(self) -> None:
        self.calls: list[ModelCall] = []

    async def spent(self, day: date) -> Decimal:
        """Return the dollars spent on a day."""
        return sum((call.dollars or Decimal() for call in self.calls if call.day == day), Decimal())

    async def record(self, call: ModelCall) -> None:
        """Keep one call."""
        self.calls.append(call)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reservation:
    """What a call may cost at most, held back until it is known."""

    day: date
    most: Usage
    dollars: Decimal


class Meter:
    """Counts the calls of one model, and lets none begin that the day's budget cannot bear.

    What may be spent is held back before a call, so that calls at the same moment do not overshoot together.
    """

    def __init__(
        self,
        *,
        model: str,
        ledger: SpendingLedger,
        today: Callable[[], date],
        price: Price | None = None,
        budget: Decimal | None = None,
    ) -> None:
        self._model = model
        self._ledger = ledger
        self._today = today
        self._price = price
        self._budget = budget
        self._held = Decimal()
        self._unkept: dict[date, Decimal] = {}
        self._turn = asyncio.Lock()

    async def reserve(self, most: Usage) -> Reservation | None:
        """Hold back what a call may cost at most; None where the day's budget does not bear it.

        Raises:
            LedgerError: If there is a budget, and what was spent cannot be read.
        """
        cost = Decimal() if self._price is None else self._price.of(most)
        reservation = Reservation(day=self._today(), most=most, dollars=cost)
        # A call that ends between reading and holding would be counted neither way.
        async with self._turn:
            if self._budget is not None:
                spent = await self._ledger.spent(reservation.day) + self._unkept.get(reservation.day, 0)
                if spent + self._held + cost > self._budget:
                    return None
            self._held += cost
        return reservation

    async def settle(self, reservation: Reservation, usage: Usage | None) -> Spent:
        """Keep what a call used; where its server does not tell, what was held back for it.

        What cannot be kept counts all the same, until the process ends.
        """
        used = usage or reservation.most
        dollars = None if self._price is None else self._price.of(used)
        call = ModelCall(day=reservation.day, model=self._model, usage=used, dollars=dollars)
        async with self._turn:
            self._held -= reservation.dollars
            kept = False
            try:
                await self._ledger.record(call)
                kept = True
            except LedgerError as error:
                _log.warning("what a call cost is not kept: %s", error)
            finally:
                if not kept:
                    self._unkept[call.day] = self._unkept.get(call.day, Decimal()) + (dollars or 0)
        return Spent(
            model=self._model,
            calls=1,
            input_tokens=used.input_tokens,
            output_tokens=used.output_tokens,
            dollars=dollars,
        )

    def release(self, reservation: Reservation) -> None:
        """Give back what was held for a call that cost nothing."""
        self._held -= reservation.dollars
