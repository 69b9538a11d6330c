"""The database opens, migrates, and says in one sentence why it cannot."""

import asyncio
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.storage.database import Database
from bot.storage.errors import DamagedError, StorageError
from bot.storage.integrity import check_file
from bot.storage.questions import NewQuestion, Way, accept_question, erase_question, open_questions


def url(path: Path) -> str:
    return f"sqlite+aiosqlite:///{path}"


QUESTION = NewQuestion(
    origin=7, way=Way.SLASH, guild=1, channel=2, asker=3, text="q" * 5000, public=True, accepted_at=0
)


async def test_it_is_made_where_there_is_nothing_and_keeps_what_it_was_given(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "whosaid.db"
    database = await Database.open(url(path))
    async with database.session() as session:
        first = await accept_question(session, QUESTION)
    await database.close()
    database = await Database.open(url(path))
    async with database.session() as session:
        again = await accept_question(session, QUESTION)
    await database.close()

    assert (first, again) == (1, None)


async def test_a_question_survives_a_power_cut_and_a_second_connection(tmp_path: Path) -> None:
    database = await Database.open(url(tmp_path / "whosaid.db"))
    async with database.session() as session:
        pragmas = [
            (await session.execute(text(f"PRAGMA {name}"))).scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        ]
    await database.close()

    assert pragmas == ["wal", 2, 1, 5000]


async def test_who_reads_waits_for_nobody_and_sees_what_is_committed(tmp_path: Path) -> None:
    database = await Database.open(url(tmp_path / "whosaid.db"))
    async with database.session() as session:
        await accept_question(session, QUESTION)
        async with asyncio.timeout(1), database.reading() as reading:
            before = await open_questions(reading)
    async with database.reading() as reading:
        after = await open_questions(reading)
    await database.close()

    assert not before
    assert [question.origin for question in after] == [7]


async def test_who_reads_changes_nothing(tmp_path: Path) -> None:
    database = await Database.open(url(tmp_path / "whosaid.db"))
    async with database.reading() as reading:
        await accept_question(reading, QUESTION)
    async with database.reading() as reading:
        left = await open_questions(reading)
    await database.close()

    assert not left


async def test_a_database_in_memory_serves_a_demo() -> None:
    database = await Database.open("sqlite+aiosqlite:///:memory:")
    async with database.session() as session:
        row = await accept_question(session, QUESTION)
    async with database.session() as session:
        again = await accept_question(session, QUESTION)
    await database.close()

    assert (row, again) == (1, None)


async def test_many_questions_at_once_are_each_kept_once_by_two_connections(tmp_path: Path) -> None:
    both = [await Database.open(url(tmp_path / "whosaid.db")) for _ in range(2)]

    async def accept(number: int, origin: int) -> int | None:
        async with both[number % 2].session() as session:
            await open_questions(session)
            return await accept_question(session, replace(QUESTION, origin=origin))

    rows = await asyncio.gather(*(accept(number, number // 2) for number in range(80)))
    for database in both:
        await database.close()

    assert sorted(row for row in rows if row) == list(range(1, 41))


async def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "whosaid.db"
    path.write_bytes(b"this is a letter, not a database. " * 100)

    with pytest.raises(StorageError, match="not a database"):
        await Database.open(url(path))


async def test_a_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file")

    with pytest.raises(StorageError, match="folder"):
        await Database.open(url(tmp_path / "data" / "whosaid.db"))


async def test_a_folder_in_place_of_the_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "whosaid.db").mkdir()

    with pytest.raises(StorageError, match="cannot be opened"):
        await Database.open(url(tmp_path / "whosaid.db"))


@pytest.mark.parametrize("wrong", ["whosaid.db", "nosuch+driver://x/y", "sqlite+nosuch:///x"])
async def test_an_address_that_is_none_is_refused(wrong: str) -> None:
    with pytest.raises(StorageError, match="DATABASE_URL"):
        await Database.open(wrong)


async def test_a_full_disk_is_one_sentence_and_loses_nothing(tmp_path: Path) -> None:
    database = await Database.open(url(tmp_path / "whosaid.db"))
    async with database.session() as session:
        await accept_question(session, QUESTION)
        pages = (await session.execute(text("PRAGMA page_count"))).scalar_one()
        await session.execute(text(f"PRAGMA max_page_count = {pages}"))
    with pytest.raises(StorageError, match=r"disk .* is full"):
        await fill(database)
    await database.close()


async def fill(database: Database) -> None:
    async with database.session() as session:
        for origin in range(100, 200):
            await accept_question(session, replace(QUESTION, origin=origin))


async def test_after_closing_the_file_alone_holds_everything(tmp_path: Path) -> None:
    path = tmp_path / "whosaid.db"
    database = await Database.open(url(path))
    async with database.session() as session:
        await accept_question(session, QUESTION)
    await database.close()
    copy = tmp_path / "copy.db"
    copy.write_bytes(path.read_bytes())
    database = await Database.open(url(copy))
    async with database.session() as session:
        kept = await open_questions(session)
    await database.close()

    assert [question.origin for question in kept] == [7]
    assert not Path(f"{path}-wal").exists()  # noqa: ASYNC240


async def test_a_damaged_file_is_refused_at_the_start(tmp_path: Path) -> None:
    path = tmp_path / "whosaid.db"
    database = await Database.open(url(path))
    await fill(database)
    await database.close()
    whole = path.read_bytes()
    # Every page behind the first few, which opening alone would not read.
    path.write_bytes(whole[: 1 << 15] + b"\x5a" * (len(whole) - (1 << 15)))

    with pytest.raises(DamagedError, match="damaged: restore a backup"):
        await Database.open(url(path))


def test_a_file_too_big_to_look_through_is_trusted(tmp_path: Path) -> None:
    path = tmp_path / "whosaid.db"
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("CREATE TABLE big (words TEXT)")
        raw.executemany("INSERT INTO big VALUES (?)", [("fog " * 200,)] * 100)
        raw.commit()
    path.write_bytes(path.read_bytes()[:-4096] + b"\x5a" * 4096)
    check_file(path, largest=path.stat().st_size - 1)
    with pytest.raises(DamagedError):
        check_file(path, largest=path.stat().st_size)


async def test_a_database_that_another_process_holds_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "whosaid.db"
    monkeypatch.setattr("bot.storage.engines._PRAGMAS", ("busy_timeout=10", "journal_mode=WAL"))
    database = await Database.open(url(path))
    with closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StorageError, match="in use by another process"):
            await fill(database)
    await fill(database)
    await database.close()


async def test_a_database_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "whosaid.db"
    database = await Database.open(url(path))
    async with database.session() as session:
        await session.execute(text("PRAGMA query_only = 1"))
    with pytest.raises(StorageError, match="cannot be written"):
        await fill(database)
    await database.close()


async def test_what_was_forgotten_is_not_left_lying_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "whosaid.db"
    secret = "a word that only one person ever typed"  # noqa: S105 - no password
    database = await Database.open(url(path))
    async with database.session() as session:
        row = await accept_question(session, replace(QUESTION, text=secret * 300))
    async with database.session() as session:
        assert row is not None
        await erase_question(session, row, erased_at=1)
    await database.close()

    assert secret.encode() not in path.read_bytes()
