"""The bot as an operator has it who allows direct messages; each test forbids them where it should."""

import pytest

from bot.client import DiscordBot
from index.transcripts import read_transcript
from tests.bot.cogs.conftest import Parts


@pytest.fixture(autouse=True)
def _at_rest(monkeypatch: pytest.MonkeyPatch) -> None:  # pyright: ignore[reportUnusedFunction] - pytest uses it
    """Let nothing be looked for again and again: a busy wait would never come to rest."""
    monkeypatch.setattr("bot.cogs.curating.following._PAUSE", 600)
    monkeypatch.setattr("bot.cogs.curating.means.read_apart", read_transcript)


@pytest.fixture
def simcord_bot(parts: Parts) -> DiscordBot:
    return DiscordBot(
        backend=parts.backend,
        database=parts.database,
        open_channels=parts.open_channels,
        direct_messages=True,
        shard_count=1,
    )
