"""What the bot asks Discord for."""

from pathlib import Path

from bot.client import DiscordBot
from bot.storage.database import Database
from bot.syncing import hash_commands
from tests.bot.fakes import FakeBackend

PRIVILEGED = {"members", "presences", "message_content"}


async def test_it_needs_no_privilege_and_pings_nobody(tmp_path: Path) -> None:
    database = await Database.open(f"sqlite+aiosqlite:///{tmp_path / 'whosaid.db'}")
    bot = DiscordBot(backend=FakeBackend(), database=database, open_channels=())
    intents = {name for name, asked in bot.intents if asked}
    await database.close()

    assert intents == {"guilds", "guild_messages", "guild_typing"}
    assert not intents & PRIVILEGED
    assert bot.allowed_mentions is not None
    assert bot.allowed_mentions.to_dict() == {"parse": []}
    assert not bot.commands


async def test_commands_are_for_servers_only_and_their_hash_follows_them(tmp_path: Path) -> None:
    database = await Database.open(f"sqlite+aiosqlite:///{tmp_path / 'whosaid.db'}")
    bot = DiscordBot(backend=FakeBackend(), database=database, open_channels=())
    before = await hash_commands(bot.tree)
    await bot.add_ways_in()
    payload = [command.to_dict(bot.tree) for command in bot.tree.get_commands()]
    await database.close()

    assert {made["name"]: made["type"] for made in payload} == {
        "ask": 1,
        "quote": 1,
        "check": 1,
        "compare": 1,
        "moderation": 1,
        "corpus": 1,
        "sources": 1,
        "speakers": 1,
        "about": 1,
        "privacy": 1,
        "Why this answer?": 3,
        "Withdraw answer": 3,
        "Check against sources": 3,
        "Add transcript": 3,
    }
    assert all((made["contexts"], made["integration_types"]) == ([0], [0]) for made in payload)
    assert await hash_commands(bot.tree) != before
    assert await hash_commands(bot.tree) == await hash_commands(bot.tree)
