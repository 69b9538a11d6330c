"""Files that somebody handed over and has not decided on, under tokens that nobody can guess."""

import secrets
from dataclasses import dataclass

from sqlalchemy import delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.storage.shelf.errors import CrowdedError
from bot.storage.shelf.kept import Author, kept_sidecar
from bot.storage.shelf.names import plain_name
from bot.storage.shelf.revision import be_the_writer
from bot.storage.shelf.tables import UploadRow
from index.sidecar import Sidecar
from index.sidecar_editing import write_sidecar

MOST_WAITING = 20
"""So many may wait for one server (or for the operator): they count towards no limit yet."""
LONGEST_WAIT = 3600
"""Seconds after which an upload that nobody decided on is dropped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file that waits for a decision; `replaces` is the id of the source that it would update."""

    token: str
    name: str
    data: bytes
    sidecar: Sidecar
    by: Author
    replaces: str | None
    kept_at: int


async def keep_upload(
    session: AsyncSession,
    name: str,
    data: bytes,
    sidecar: Sidecar,
    *,
    by: Author,
    at: int,
    replaces: str | None = None,
) -> str:
    """Keep a file until it is decided on, and return its token; CrowdedError if too many wait."""
    await be_the_writer(session)
    await drop_uploads_before(session, at - LONGEST_WAIT)
    here = UploadRow.guild.is_(None) if by.guild is None else UploadRow.guild == by.guild
    if (await session.scalar(select(func.count()).where(here)) or 0) >= MOST_WAITING:
        raise CrowdedError(MOST_WAITING)
    token = secrets.token_hex(16)
    session.add(
        UploadRow(
            token=token,
            guild=by.guild,
            person=by.person,
            replaces=replaces,
            name=plain_name(name),
            sidecar=write_sidecar(sidecar),
            data=data,
            kept_at=at,
        )
    )
    await session.flush()
    return token


async def find_upload(session: AsyncSession, token: str, *, at: int) -> Upload | None:
    """Return an upload, if it is still kept at that time."""
    which = (UploadRow.token == token, UploadRow.kept_at >= at - LONGEST_WAIT)
    row = (await session.scalars(select(UploadRow).where(*which))).first()
    return None if row is None else _upload(row)


async def change_upload(session: AsyncSession, token: str, sidecar: Sidecar) -> bool:
    """Give an upload another sidecar; False if it is gone."""
    changed = update(UploadRow).where(UploadRow.token == token).values(sidecar=write_sidecar(sidecar))
    return await session.scalar(changed.returning(UploadRow.id)) is not None


async def drop_upload(session: AsyncSession, token: str) -> bool:
    """Delete an upload; False if it is gone, so that of two decisions one counts."""
    dropped = delete(UploadRow).where(UploadRow.token == token).returning(UploadRow.id)
    return await session.scalar(dropped) is not None


async def drop_uploads_before(session: AsyncSession, before: int) -> int:
    """Delete uploads that were kept before a time, and return how many."""
    dropped = delete(UploadRow).where(UploadRow.kept_at < before).returning(UploadRow.id)
    return len((await session.scalars(dropped)).all())


async def drop_uploads_of(session: AsyncSession, guild: int) -> None:
    """Delete what waits in a server."""
    await session.execute(delete(UploadRow).where(UploadRow.guild == guild))


def _upload(row: UploadRow) -> Upload:
    return Upload(
        token=row.token,
        name=row.name,
        data=row.data,
        sidecar=kept_sidecar(row.sidecar),
        by=Author(person=row.person, guild=row.guild),
        replaces=row.replaces,
        kept_at=row.kept_at,
    )
