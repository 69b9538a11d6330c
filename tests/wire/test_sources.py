"""A running bot and the command line: what one adds, the other answers from, whichever is killed."""

import asyncio
import json
import secrets
import signal
import sqlite3
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, closing
from pathlib import Path

import pytest

from tests.wire.conftest import Run
from tests.wire.fake import FakeDiscord
from tests.wire.process import BotProcess, running

MILL = """\
Talk at the mill

Host: What does the mill grind?

Berta Quern: Rye, and buckwheat in wet years.

Host: Who carries the sacks?

Berta Quern: My brother carries them up forty steps.
"""
QUESTION = "What does the mill grind?"
HONEY = "How much honey do the hives give?"
Command = Callable[..., AbstractAsyncContextManager[BotProcess]]

pytestmark = pytest.mark.timeout(300)


@pytest.fixture
def command(discord: FakeDiscord, folder: Path) -> Command:
    """Return what runs a command of the program in the bot's folder."""

    def start(*arguments: str) -> AbstractAsyncContextManager[BotProcess]:
        environment = {"EMBEDDING": "none", "COLUMNS": "200"}
        program = ("bot.cli:main", *arguments)
        return running(*program, address=discord.address, folder=folder, environment=environment)

    return start


async def done(command: Command, *arguments: str) -> str:
    """Run a command to its end, and return what it printed."""
    async with command(*arguments) as process:
        assert await process.ended(seconds=120) == 0, process.output
    return process.output


async def said(discord: FakeDiscord, question: str) -> str:
    """Ask in private, as somebody new: no earlier answer is pointed at, and no limit holds."""
    asker = f"4{secrets.randbelow(10**17):017}"
    asked = await discord.ask(question, asker=asker, private=True)
    return json.dumps(await discord.answer(asked), ensure_ascii=False)


def large(folder: Path, turns: int = 12_000) -> Path:
    """Write a transcript that takes seconds to index."""
    lines = ["Talk at the yard", ""]
    for number in range(turns):
        who = "Host" if number % 2 == 0 else "Ada Keel"
        lines += [
            f"{who}: The hull number {number} was laid on slip {number % 97} in the rain of spring.",
            "",
        ]
    path = folder / "yard.txt"
    path.write_text("\n".join(lines), "utf-8")
    return path


def jobs(folder: Path) -> dict[str, tuple[str, int, int]]:
    with closing(sqlite3.connect(folder / "data" / "whosaid.db")) as database:
        rows = database.execute("SELECT source, state, done, total FROM indexing").fetchall()
    return {source: (state, done, total) for source, state, done, total in rows}


async def until(holds: Callable[[], bool], *, seconds: float = 60) -> None:
    async with asyncio.timeout(seconds):
        while not holds():  # noqa: ASYNC110 - another process does it
            await asyncio.sleep(0.02)


async def test_what_the_command_line_adds_updates_and_removes_a_running_bot_answers_from(
    run: Run, command: Command, discord: FakeDiscord, folder: Path
) -> None:
    (folder / "mill.txt").write_text(MILL, "utf-8")
    async with run() as bot:
        await discord.gateway.wait_for(sessions=1)
        assert "Forty jars" in await said(discord, HONEY)
        assert "buckwheat" not in await said(discord, QUESTION)

        assert "1 added." in await done(command, "sources", "add", "mill.txt")
        assert "Rye, and buckwheat in wet years" in await said(discord, QUESTION)

        (folder / "mill.txt").write_text(MILL.replace("buckwheat", "barley"), "utf-8")
        assert "1 updated." in await done(command, "sources", "update", "mill", "mill.txt")
        assert "Rye, and barley in wet years" in await said(discord, QUESTION)

        named = await done(command, "sources", "rename-speaker", "mill", "Berta Quern", "Berta Stone")
        assert "Berta Stone" in named
        assert "Berta Stone" in await said(discord, "Who carries the sacks?")

        assert "Removed for good" in await done(command, "sources", "remove", "mill", "--yes")
        assert "barley" not in await said(discord, QUESTION)
        assert "Forty jars" in await said(discord, HONEY)
        assert jobs(folder) == {}
        assert await bot.stop() == 0


async def test_questions_are_answered_while_much_is_added_and_how_far_it_is_is_shown(
    run: Run, command: Command, discord: FakeDiscord, folder: Path
) -> None:
    path = large(folder)
    async with run():
        await discord.gateway.wait_for(sessions=1)
        await said(discord, HONEY)
        async with command("sources", "add", path.name) as adding:
            await until(lambda: jobs(folder).get("yard", ("", 0, 0))[1] > 0)
            answers = 0
            while jobs(folder)["yard"][0] == "waiting":
                assert "Forty jars" in await said(discord, HONEY)
                answers += 1
            assert await adding.ended(seconds=60) == 0, adding.output
        assert answers > 1
        assert "Indexing yard" in adding.output
        assert "laid on slip 55" in await said(discord, "Which slip was the hull number 4711 laid on?")


@pytest.mark.parametrize("killed", ["bot", "command"])
async def test_whichever_is_killed_in_the_middle_the_old_version_serves_and_the_next_start_ends_the_work(
    run: Run, command: Command, discord: FakeDiscord, folder: Path, killed: str
) -> None:
    (folder / "yard.txt").write_text(MILL, "utf-8")
    async with run() as bot:
        await discord.gateway.wait_for(sessions=1)
        await done(command, "sources", "add", "yard.txt")
        path = large(folder)
        async with command("sources", "update", "yard", path.name) as updating:
            await until(lambda: jobs(folder)["yard"][0] == "waiting" and jobs(folder)["yard"][1] > 0)
            victim = bot if killed == "bot" else updating
            await victim.stop(signal.SIGKILL)
        if killed == "command":
            # What the command began the bot ends.
            assert "buckwheat" in await said(discord, QUESTION)
            await until(lambda: jobs(folder)["yard"][0] == "made")
    assert jobs(folder)["yard"][0] == ("waiting" if killed == "bot" else "made")
    async with run():
        await discord.gateway.wait_for(sessions=2)
        await until(lambda: jobs(folder)["yard"][0] == "made")
        assert "laid on slip 55" in await said(discord, "Which slip was the hull number 4711 laid on?")
        assert "buckwheat" not in await said(discord, QUESTION)


async def test_a_command_that_is_killed_while_it_adds_leaves_whole_files_and_the_next_adds_the_rest(
    command: Command, folder: Path
) -> None:
    (folder / "many").mkdir()
    for number in range(60):
        (folder / "many" / f"talk{number}.txt").write_text(MILL.replace("forty", str(number)), "utf-8")
    async with command("sources", "add", "many") as adding:
        await until(lambda: (folder / "data" / "whosaid.db").exists() and len(_sources(folder)) > 5)
        await adding.stop(signal.SIGKILL)
    left = _sources(folder)
    again = await done(command, "sources", "add", "many")

    assert 5 < len(left) < 60
    assert f"{60 - len(left)} added, {len(left)} unchanged." in again
    assert set(jobs(folder)) == {f"talk{number}" for number in range(60)}
    assert {state for state, _, _ in jobs(folder).values()} == {"made"}


def _sources(folder: Path) -> list[str]:
    with closing(sqlite3.connect(folder / "data" / "whosaid.db")) as database:
        try:
            return [identity for (identity,) in database.execute("SELECT identity FROM sources")]
        except sqlite3.OperationalError:
            return []
