"""Forgetting who added what: the sources are the server's and stay, its moderators remove them."""

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.storage.shelf.tables import SourceRow, SourceVersionRow, UploadRow


async def forget_adder(session: AsyncSession, person: int, guild: int | None) -> int:
    """Take a person from all that they added, in one server or (None) in all; return how many versions.

    What they handed over and did not decide on is dropped.
    """
    await session.execute(delete(UploadRow).where(UploadRow.person == person, *_in_uploads(guild)))
    which: tuple[ColumnElement[bool], ...] = (SourceVersionRow.added_by == person,)
    if guild is not None:
        here = select(SourceRow.id).where(SourceRow.guild == guild)
        which = (*which, SourceVersionRow.source.in_(here))
    statement = update(SourceVersionRow).where(*which).values(added_by=None)
    return len((await session.scalars(statement.returning(SourceVersionRow.id))).all())


def _in_uploads(guild: int | None) -> tuple[ColumnElement[bool], ...]:
    return () if guild is None else (UploadRow.guild == guild,)
