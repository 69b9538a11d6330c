"""The bot as an operator has it who allows direct messages; each test forbids them where it should."""

import pytest

from bot.client import DiscordBot
from tests.bot.cogs.conftest import Parts


@pytest.fixture
def simcord_bot(parts: Parts) -> DiscordBot:
    return DiscordBot(
        backend=parts.backend,
        database=parts.database,
        open_channels=parts.open_channels,
        direct_messages=True,
        shard_count=1,
    )
