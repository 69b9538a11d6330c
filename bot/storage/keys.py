"""Random keys of this installation: made when first needed, the same ever after."""

import secrets

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from bot.storage.tables import KeyRow

_BYTES = 32


async def installation_key(session: AsyncSession, name: str) -> bytes:
    """Return the key of that name; whoever asks first makes it, also where several ask at once."""
    insert = insert_postgresql if session.get_bind().dialect.name == "postgresql" else insert_sqlite
    made = insert(KeyRow).values(name=name, value=secrets.token_bytes(_BYTES))
    await session.execute(made.on_conflict_do_nothing(index_elements=["name"]))
    return (await session.execute(select(KeyRow.value).where(KeyRow.name == name))).scalar_one()
