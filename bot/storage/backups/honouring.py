"""Honouring, when an older copy comes back, who has opted out since it was taken."""

from collections.abc import Mapping

from sqlalchemy import Table, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from bot.storage.erasing import erase_person
from bot.storage.people import opt_out
from bot.storage.tables import OptOutRow


async def who_opted_out(connection: AsyncConnection, tables: list[Table]) -> dict[int, int]:
    """Return when each person opted out, in Unix seconds, as these tables say."""
    known = {table.name: table for table in tables}
    table = known.get(OptOutRow.__tablename__)
    if table is None:
        return {}
    rows = await connection.execute(select(table.columns["person"], table.columns["opted_out_at"]))
    return {person: at for person, at in rows}  # noqa: C416 - a row is no pair


async def honour(connection: AsyncConnection, opted_out: Mapping[int, int]) -> None:
    """Keep these people opted out, and erase what came back of who had not been when it was taken."""
    async with AsyncSession(connection, expire_on_commit=False) as session:
        for person, at in opted_out.items():
            if await opt_out(session, person, at=at):
                await erase_person(session, person, None, at=at)
        await session.flush()
