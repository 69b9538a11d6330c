"""An open session on a database of its own."""

from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot.storage.database import Database


@pytest.fixture
async def session(tmp_path: Path) -> AsyncGenerator[AsyncSession]:
    database = await Database.open(f"sqlite+aiosqlite:///{tmp_path / 'whosaid.db'}")
    async with database.session() as opened:
        yield opened
    await database.close()
