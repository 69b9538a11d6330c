"""The product as a process, with a small interview of our own as its only source."""

from collections.abc import AsyncGenerator, Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest

from tests.wire.fake import TOKEN, FakeDiscord, fake_discord
from tests.wire.payloads import OPEN_CHANNEL
from tests.wire.process import BotProcess, running

INTERVIEW = """\
Bees on the roof

Host: Why do you keep bees on the roof of a library?

Mara Quill: The roof was empty, and the lime trees below it flower for six weeks. We began with two hives.

Host: What did the readers say about it?

Tobias Fenn: Most readers never noticed the bees at all. One reader asked whether honey may be borrowed.

Host: How much honey do the hives give?

Mara Quill: Forty jars in a good summer, and eleven jars in the wet summer when the lime trees failed.
"""

Run = Callable[..., AbstractAsyncContextManager[BotProcess]]


@pytest.fixture
async def discord() -> AsyncGenerator[FakeDiscord]:
    async with fake_discord() as served:
        yield served


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with one source, as an operator's."""
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "bees.txt").write_text(INTERVIEW, encoding="utf-8")
    return tmp_path


@pytest.fixture
def run(discord: FakeDiscord, folder: Path) -> Run:
    """Return what starts the bot against the fake, with changed settings and in one process.

    `supervised` starts it as people do: a parent, and the bot as its child.
    """
    settings = {
        "DISCORD_TOKEN": TOKEN,
        "OPEN_CHANNELS": OPEN_CHANNEL,
        "EMBEDDING": "none",
        "HEALTH_PORT": "0",
    }

    def start(*, supervised: bool = False, **changed: str) -> AbstractAsyncContextManager[BotProcess]:
        environment = {name: value for name, value in {**settings, **changed}.items() if value}
        arguments = ["bot.cli:main", "run", *([] if supervised else ["--bare"])]
        return running(*arguments, address=discord.address, folder=folder, environment=environment)

    return start
