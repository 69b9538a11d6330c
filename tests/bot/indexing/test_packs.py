"""Packs in the database, as threads of several processes see them."""

import asyncio
import threading
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest

from bot.indexing.packs import StoredPacks, packs_for
from bot.storage.database import Database
from tests.index.interviews import settings_for

KEY = "folder-abc-0123"


@pytest.fixture
async def database(tmp_path: Path) -> AsyncGenerator[Database]:
    opened = await Database.open(f"sqlite+aiosqlite:///{tmp_path / 'whosaid.db'}")
    yield opened
    await opened.close()


def packs_of(database: Database, *, stop: bool = False, lease: int = 15_000) -> StoredPacks:
    return StoredPacks(database, stop=lambda: stop, lease=lease)


async def test_the_second_waits_for_what_the_first_makes(database: Database) -> None:
    first, second = packs_of(database), packs_of(database)
    assert await asyncio.to_thread(first.get, KEY) is None
    waiting = asyncio.create_task(asyncio.to_thread(second.get, KEY))
    await asyncio.sleep(0.2)
    assert not waiting.done()
    await asyncio.to_thread(first.put, KEY, b"pack")
    assert await asyncio.wait_for(waiting, 5) == b"pack"


@pytest.mark.parametrize("leaves", [True, False])
async def test_what_the_first_leaves_or_crashed_over_the_second_makes(
    database: Database, *, leaves: bool
) -> None:
    first, second = packs_of(database, lease=60_000 if leaves else 100), packs_of(database)
    assert await asyncio.to_thread(first.get, KEY) is None
    waiting = asyncio.create_task(asyncio.to_thread(second.get, KEY))
    await asyncio.sleep(0.05)
    if leaves:
        await asyncio.to_thread(first.leave, KEY)
    assert await asyncio.wait_for(waiting, 5) is None
    await asyncio.to_thread(second.put, KEY, b"pack")
    assert await asyncio.to_thread(first.get, KEY) == b"pack"


async def test_who_is_to_end_waits_no_longer(database: Database) -> None:
    await asyncio.to_thread(packs_of(database).get, KEY)
    assert await asyncio.wait_for(asyncio.to_thread(packs_of(database, stop=True).get, KEY), 2) is None


async def test_without_a_database_each_embeds_for_itself(database: Database) -> None:
    async with database.session() as session:
        await (await session.connection()).exec_driver_sql("DROP TABLE packs")
    packs = packs_of(database)
    assert await asyncio.to_thread(packs.get, KEY) is None
    await asyncio.to_thread(packs.put, KEY, b"pack")
    await asyncio.to_thread(packs.leave, KEY)


async def test_an_index_of_ones_own_needs_none(database: Database, tmp_path: Path) -> None:
    stop = threading.Event().is_set
    assert packs_for(settings_for(tmp_path), database, stop=stop) is None
    served = settings_for(tmp_path, store_url="http://qdrant-0:6333")
    assert isinstance(packs_for(served, database, stop=stop), StoredPacks)
