"""The shelf as an index is made of it: offers whose files are read when, and only if, they are needed."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.storage.database import Database
from bot.storage.shelf.errors import UnknownSourceError
from bot.storage.shelf.indexing import Indexing, waiting
from bot.storage.shelf.kept import kept_sidecar
from bot.storage.shelf.listing import with_present_version
from bot.storage.shelf.revision import shelf_revision
from bot.storage.shelf.tables import SourceFileRow, SourceRow, SourceVersionRow
from index.errors import SourceError
from index.offers import SourceOffer, SourceText

_CHANGED = "It was changed or removed while it was about to be read. It is looked at again."


@dataclass(frozen=True, slots=True, kw_only=True)
class ShelfView:
    """The shelf at one moment: what should be in an index, and the work on it that is not done."""

    revision: int
    offers: tuple[SourceOffer, ...]
    jobs: tuple[Indexing, ...]


def nobody_listens(_source: str) -> None:
    """Let it pass that a source is read."""


class ShelfReader:
    """Reads the shelf for an index; to be made in the event loop that has the database."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._loop = asyncio.get_running_loop()

    async def revision(self) -> int:
        """Return a number that is another one if anything on the shelf changed."""
        async with self._database.reading() as session:
            return await shelf_revision(session)

    async def view(self, on_read: Callable[[str], None] = nobody_listens) -> ShelfView:
        """Return the shelf as it is; `on_read` is told, in the thread that reads, of each source it reads."""
        async with self._database.reading() as session:
            rows = (await session.execute(with_present_version().order_by(SourceRow.identity))).all()
            offers = tuple(self._offer(row, version, on_read) for row, version in rows)
            return ShelfView(
                revision=await shelf_revision(session),
                offers=offers,
                jobs=tuple(await waiting(session)),
            )

    def _offer(
        self, row: SourceRow, version: SourceVersionRow, on_read: Callable[[str], None]
    ) -> SourceOffer:
        identity, digest, name = row.identity, row.digest, version.name

        def read() -> SourceText:
            on_read(identity)
            reading = self._text(identity, digest, name)
            return asyncio.run_coroutine_threadsafe(reading, self._loop).result()

        return SourceOffer(id=identity, digest=digest, owner=row.guild, read=read, size=version.size)

    async def _text(self, identity: str, digest: str, name: str) -> SourceText:
        try:
            async with self._database.reading() as session:
                return await source_text(session, identity, digest)
        except UnknownSourceError as error:
            raise SourceError(Path(name), _CHANGED) from error


async def source_text(session: AsyncSession, identity: str, digest: str | None = None) -> SourceText:
    """Return what a source is read from, as it is now.

    Raises:
        UnknownSourceError: If there is no such source, or not any more with that digest.
    """
    statement = (
        select(SourceVersionRow.name, SourceRow.sidecar, SourceFileRow.data)
        .select_from(SourceRow)
        .join(SourceFileRow, SourceFileRow.source == SourceRow.id)
        .join(
            SourceVersionRow,
            (SourceVersionRow.source == SourceRow.id) & (SourceVersionRow.number == SourceRow.version),
        )
        .where(SourceRow.identity == identity)
    )
    if digest is not None:
        statement = statement.where(SourceRow.digest == digest)
    found = (await session.execute(statement)).first()
    if found is None:
        raise UnknownSourceError(identity)
    name, sidecar, data = found
    return SourceText(name=name, data=data, sidecar=kept_sidecar(sidecar))
