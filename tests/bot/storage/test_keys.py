"""Keys of the installation are random, and stay."""

import asyncio
from pathlib import Path

from bot.storage.database import Database
from bot.storage.keys import installation_key


def url(path: Path) -> str:
    return f"sqlite+aiosqlite:///{path / 'whosaid.db'}"


async def key(database: Database, name: str = "askers") -> bytes:
    async with database.session() as session:
        return await installation_key(session, name)


async def test_a_key_stays_through_a_restart_and_every_name_has_its_own(tmp_path: Path) -> None:
    first = await Database.open(url(tmp_path))
    made, other = await key(first), await key(first, "other")
    await first.close()
    second = await Database.open(url(tmp_path))
    again = await key(second)
    await second.close()

    assert made == again
    assert made != other
    assert len(made) == 32


async def test_every_installation_has_another_key(tmp_path: Path) -> None:
    both = [await Database.open(url(tmp_path / name)) for name in ("one", "two")]
    keys = [await key(database) for database in both]
    for database in both:
        await database.close()

    assert keys[0] != keys[1]


async def test_who_asks_at_the_same_time_gets_the_same_key(tmp_path: Path) -> None:
    both = [await Database.open(url(tmp_path)) for _ in range(2)]
    keys = await asyncio.gather(*(key(both[number % 2]) for number in range(10)))
    for database in both:
        await database.close()

    assert len(set(keys)) == 1
