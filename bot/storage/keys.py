"""Random keys of this installation: made when first needed, the same ever after."""

import secrets

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.storage.inserting import insert_unless
from bot.storage.tables import KeyRow

_BYTES = 32


async def installation_key(session: AsyncSession, name: str) -> bytes:
    """Return the key of that name; whoever asks first makes it, also where several ask at once."""
    kept = select(KeyRow.value).where(KeyRow.name == name)
    found = await session.scalar(kept)
    if found is not None:
        return found
    made = {"name": name, "value": secrets.token_bytes(_BYTES)}
    await session.execute(insert_unless(session, KeyRow, made, taken="name"))
    return (await session.execute(kept)).scalar_one()
