"""Which commands Discord was last given."""

from sqlalchemy.ext.asyncio import AsyncSession

from bot.storage.tables import SyncedCommandsRow


async def synced_hash(session: AsyncSession, application: int) -> str | None:
    """Return the hash of the command tree that an application was last given."""
    found = await session.get(SyncedCommandsRow, application)
    return None if found is None else found.sha256


async def keep_synced_hash(session: AsyncSession, application: int, sha256: str, *, synced_at: int) -> None:
    """Note the command tree that an application was given."""
    await session.merge(SyncedCommandsRow(application=application, sha256=sha256, synced_at=synced_at))
