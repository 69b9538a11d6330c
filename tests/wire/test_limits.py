"""Limits while everybody asks at the same moment: they hold within one request, and everybody is told once.

ASKED=2000 asks so many questions at once, by a tenth as many people; without it, a fair sample.
"""

import asyncio
import json
import logging
import os
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from bot.moderation.rules import Allowance, Limits
from tests.wire.fake import FakeDiscord
from tests.wire.killing import RULES, WITHOUT_BOUND, Killing
from tests.wire.payloads import Payload

ASKED = int(os.environ.get("ASKED", "400"))
PEOPLE = ASKED // 10
LOADING, EPHEMERAL = 1 << 7, 1 << 6

_log = logging.getLogger(__name__)
pytestmark = pytest.mark.timeout(1800)


@dataclass(frozen=True, slots=True)
class Flood:
    """Everything that was asked at once; how many seconds until all was acknowledged, and all told."""

    killing: Killing
    asked: list[Payload]
    acknowledged: float
    told: float

    def accepted(self, by: str = "1") -> Counter[int]:
        """Count the accepted questions by a column."""
        return Counter(key for (key,) in self.killing.rows(f"SELECT {by} FROM questions"))  # noqa: S608 - our own words

    def ends(self) -> dict[str, list[Payload]]:
        """Return what each asker sees at last, by the interaction's id."""
        return ends_of(self.killing, self.asked)


def ends_of(killing: Killing, asked: list[Payload]) -> dict[str, list[Payload]]:
    """Return the messages that stand as responses to these interactions, each at last one."""
    seen: dict[str, list[Payload]] = {one["id"]: [] for one in asked}
    for message in killing.discord.world.messages.values():
        responds = message.get("interaction_metadata")
        if responds is not None and responds["id"] in seen:
            seen[responds["id"]].append(message)
    return seen


def are_told(killing: Killing, asked: list[Payload]) -> bool:
    ends = ends_of(killing, asked).values()
    return all(len(one) == 1 and not one[0]["flags"] & LOADING for one in ends)


async def flood(killing: Killing, limits: Limits, **settings: str) -> Flood:
    """Push everything to the bot at once, and wait until everybody was answered or told."""
    await killing.prepare(replace(RULES, limits=limits))
    discord, rest = killing.discord, killing.discord.rest
    async with killing.bot(LOG_LEVEL="WARNING", **settings) as bot:
        began = time.monotonic()
        asked = [
            await discord.ask(
                f"How much honey do the hives give in year {number}?", asker=str(10**17 + number % PEOPLE)
            )
            for number in range(ASKED)
        ]
        await _until(lambda: len(rest.interactions.acknowledged) == ASKED)
        acknowledged = time.monotonic() - began
        await _until(lambda: are_told(killing, asked))
        told = time.monotonic() - began
        assert await bot.stop() == 0
    assert "rror" not in bot.output, bot.output
    _log.info("%d asked, acknowledged in %.1f s, told in %.1f s", ASKED, acknowledged, told)
    return Flood(killing, asked, acknowledged, told)


async def _until(there: Callable[[], bool]) -> None:
    async with asyncio.timeout(300):
        while not there():  # noqa: ASYNC110 - another process changes what is looked at
            await asyncio.sleep(0.05)


@pytest.fixture
def killing(discord: FakeDiscord, folder: Path) -> Killing:
    return Killing(discord, folder)


def check_each_told_once(flooded: Flood) -> None:
    """Check that each has one response, and each refused one a private sentence."""
    interactions = flooded.killing.discord.rest.interactions
    assert sorted(interactions.acknowledged) == sorted(one["token"] for one in flooded.asked)
    refusals = [one for one in flooded.killing.discord.recording.requests if one.status >= 400]
    assert refusals == []
    rows = {str(origin) for (origin,) in flooded.killing.rows("SELECT origin FROM questions")}
    for identity, (end,) in flooded.ends().items():
        assert (identity in rows) != bool(end["flags"] & EPHEMERAL)
        assert end["components"]


async def test_what_one_person_may_ask_holds_when_all_is_asked_at_once(killing: Killing) -> None:
    limits = replace(WITHOUT_BOUND, person=Allowance(requests=3, seconds=3600))
    flooded = await flood(killing, limits, WAITING=str(ASKED))
    accepted = flooded.accepted("asker")
    assert len(accepted) == PEOPLE
    assert set(accepted.values()) == {3}
    check_each_told_once(flooded)


async def test_what_a_channel_may_ask_holds_when_all_is_asked_at_once(killing: Killing) -> None:
    most = ASKED // 8
    limits = replace(WITHOUT_BOUND, channel=Allowance(requests=most, seconds=3600))
    flooded = await flood(killing, limits, WAITING=str(ASKED))
    assert flooded.accepted().total() == most
    check_each_told_once(flooded)


async def test_a_queue_takes_no_more_than_it_holds_and_says_when_to_come_again(killing: Killing) -> None:
    flooded = await flood(killing, WITHOUT_BOUND, AT_ONCE="2", WAITING="20")
    check_each_told_once(flooded)
    turned_away = [end for (end,) in flooded.ends().values() if end["flags"] & EPHEMERAL]
    assert len(turned_away) + flooded.accepted().total() == ASKED
    assert turned_away
    assert all("<t:" in json.dumps(end["components"]) for end in turned_away)
