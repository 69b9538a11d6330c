"""What was spent on models, kept through restarts."""

from datetime import date
from decimal import ROUND_CEILING, Decimal

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.answering.generation.spending import LedgerError, ModelCall
from bot.storage.database import Database
from bot.storage.errors import StorageError
from bot.storage.tables import ModelCallRow

_NANO = Decimal(10**9)


class StoredLedger:
    """Keeps what was spent in the database, for every process that shares it; a `SpendingLedger`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def spent(self, day: date) -> Decimal:
        """Return the dollars spent on a day."""
        try:
            async with self._database.session() as session:
                return await spent_on(session, day)
        except StorageError as error:
            raise LedgerError(str(error)) from error

    async def record(self, call: ModelCall) -> None:
        """Keep one call."""
        try:
            async with self._database.session() as session:
                keep_call(session, call)
        except StorageError as error:
            raise LedgerError(str(error)) from error


async def spent_on(session: AsyncSession, day: date) -> Decimal:
    """Return the dollars spent on a day; calls whose price was not known cost nothing here."""
    total = select(func.sum(ModelCallRow.nanodollars)).where(ModelCallRow.day == day)
    return Decimal((await session.execute(total)).scalar_one() or 0) / _NANO


def keep_call(session: AsyncSession, call: ModelCall) -> None:
    """Keep one call; money is rounded up to the billionth of a dollar."""
    dollars = call.dollars
    session.add(
        ModelCallRow(
            day=call.day,
            model=call.model,
            input_tokens=call.usage.input_tokens,
            output_tokens=call.usage.output_tokens,
            nanodollars=None if dollars is None else int((dollars * _NANO).to_integral_value(ROUND_CEILING)),
        )
    )
