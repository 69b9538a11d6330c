"""What was backed up is restored as it was, in either engine, or nothing happens."""

import asyncio
import errno
import gzip
import os
import sqlite3
import stat
import tempfile
from collections.abc import AsyncGenerator, Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from bot.storage.backups.lines import BackupError
from bot.storage.backups.reading import read_batches
from bot.storage.backups.restoring import Restored, restore_backup
from bot.storage.backups.saving import save_backup
from bot.storage.database import Database
from bot.storage.errors import DamagedError, StorageError
from bot.storage.keys import installation_key
from bot.storage.people import opt_out
from bot.storage.questions import accept_question, find_question
from bot.storage.shelf.changing import add_source
from bot.storage.shelf.kept import OPERATOR, Handed
from bot.storage.shelf.listing import all_sources, read_file
from bot.storage.shelf.packs import keep_pack
from index.sidecar import Sidecar
from tests.bot.storage.backups.contents import Rows, contents, fill, read
from tests.bot.storage.rows import FIRST
from tests.bot.storage.schemas import ask, make_old
from tests.postgresql import Server


def nobody(_done: int, _total: int) -> None:
    """Be told, and say nothing."""


async def restore(url: str, file: Path, *, replace: bool = False) -> Restored:
    return await restore_backup(url, file, replace=replace, copies=file.parent / "copies", told=nobody)


async def keep(url: str, text: str = "why?", *, origin: int = 100, asker: int = FIRST.asker) -> bytes:
    """Keep a question and a key; return the key."""
    database = await Database.open(url)
    async with database.session() as session:
        await accept_question(session, replace(FIRST, origin=origin, text=text, asker=asker))
        key = await installation_key(session, "questions")
    await database.close()
    return key


@pytest.fixture
async def other(url: str, tmp_path: Path, request: pytest.FixtureRequest) -> AsyncGenerator[str]:
    """Give the address of another empty database of the same engine."""
    if url.startswith("sqlite"):
        yield f"sqlite+aiosqlite:///{tmp_path / 'other' / 'whosaid.db'}"
        return
    server: Server = request.getfixturevalue("postgresql")
    name = await server.make()
    yield server.url(name)
    await server.drop(name)


@given(rows=contents())
@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_a_restored_database_is_the_original_row_by_row_across_engines(
    postgresql: Server, rows: Rows
) -> None:
    name = await postgresql.make()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        first, between = f"sqlite+aiosqlite:///{folder / 'first.db'}", postgresql.url(name)
        last = f"sqlite+aiosqlite:///{folder / 'last.db'}"
        await fill(first, rows)
        await save_backup(first, folder / "1.gz", told=nobody)
        await restore(between, folder / "1.gz")
        await save_backup(between, folder / "2.gz", told=nobody)
        await restore(last, folder / "2.gz")
        await save_backup(last, folder / "3.gz", told=nobody)
        kept = [await read(url) for url in (first, between, last)]
        written = [gzip.decompress((folder / f"{number}.gz").read_bytes()) for number in (1, 2, 3)]
    await postgresql.drop(name)

    assert kept[0] == kept[1] == kept[2]
    assert written[0] == written[1] == written[2]


async def test_a_restored_database_goes_on_numbering_and_knows_its_keys(
    url: str, other: str, tmp_path: Path
) -> None:
    key = await keep(url)
    await save_backup(url, tmp_path / "b.gz", told=nobody)
    restored = await restore(other, tmp_path / "b.gz")

    assert restored.copy is None
    assert restored.header.counts["questions"] == 1
    assert await keep(other, origin=200) == key
    assert await ask(other, "SELECT id, origin FROM questions ORDER BY id") == [(1, 100), (2, 200)]


async def test_what_is_made_anew_of_the_rest_is_in_no_backup_and_goes_with_what_is_replaced(
    url: str, other: str, tmp_path: Path
) -> None:
    for filled in (url, other):
        database = await Database.open(filled)
        async with database.session() as session:
            await keep_pack(session, "folder-abc-0123", b"pack")
        await database.close()
    header = await save_backup(url, tmp_path / "b.gz", told=nobody)
    await restore_backup(other, tmp_path / "b.gz", replace=True, copies=tmp_path, told=nobody)
    assert "packs" not in header.counts
    assert await ask(url, "SELECT count(*) FROM packs") == [(1,)]
    assert await ask(other, "SELECT count(*) FROM packs") == [(0,)]


async def test_a_backup_sees_one_moment_and_keeps_nobody_from_writing(url: str, tmp_path: Path) -> None:
    database = await Database.open(url)
    async with database.session() as session:
        for origin in range(1200):
            await accept_question(session, replace(FIRST, origin=origin))
    written: list[asyncio.Task[None]] = []

    async def write(origin: int) -> None:
        async with database.session() as session:
            await accept_question(session, replace(FIRST, origin=origin))

    def go_on_writing(done: int, _total: int) -> None:
        written.append(asyncio.get_running_loop().create_task(write(5000 + done)))

    header = await save_backup(url, tmp_path / "b.gz", told=go_on_writing)
    await asyncio.gather(*written)
    await database.close()

    assert header.counts["questions"] == 1200
    assert await ask(url, "SELECT count(*) FROM questions") == [(1200 + len(written),)]
    assert len(written) >= 3


async def test_a_file_can_be_written_at_any_moment_of_its_backup(tmp_path: Path) -> None:
    url, moments = f"sqlite+aiosqlite:///{tmp_path / 'whosaid.db'}", list[int]()
    await keep(url)

    def write(done: int, _total: int) -> None:
        with closing(sqlite3.connect(tmp_path / "whosaid.db", timeout=0)) as raw:
            raw.execute("UPDATE questions SET text = 'changed'")
            raw.commit()
        moments.append(done)

    await save_backup(url, tmp_path / "b.gz", told=write)
    await restore(url, tmp_path / "b.gz", replace=True)

    assert moments == [1, 2]
    assert await ask(url, "SELECT text FROM questions") == [("why?",)]


async def test_a_database_that_is_not_empty_is_replaced_only_when_told_and_a_copy_is_kept(
    url: str, other: str, tmp_path: Path
) -> None:
    await keep(url, "new")
    await keep(other, "old")
    await save_backup(url, tmp_path / "b.gz", told=nobody)
    with pytest.raises(BackupError, match="not empty"):
        await restore(other, tmp_path / "b.gz")
    untouched = await ask(other, "SELECT text FROM questions")
    restored = await restore(other, tmp_path / "b.gz", replace=True)
    replaced = await ask(other, "SELECT text FROM questions")
    assert restored.copy is not None
    await restore(other, restored.copy, replace=True)

    assert (untouched, replaced) == ([("old",)], [("new",)])
    assert await ask(other, "SELECT text FROM questions") == [("old",)]


async def test_who_opted_out_after_the_backup_stays_so_and_nothing_of_them_comes_back(
    url: str, tmp_path: Path
) -> None:
    await keep(url)
    await keep(url, "another's", origin=200, asker=44)
    await save_backup(url, tmp_path / "b.gz", told=nobody)
    database = await Database.open(url)
    async with database.session() as session:
        await opt_out(session, FIRST.asker, at=77)
    await database.close()
    await restore(url, tmp_path / "b.gz", replace=True)

    assert await ask(url, "SELECT person, opted_out_at FROM opt_outs") == [(FIRST.asker, 77)]
    assert await ask(url, "SELECT text FROM questions ORDER BY id") == [(None,), ("another's",)]
    assert await ask(url, "SELECT asker > 0 FROM questions ORDER BY id") == [(False,), (True,)]


async def test_a_restore_that_breaks_half_way_changes_nothing(url: str, other: str, tmp_path: Path) -> None:
    await keep(url, "new")
    await keep(other, "old")
    await save_backup(url, tmp_path / "b.gz", told=nobody)

    def break_off(_done: int, _total: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        await restore_backup(other, tmp_path / "b.gz", replace=True, copies=tmp_path, told=break_off)
    assert await ask(other, "SELECT text FROM questions") == [("old",)]


@pytest.mark.parametrize("revision", ["0001", "0002", "0003"])
async def test_a_backup_of_an_older_version_is_restored_and_brought_up(
    url: str, other: str, tmp_path: Path, revision: str
) -> None:
    await make_old(url, revision)
    await save_backup(url, tmp_path / "b.gz", told=nobody)
    untouched = await ask(url, "SELECT version_num FROM alembic_version")
    await restore(other, tmp_path / "b.gz")
    database = await Database.open(other)
    async with database.session() as session:
        kept = await find_question(session, 1)
    await database.close()

    assert untouched == [(revision,)]
    assert kept is not None
    assert (kept.text, kept.fingerprint) == ("why?", None)


def _cut(whole: bytes) -> bytes:
    return whole[: len(whole) // 2]


def _flip(whole: bytes) -> bytes:
    return whole[:60] + bytes([whole[60] ^ 1]) + whole[61:]


def _change(whole: bytes) -> bytes:
    return gzip.compress(gzip.decompress(whole).replace(b"why?", b"how?"))


def _drop_row(whole: bytes) -> bytes:
    lines = gzip.decompress(whole).splitlines(keepends=True)
    return gzip.compress(b"".join(line for line in lines if b"why?" not in line))


def _drop_end(whole: bytes) -> bytes:
    return gzip.compress(b"".join(gzip.decompress(whole).splitlines(keepends=True)[:-1]))


def _add(whole: bytes) -> bytes:
    return gzip.compress(gzip.decompress(whole) + b"[]\n")


@pytest.mark.parametrize("damage", [_cut, _flip, _change, _drop_row, _drop_end, _add])
async def test_a_damaged_backup_is_refused_before_anything_is_touched(
    tmp_path: Path, damage: Callable[[bytes], bytes]
) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path / 'whosaid.db'}"
    await keep(url)
    backup = tmp_path / "b.gz"
    await save_backup(url, backup, told=nobody)
    await asyncio.to_thread(lambda: backup.write_bytes(damage(backup.read_bytes())))
    with pytest.raises(BackupError, match="damaged"):
        await restore(url, backup, replace=True)

    assert not (tmp_path / "copies").exists()
    assert await ask(url, "SELECT text FROM questions") == [("why?",)]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"a letter", "not a backup"),
        (gzip.compress(b'{"format": "another", "version": 1}\n', mtime=0), "not a backup"),
        (gzip.compress(b'{"format": "whosaid backup", "version": 2}\n', mtime=0), "newer version"),
        (gzip.compress(b"", mtime=0), "damaged"),
    ],
)
async def test_a_file_that_is_no_backup_is_refused(tmp_path: Path, content: bytes, sentence: str) -> None:
    file = tmp_path / "b.gz"
    await asyncio.to_thread(file.write_bytes, content)
    with pytest.raises(BackupError, match=sentence):
        await restore(f"sqlite+aiosqlite:///{tmp_path / 'whosaid.db'}", file)


async def test_a_backup_of_a_newer_schema_is_refused(url: str, other: str, tmp_path: Path) -> None:
    await keep(url)
    await ask(url, "UPDATE alembic_version SET version_num = '9999'")
    await save_backup(url, tmp_path / "b.gz", told=nobody)

    with pytest.raises(BackupError, match="newer version"):
        await restore(other, tmp_path / "b.gz")


async def test_nothing_is_backed_up_twice_under_a_name_nor_readable_by_others(tmp_path: Path) -> None:
    url, backup = f"sqlite+aiosqlite:///{tmp_path / 'whosaid.db'}", tmp_path / "b.gz"
    with pytest.raises(StorageError, match="nothing to back up"):
        await save_backup(url, backup, told=nobody)
    await keep(url)
    await save_backup(url, backup, told=nobody)
    with pytest.raises(BackupError, match="there already"):
        await save_backup(url, backup, told=nobody)

    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    assert {file.name for file in tmp_path.iterdir()} == {"whosaid.db", "b.gz"}  # noqa: ASYNC240


async def test_a_backup_that_breaks_off_leaves_no_file(url: str, tmp_path: Path) -> None:
    await keep(url)

    def break_off(_done: int, _total: int) -> None:
        raise InterruptedError("stop")

    with pytest.raises((InterruptedError, BackupError)):
        await save_backup(url, tmp_path / "folder" / "b.gz", told=break_off)
    assert list((tmp_path / "folder").iterdir()) == []


async def test_a_full_disk_is_one_sentence_and_leaves_no_file(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    await keep(url)
    monkeypatch.setattr("bot.storage.backups.writing.os.fsync", fail)
    with pytest.raises(BackupError, match=r"cannot be written \(No space left on device\)"):
        await save_backup(url, tmp_path / "folder" / "b.gz", told=nobody)
    assert list((tmp_path / "folder").iterdir()) == []


async def test_tables_that_are_not_ours_are_left_alone(url: str, other: str, tmp_path: Path) -> None:
    await keep(url)
    await keep(other)
    await ask(other, "CREATE TABLE stranger (number INTEGER)")
    await ask(other, "INSERT INTO stranger VALUES (7)")
    await save_backup(url, tmp_path / "b.gz", told=nobody)
    restored = await restore(other, tmp_path / "b.gz", replace=True)

    assert "stranger" not in restored.header.counts
    assert await ask(other, "SELECT number FROM stranger") == [(7,)]


async def test_a_damaged_database_is_put_aside_for_its_backup(tmp_path: Path) -> None:
    path = tmp_path / "whosaid.db"
    url, backup = f"sqlite+aiosqlite:///{path}", tmp_path / "b.gz"
    await keep(url)
    await save_backup(url, backup, told=nobody)
    damaged = b"this was a database once. " * 400
    await asyncio.to_thread(path.write_bytes, damaged)
    with pytest.raises(DamagedError):
        await restore(url, backup)
    restored = await restore(url, backup, replace=True)

    assert restored.copy is not None
    assert await asyncio.to_thread(restored.copy.read_bytes) == damaged
    assert await ask(url, "SELECT text FROM questions") == [("why?",)]


async def test_files_of_many_megabytes_survive_and_are_held_few_at_once(
    url: str, other: str, tmp_path: Path
) -> None:
    files = {f"talk{number}.txt": os.urandom(3_000_000) for number in range(5)}
    database = await Database.open(url)
    async with database.session() as session:
        for name, data in files.items():
            handed = Handed(name=name, data=data, sidecar=Sidecar(), words=1, turns=1)
            await add_source(session, handed, by=OPERATOR, at=1)
    await database.close()
    backup = tmp_path / "kept.jsonl.gz"
    await save_backup(url, backup, told=nobody)
    sizes = [len(rows) for columns, rows in read_batches(backup, 500) if columns.table == "source_files"]
    await restore(other, backup)
    restored = await Database.open(other)
    async with restored.session() as session:
        read_again = {
            f"{source.id}.txt": await read_file(session, source.id) for source in await all_sources(session)
        }
    await restored.close()

    assert read_again == files
    assert (sum(sizes), max(sizes)) == (5, 3)
