"""Putting an upload on the shelf: decided once, with the act that says who did it, in one transaction."""

from sqlalchemy.ext.asyncio import AsyncSession

from bot.storage.acts import ActKind, record_act
from bot.storage.shelf.changing import add_source, edit_sidecar, remove_source, update_source
from bot.storage.shelf.errors import ChangedError
from bot.storage.shelf.kept import Author, Handed, ShelfSource, Shelved
from bot.storage.shelf.limits import ShelfLimits
from bot.storage.shelf.listing import find_source
from bot.storage.shelf.uploads import Upload, drop_upload
from index.sidecar import Sidecar


async def store_upload(
    session: AsyncSession,
    upload: Upload,
    *,
    turns: int,
    words: int,
    by: Author,
    seen: int,
    limits: ShelfLimits,
    at: int,
) -> Shelved | None:
    """Store an upload; None if it was decided on already. `seen` is the version that it would replace.

    Raises:
        ShelfError: If the shelf refuses it; it waits on then.
    """
    if not await drop_upload(session, upload.token):
        return None
    handed = Handed(name=upload.name, data=upload.data, sidecar=upload.sidecar, words=words, turns=turns)
    if upload.replaces is None:
        shelved = await add_source(session, handed, by=by, at=at, limits=limits, numbered=True)
        await _record(session, ActKind.SOURCE_ADDED, shelved, by, at)
        return shelved
    present = await find_source(session, upload.replaces)
    if present is None or present.version.number != seen:
        raise ChangedError(upload.replaces)
    shelved = await update_source(session, upload.replaces, handed, by=by, at=at, limits=limits)
    await _record(session, ActKind.SOURCE_UPDATED, shelved, by, at)
    return shelved


async def say_otherwise(
    session: AsyncSession,
    source: ShelfSource,
    sidecar: Sidecar,
    *,
    turns: int | None = None,
    words: int | None = None,
    by: Author,
    at: int,
) -> Shelved:
    """Say something else of a source as it was seen.

    Raises:
        ShelfError: If somebody changed it meanwhile.
    """
    shelved = await edit_sidecar(
        session,
        source.id,
        sidecar,
        seen=source.version.number,
        by=by,
        at=at,
        words=words,
        turns=turns,
    )
    await _record(session, ActKind.SOURCE_EDITED, shelved, by, at)
    return shelved


async def take_away(session: AsyncSession, source: ShelfSource, *, by: Author, at: int) -> None:
    """Delete a source for good.

    Raises:
        ShelfError: If it is not there any more.
    """
    await remove_source(session, source.id, by=by, at=at)
    if by.guild is not None:
        detail = {"source": source.id, "version": source.version.number}
        await record_act(session, by.guild, ActKind.SOURCE_REMOVED, actor=by.person, detail=detail, at=at)


async def _record(session: AsyncSession, kind: ActKind, shelved: Shelved, by: Author, at: int) -> None:
    if shelved.changed and by.guild is not None:
        detail = {"source": shelved.source.id, "version": shelved.source.version.number}
        await record_act(session, by.guild, kind, actor=by.person, detail=detail, at=at)
