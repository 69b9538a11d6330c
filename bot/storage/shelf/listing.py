"""Looking at the shelf: what is on it, whose it is, and how much."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.storage.shelf.errors import UnknownSourceError
from bot.storage.shelf.kept import Addition, ShelfSource, shelf_source, shelf_version
from bot.storage.shelf.limits import Usage
from bot.storage.shelf.tables import SourceFileRow, SourceRow, SourceVersionRow
from bot.storage.shelf.versions import ShelfVersion

_PRESENT = (SourceVersionRow.source == SourceRow.id) & (SourceVersionRow.number == SourceRow.version)


async def all_sources(session: AsyncSession) -> Sequence[ShelfSource]:
    """Return all sources of all owners, by id."""
    return await _sources(session)


async def sources_of(session: AsyncSession, guild: int | None) -> Sequence[ShelfSource]:
    """Return the sources that a server owns, or (None) the operator, by id."""
    return await _sources(session, owned_by(guild))


async def find_source(session: AsyncSession, identity: str) -> ShelfSource | None:
    """Return a source by its id, whoever owns it."""
    return next(iter(await _sources(session, SourceRow.identity == identity)), None)


async def versions_of(session: AsyncSession, identity: str) -> Sequence[ShelfVersion]:
    """Return the versions of a source, oldest first; none if there is no such source."""
    statement = (
        select(SourceVersionRow)
        .join(SourceRow, SourceVersionRow.source == SourceRow.id)
        .where(SourceRow.identity == identity)
        .order_by(SourceVersionRow.number)
    )
    return [shelf_version(row) for row in await session.scalars(statement)]


async def read_file(session: AsyncSession, identity: str, *, digest: str | None = None) -> bytes:
    """Return the file of a source as it is now.

    Raises:
        UnknownSourceError: If there is no such source, or not any more with that digest.
    """
    statement = select(SourceFileRow.data).join(SourceRow, SourceFileRow.source == SourceRow.id)
    statement = statement.where(SourceRow.identity == identity)
    if digest is not None:
        statement = statement.where(SourceRow.digest == digest)
    data = await session.scalar(statement)
    if data is None:
        raise UnknownSourceError(identity)
    return data


async def usage_of(session: AsyncSession, guild: int | None) -> Usage:
    """Return how much a server keeps, or (None) the operator."""
    counts = (func.count(), func.sum(SourceVersionRow.size), func.sum(SourceVersionRow.words))
    statement = select(*counts).select_from(SourceVersionRow).join(SourceRow, _PRESENT).where(owned_by(guild))
    files, size, words = (await session.execute(statement)).one()
    return Usage(files=files, bytes=int(size or 0), words=int(words or 0))


async def added_by(
    session: AsyncSession, person: int, guild: int | None, *, everywhere: bool = False
) -> Sequence[Addition]:
    """Return the versions that a person added in a server, or `everywhere`; newest first."""
    here = () if everywhere else (owned_by(guild),)
    statement = (
        select(SourceRow, SourceVersionRow)
        .join(SourceVersionRow, SourceVersionRow.source == SourceRow.id)
        .where(SourceVersionRow.added_by == person, *here)
        .order_by(SourceVersionRow.id.desc())
    )
    rows = await session.execute(statement)
    return [
        Addition(id=source.identity, guild=source.guild, version=shelf_version(version))
        for source, version in rows
    ]


def owned_by(guild: int | None) -> ColumnElement[bool]:
    """Return the condition that a server owns a source, or (None) the operator."""
    return SourceRow.guild.is_(None) if guild is None else SourceRow.guild == guild


def with_present_version() -> Select[SourceRow, SourceVersionRow]:
    """Return the statement for sources, each with its present version."""
    return select(SourceRow, SourceVersionRow).join(SourceVersionRow, _PRESENT)


async def _sources(session: AsyncSession, *which: ColumnElement[bool]) -> Sequence[ShelfSource]:
    statement = with_present_version().where(*which).order_by(SourceRow.identity)
    return [shelf_source(row, version) for row, version in await session.execute(statement)]
