"""Commands in the languages that there are catalogues for, within Discord's limits."""

import json
import re
from collections.abc import AsyncGenerator, Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.client import DiscordBot
from bot.storage.database import Database
from bot.syncing import hash_commands, payloads_of
from bot.translator import CatalogueTranslator, translated
from tests.bot.fakes import FakeBackend

CHAT_INPUT = 1
NAME = re.compile(r"[-_\w]{1,32}")
LONGEST_DESCRIPTION = 100
LONGEST_COMMAND = 8000

Json = dict[str, Any]


@pytest.fixture
async def bot(tmp_path: Path) -> AsyncGenerator[DiscordBot]:
    database = await Database.open(f"sqlite+aiosqlite:///{tmp_path / 'whosaid.db'}")
    bot = DiscordBot(backend=FakeBackend(), database=database, open_channels=())
    await bot.add_ways_in()
    yield bot
    await database.close()


@pytest.fixture
async def payloads(bot: DiscordBot) -> list[Json]:
    await bot.tree.set_translator(CatalogueTranslator())
    return await payloads_of(bot.tree)


def parts(payload: Json) -> Iterator[Json]:
    """Yield a command and, inside it, every subcommand and option."""
    yield payload
    for option in payload.get("options", ()):
        yield from parts(option)


def called(part: Json) -> str:
    return part["name_localizations"].get("de", part["name"])


def told(part: Json, code: str | None) -> str:
    """Return all that counts of a part's text in one language."""
    own = (part["name_localizations"].get(code, part["name"]), described(part, code))
    return "".join((*own, *(told(option, code) for option in part.get("options", ()))))


def described(part: Json, code: str | None) -> str:
    return part.get("description_localizations", {}).get(code, part.get("description", ""))


async def test_a_command_is_described_in_german(payloads: list[Json]) -> None:
    (ask,) = (payload for payload in payloads if payload["name"] == "ask")
    assert ask["description_localizations"]["de"].startswith("Frag, was gesagt wurde")
    assert ask["name_localizations"] == {"en-US": "ask"}
    assert [called(option) for option in ask["options"]] == ["frage", "person", "quelle", "privat"]


async def test_what_there_is_no_catalogue_for_stays_as_it_is(payloads: list[Json]) -> None:
    languages = {
        code for payload in payloads for part in parts(payload) for code in part["name_localizations"]
    }
    assert languages == {"en-US", "de"}
    assert translated("What do you want to know?", "fr", None) is None


async def test_every_name_is_one_that_discord_takes(payloads: list[Json]) -> None:
    for payload in payloads:
        if payload.get("type", CHAT_INPUT) != CHAT_INPUT:
            assert 1 <= len(called(payload)) <= 32
            continue
        for part in parts(payload):
            for name in (part["name"], called(part)):
                assert NAME.fullmatch(name), name
                assert name == name.lower()
            options = [called(option) for option in part.get("options", ())]
            assert len(options) == len(set(options)), options


async def test_every_description_and_choice_is_short_enough(payloads: list[Json]) -> None:
    for payload in payloads:
        for part in parts(payload):
            for code in (None, "de"):
                assert len(described(part, code)) <= LONGEST_DESCRIPTION, part
            for choice in part.get("choices", ()):
                assert 1 <= len(choice.get("name_localizations", {}).get("de", choice["name"])) <= 100


async def test_every_command_is_short_enough_as_a_whole(payloads: list[Json]) -> None:
    for payload in payloads:
        assert max(len(told(payload, code)) for code in (None, "en-US", "de")) <= LONGEST_COMMAND


async def test_the_hash_follows_the_translations(bot: DiscordBot) -> None:
    plain = await hash_commands(bot.tree)
    await bot.tree.set_translator(CatalogueTranslator())

    assert await hash_commands(bot.tree) != plain
    json.dumps(await payloads_of(bot.tree))
