"""A database of one's own for each test, in both engines; and an open session on it."""

import os
import shutil
from collections.abc import AsyncGenerator, Generator
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from bot.storage.database import Database
from bot.storage.tables import Base
from tests.postgresql import Server, UnavailableError, run_apart, running_postgresql


@pytest.fixture(scope="session")
def postgresql() -> Generator[Server]:
    """Run a server; where none can be started its tests are skipped, but never in CI."""
    try:
        with running_postgresql() as server:
            yield server
    except UnavailableError as error:
        if os.environ.get("CI"):
            raise
        pytest.skip(str(error))


@pytest.fixture(scope="session")
def migrated(postgresql: Server) -> str:
    """Return the name of a migrated database, which others are copied from."""

    async def migrate() -> str:
        name = await postgresql.make()
        await (await Database.open(postgresql.url(name))).close()
        return name

    return run_apart(migrate())


@pytest.fixture(scope="session")
def shared(postgresql: Server, migrated: str) -> str:
    """Return the address of a database that is emptied for each test: to make one takes longer."""
    return postgresql.url(run_apart(postgresql.make(migrated)))


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file of a migrated database, which others are copied from."""
    file = tmp_path_factory.mktemp("migrated") / "whosaid.db"

    async def migrate() -> None:
        await (await Database.open(f"sqlite+aiosqlite:///{file}")).close()

    run_apart(migrate())
    return file


@pytest.fixture(params=["sqlite", "postgresql"])
async def url(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncGenerator[str]:
    """Give the address of an empty database."""
    if request.param == "sqlite":
        yield f"sqlite+aiosqlite:///{tmp_path / 'whosaid.db'}"
        return
    server: Server = request.getfixturevalue("postgresql")
    name = await server.make()
    yield server.url(name)
    await server.drop(name)


@pytest.fixture(params=["sqlite", "postgresql"])
async def database(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncGenerator[Database]:
    """Give an open database."""
    if request.param == "sqlite":
        file = shutil.copy(request.getfixturevalue("migrated_file"), tmp_path / "whosaid.db")
        opened = await Database.open(f"sqlite+aiosqlite:///{file}")
        yield opened
        await opened.close()
        return
    opened = await Database.open(request.getfixturevalue("shared"))
    async with opened.session() as cleaning:
        await cleaning.execute(text(f"TRUNCATE {', '.join(Base.metadata.tables)} RESTART IDENTITY"))
    yield opened
    await opened.close()


@pytest.fixture
async def session(database: Database) -> AsyncGenerator[AsyncSession]:
    """Give a session in a transaction."""
    async with database.session() as opened:
        yield opened
