"""While a bot has a database nobody replaces it, and everything else goes on."""

import asyncio
import signal
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from bot.storage.backups.restoring import restore_backup
from bot.storage.backups.saving import save_backup
from bot.storage.database import Database
from bot.storage.errors import StorageError
from bot.storage.holding import alone, held
from bot.storage.questions import accept_question
from tests.bot.storage.rows import FIRST
from tests.bot.storage.schemas import ask

HOLDER = """
import asyncio, sys
from bot.storage.holding import held

async def hold():
    async with held(sys.argv[1]):
        print("held", flush=True)
        await asyncio.sleep(60)

asyncio.run(hold())
"""
LOCKS = (
    "FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database "
    "WHERE locktype = 'advisory' AND datname = current_database()"
)
LOST = f"SELECT pg_terminate_backend(pid) {LOCKS}"
HELD = f"SELECT count(*) {LOCKS}"


def nobody(_done: int, _total: int) -> None:
    """Be told, and say nothing."""


async def keep(url: str, origin: int) -> None:
    database = await Database.open(url)
    async with database.session() as session:
        await accept_question(session, replace(FIRST, origin=origin))
    await database.close()


async def restore(url: str, file: Path) -> None:
    await restore_backup(url, file, replace=True, copies=file.parent / "copies", told=nobody)


async def held_again(url: str) -> None:
    async with asyncio.timeout(10):
        while True:
            if await ask(url, HELD) == [(1,)]:
                return
            await asyncio.sleep(0.05)


async def test_nothing_is_restored_while_bots_have_it_and_all_else_goes_on(url: str, tmp_path: Path) -> None:
    await keep(url, 1)
    async with held(url), held(url):
        await save_backup(url, tmp_path / "b.gz", told=nobody)
        await keep(url, 2)
        with pytest.raises(StorageError, match=r"^The bot is running: stop it first"):
            await restore(url, tmp_path / "b.gz")
        assert await ask(url, "SELECT origin FROM questions ORDER BY id") == [(1,), (2,)]
    assert not (tmp_path / "copies").exists()
    await restore(url, tmp_path / "b.gz")

    assert await ask(url, "SELECT origin FROM questions ORDER BY id") == [(1,)]


async def test_a_killed_bot_has_it_no_more(url: str, tmp_path: Path) -> None:
    await keep(url, 1)
    await save_backup(url, tmp_path / "b.gz", told=nobody)
    bot = await asyncio.create_subprocess_exec(
        sys.executable, "-c", HOLDER, url, stdout=asyncio.subprocess.PIPE
    )
    assert bot.stdout is not None
    assert await bot.stdout.readline() == b"held\n"
    with pytest.raises(StorageError, match="running"):
        await restore(url, tmp_path / "b.gz")
    bot.send_signal(signal.SIGKILL)
    await bot.wait()
    async with asyncio.timeout(10):
        while True:
            try:
                await restore(url, tmp_path / "b.gz")
            except StorageError:  # a server takes a moment to notice
                await asyncio.sleep(0.05)
            else:
                break


async def test_a_bot_waits_for_who_restores_and_then_says_so(tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path / 'whosaid.db'}"
    with alone(url), pytest.raises(StorageError, match="is being restored"):
        async with held(url, patience=0.3):
            pass
    async with held(url, patience=0.3):
        pass


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
async def test_a_server_that_lost_the_connection_knows_of_it_again(url: str, tmp_path: Path) -> None:
    await keep(url, 1)
    await save_backup(url, tmp_path / "b.gz", told=nobody)
    async with held(url, every=0.05):
        assert await ask(url, LOST) == [(True,)]
        await held_again(url)
        with pytest.raises(StorageError, match="running"):
            await restore(url, tmp_path / "b.gz")
    await restore(url, tmp_path / "b.gz")


async def test_an_address_of_nothing_is_one_sentence() -> None:
    with pytest.raises(StorageError, match="DATABASE_URL"):
        async with held("nonsense"):
            pass
    with pytest.raises(StorageError, match="DATABASE_URL"), alone("nonsense"):
        pass
