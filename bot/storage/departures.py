"""Servers that removed the bot: what is kept of them goes after a time of grace."""

from collections.abc import Collection, Sequence

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.storage.inserting import insert_unless
from bot.storage.shelf.changing import remove_sources_of
from bot.storage.shelf.uploads import drop_uploads_of
from bot.storage.tables import (
    ActRow,
    DayQuotesRow,
    DepartureRow,
    FlagRow,
    GuildRulesRow,
    QuestionRow,
    ReviewRow,
    SourceRow,
    UploadRow,
    WithdrawalRow,
)

_OF_QUESTIONS = (ReviewRow, FlagRow, ActRow)
_OF_SERVERS = (ReviewRow, FlagRow, ActRow, WithdrawalRow, GuildRulesRow, DayQuotesRow)


async def note_departure(session: AsyncSession, guild: int, *, at: int) -> bool:
    """Note that a server removed the bot; False if that was noted before."""
    values = {"guild": guild, "left_at": at}
    statement = insert_unless(session, DepartureRow, values, taken="guild").returning(DepartureRow.guild)
    return await session.scalar(statement) is not None


async def cancel_departures(session: AsyncSession, guilds: Collection[int]) -> Sequence[int]:
    """Note that the bot is in these servers; return which of them it had left."""
    statement = delete(DepartureRow).where(DepartureRow.guild.in_(guilds)).returning(DepartureRow.guild)
    return (await session.scalars(statement)).all()


async def departed_before(session: AsyncSession, before: int) -> Sequence[int]:
    """Return the servers that the bot left before a time."""
    return (await session.scalars(select(DepartureRow.guild).where(DepartureRow.left_at < before))).all()


async def known_servers(session: AsyncSession) -> set[int]:
    """Return the servers of which anything is kept."""
    asked = await session.scalars(select(QuestionRow.guild).distinct())
    ruled = await session.scalars(select(GuildRulesRow.guild))
    added = await session.scalars(select(SourceRow.guild).distinct())
    waiting = await session.scalars(select(UploadRow.guild).distinct())
    # Direct messages have no server, and neither has what the operator added.
    return {guild for guild in (*asked, *ruled, *added, *waiting) if guild}


async def purge_server(session: AsyncSession, guild: int, *, at: int, most: int) -> tuple[int, ...]:
    """Delete up to `most` questions of a server, and with the last the rest; return their rows."""
    here = select(QuestionRow.id).where(QuestionRow.guild == guild).order_by(QuestionRow.id)
    rows = tuple(await session.scalars(here.limit(most)))
    for table in _OF_QUESTIONS:
        await session.execute(delete(table).where(table.question.in_(rows)))
    await session.execute(delete(QuestionRow).where(QuestionRow.id.in_(rows)))
    if len(rows) < most:
        for table in _OF_SERVERS:
            await session.execute(delete(table).where(table.guild == guild))
        await drop_uploads_of(session, guild)
        await remove_sources_of(session, guild, at=at)
        await session.execute(delete(DepartureRow).where(DepartureRow.guild == guild))
    return rows


async def withdrawn_in(session: AsyncSession, guild: int) -> tuple[str, ...]:
    """Return the fingerprints of the questions whose answers a server took back."""
    here = select(WithdrawalRow.fingerprint).where(WithdrawalRow.guild == guild).distinct()
    return tuple(await session.scalars(here))
