"""Changing the shelf: adding, updating and removing sources, each in the caller's one transaction.

Of an older version its facts stay for ever: which file it was (its hash), when it came and by whom, and how
much it said. Its bytes go with the update: an answer that quotes it is told apart by the hash alone, and what
somebody took out of a transcript is not kept behind their back.
"""

import hashlib
from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.storage.shelf.errors import ChangedError, TakenError, UnknownSourceError
from bot.storage.shelf.indexing import want_made, want_removed
from bot.storage.shelf.kept import (
    Author,
    Handed,
    Shelved,
    digest_of,
    shelf_source,
)
from bot.storage.shelf.limits import ShelfLimits, Usage, refuse_beyond
from bot.storage.shelf.listing import owned_by, read_file, usage_of, with_present_version
from bot.storage.shelf.names import plain_name, shelf_id
from bot.storage.shelf.packs import drop_packs_of
from bot.storage.shelf.revision import be_the_writer, note_change
from bot.storage.shelf.tables import SourceFileRow, SourceRow, SourceVersionRow
from index.sidecar import Sidecar
from index.sidecar_editing import write_sidecar

_Found = tuple[SourceRow, SourceVersionRow]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Hand:
    by: Author
    at: int
    limits: ShelfLimits | None


async def add_source(
    session: AsyncSession,
    handed: Handed,
    *,
    by: Author,
    at: int,
    limits: ShelfLimits | None = None,
    numbered: bool = False,
) -> Shelved:
    """Add a source for the author's server; the same again is harmless, also after it was updated.

    With `numbered`, another file of a name that is taken gets an id of its own.

    Raises:
        TakenError: If another source has its id.
        FullError: If the server would keep too much.
    """
    await be_the_writer(session)
    hand, number = _Hand(by=by, at=at, limits=limits), 1
    while True:
        identity = shelf_id(handed.name, handed.sidecar, by.guild, number=number)
        there = await _find(session, identity)
        if there is None:
            return await _put(session, identity, None, handed, hand)
        row, version = there
        if row.guild == by.guild and await _had(
            session, row, digest_of(handed.data, handed.sidecar, by.guild)
        ):
            return Shelved(source=shelf_source(row, version), changed=False)
        if not numbered or handed.sidecar.id is not None:
            raise TakenError(identity)
        number += 1


async def update_source(
    session: AsyncSession,
    identity: str,
    handed: Handed,
    *,
    by: Author,
    at: int,
    limits: ShelfLimits | None = None,
) -> Shelved:
    """Put the next version of a source in place; what is as the present one is harmless.

    Raises:
        UnknownSourceError: If the author has no such source.
        FullError: If the server would keep too much.
    """
    await be_the_writer(session)
    row, version = await _own(session, identity, by)
    if row.digest == digest_of(handed.data, handed.sidecar, row.guild):
        return Shelved(source=shelf_source(row, version), changed=False)
    return await _put(session, identity, (row, version), handed, _Hand(by=by, at=at, limits=limits))


async def edit_sidecar(
    session: AsyncSession,
    identity: str,
    sidecar: Sidecar,
    *,
    seen: int,
    by: Author,
    at: int,
    words: int | None = None,
    turns: int | None = None,
) -> Shelved:
    """Say something else of a source, which makes a version; `seen` is the version that this was made of.

    Raises:
        UnknownSourceError: If the author has no such source.
        ChangedError: If somebody made another version meanwhile.
    """
    await be_the_writer(session)
    row, version = await _own(session, identity, by)
    if row.version != seen:
        raise ChangedError(identity)
    handed = Handed(
        name=version.name,
        data=await read_file(session, identity),
        sidecar=sidecar,
        words=version.words if words is None else words,
        turns=version.turns if turns is None else turns,
    )
    return await update_source(session, identity, handed, by=by, at=at)


async def remove_source(session: AsyncSession, identity: str, *, by: Author, at: int) -> None:
    """Delete a source with all its versions, for good; UnknownSourceError if the author has none such."""
    await be_the_writer(session)
    row, _ = await _own(session, identity, by)
    await _delete(session, row, at)
    await note_change(session)


async def remove_sources_of(session: AsyncSession, guild: int, *, at: int) -> int:
    """Delete all sources of a server, and return how many that were."""
    await be_the_writer(session)
    rows = (await session.scalars(select(SourceRow).where(owned_by(guild)))).all()
    for row in rows:
        await _delete(session, row, at)
    if rows:
        await note_change(session)
    return len(rows)


async def _put(
    session: AsyncSession,
    identity: str,
    there: _Found | None,
    handed: Handed,
    hand: _Hand,
) -> Shelved:
    """Write the next version of a source, or its first."""
    if hand.limits is not None and hand.by.guild is not None:
        refuse_beyond(_grown(await usage_of(session, hand.by.guild), there, handed), hand.limits)
    before = None if there is None else there[0].digest
    row = _next(identity, there, handed, hand.by)
    session.add(row)
    await session.flush()
    if before is not None:
        await drop_packs_of(session, before)
    version = SourceVersionRow(
        source=row.id,
        number=row.version,
        sha256=hashlib.sha256(handed.data).hexdigest(),
        digest=row.digest,
        name=plain_name(handed.name),
        size=len(handed.data),
        words=handed.words,
        turns=handed.turns,
        added_at=hand.at,
        added_by=hand.by.person,
    )
    session.add(version)
    if there is None or there[1].sha256 != version.sha256:
        await session.execute(delete(SourceFileRow).where(SourceFileRow.source == row.id))
        session.add(SourceFileRow(source=row.id, data=handed.data))
    await session.flush()
    await want_made(session, identity, row.version, at=hand.at)
    await note_change(session)
    return Shelved(source=shelf_source(row, version), changed=True)


def _next(identity: str, there: _Found | None, handed: Handed, by: Author) -> SourceRow:
    row = SourceRow(identity=identity, guild=by.guild, version=0) if there is None else there[0]
    row.version += 1
    row.digest = digest_of(handed.data, handed.sidecar, row.guild)
    row.sidecar = write_sidecar(handed.sidecar.model_copy(update={"id": identity}))
    return row


def _grown(usage: Usage, there: _Found | None, handed: Handed) -> Usage:
    old = (1, there[1].size, there[1].words) if there else (0, 0, 0)
    return Usage(
        files=usage.files + 1 - old[0],
        bytes=usage.bytes + len(handed.data) - old[1],
        words=usage.words + handed.words - old[2],
    )


async def _find(session: AsyncSession, identity: str) -> _Found | None:
    found = (await session.execute(with_present_version().where(SourceRow.identity == identity))).first()
    return None if found is None else (found[0], found[1])


async def _own(session: AsyncSession, identity: str, by: Author) -> _Found:
    found = await _find(session, identity)
    if found is None or found[0].guild != by.guild:
        raise UnknownSourceError(identity)
    return found


async def _had(session: AsyncSession, row: SourceRow, digest: str) -> bool:
    which = (SourceVersionRow.source == row.id, SourceVersionRow.digest == digest)
    return await session.scalar(select(SourceVersionRow.id).where(*which).limit(1)) is not None


async def _delete(session: AsyncSession, row: SourceRow, at: int) -> None:
    for table in (SourceFileRow, SourceVersionRow):
        await session.execute(delete(table).where(table.source == row.id))
    await session.execute(delete(SourceRow).where(SourceRow.id == row.id))
    await drop_packs_of(session, row.digest)
    await want_removed(session, row.identity, at=at)
