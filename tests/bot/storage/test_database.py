"""The database opens, migrates, and says in one sentence why it cannot."""

import asyncio
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Connection, create_engine, text

from bot.answering.asking import Intent
from bot.storage import migrating
from bot.storage.database import Database
from bot.storage.errors import StorageError
from bot.storage.migrating import migrate
from bot.storage.questions import NewQuestion, Way, accept_question, open_questions
from bot.storage.tables import Base


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


def test_the_migrations_make_exactly_the_tables(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'whosaid.db'}")
    with engine.begin() as connection:
        migrate(connection)
        assert not compare_metadata(MigrationContext.configure(connection), Base.metadata)
    engine.dispose()


async def test_questions_of_the_first_version_are_read_as_questions(tmp_path: Path) -> None:
    path = tmp_path / "whosaid.db"
    database = await Database.open(url(path))
    async with database.session() as session:
        await accept_question(session, QUESTION)
    await database.close()
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(Path(migrating.__file__).with_name("migrations")))
        config.set_main_option("path_separator", "os")
        config.attributes["connection"] = connection
        command.downgrade(config, "0001")
    engine.dispose()
    database = await Database.open(url(path))
    async with database.session() as session:
        kept = await open_questions(session)
    await database.close()

    assert [(question.origin, question.intent) for question in kept] == [(7, Intent.QUESTION)]


async def test_a_migration_that_is_cut_short_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def migrate_and_fail(connection: Connection) -> None:
        migrate(connection)
        connection.execute(text("SELECT * FROM nowhere"))

    path = tmp_path / "whosaid.db"
    monkeypatch.setattr("bot.storage.database.migrate", migrate_and_fail)
    with pytest.raises(StorageError):
        await Database.open(url(path))
    monkeypatch.undo()
    with sqlite3.connect(path) as raw:
        assert raw.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
    raw.close()
    await (await Database.open(url(path))).close()


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


async def test_a_database_of_a_newer_version_is_refused_untouched(tmp_path: Path) -> None:
    path = tmp_path / "whosaid.db"
    await (await Database.open(url(path))).close()
    with sqlite3.connect(path) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    raw.close()
    before = path.read_bytes()

    with pytest.raises(StorageError, match="newer version"):
        await Database.open(url(path))
    assert path.read_bytes() == before


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
