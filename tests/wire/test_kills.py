"""`kill -9` at any moment: every accepted question ends exactly once, and nothing is said twice.

KILLS=200 kills at least so often; without it, each named point once, and a few times at random.
"""

import os
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest

from tests.wire.doomed import POINTS
from tests.wire.fake import FakeDiscord
from tests.wire.killing import DRAFT_CHANNEL, REVIEW_CHANNEL, Killing
from tests.wire.payloads import OPEN_CHANNEL

KILLS = int(os.environ.get("KILLS", "0"))
AT_RANDOM = 10
CHAINS = 4
# What has to be left open before a start, so that the start comes by a point.
LEFT = {
    "about to take up": "kept",
    "taken up and shown": "kept",
    "taken up, end not committed": "kept",
    "interruption ended": "accepted",
    "handed over at the start": "review opened, not committed",
    "told of an interruption": "accepted",
    "drafts taken up": "waits, asker not told",
}
# When Discord has taken something, and its answer to us is lost: an edit, a post in a channel.
TAKEN = [("PATCH", None), ("POST", OPEN_CHANNEL), ("POST", DRAFT_CHANNEL), ("POST", REVIEW_CHANNEL)]

pytestmark = pytest.mark.timeout(3600)


@pytest.fixture
async def killing(discord: FakeDiscord, folder: Path) -> AsyncGenerator[Killing]:
    """Return a bot to be killed; at the end everything it ever accepted is looked at."""
    made = Killing(discord, folder)
    await made.prepare()
    yield made
    await made.settle()
    assert not (faults := made.faults()), "\n".join(faults)
    assert made.rows("SELECT count(*) FROM questions") > [(0,)]


async def kill_once(killing: Killing, point: str) -> None:
    if point in LEFT:
        await killing.kill_at(LEFT[point])
    await killing.kill_at(point, call=killing.chance.randint(1, 3) if KILLS and point not in LEFT else 1)


@pytest.mark.parametrize("chain", range(CHAINS))
async def test_whatever_named_point_it_is_killed_at_each_question_ends_once(
    killing: Killing, chain: int
) -> None:
    named = list(POINTS)[chain::CHAINS]
    for _ in range(max(1, KILLS // (2 * len(POINTS)))):
        for point in named:
            await kill_once(killing, point)


async def test_what_discord_took_is_not_sent_again_when_its_answer_is_lost(killing: Killing) -> None:
    for _ in range(max(1, KILLS // (4 * len(TAKEN)))):
        for method, channel in TAKEN:
            await killing.kill_when_taken(method, channel)


async def test_at_whatever_moment_it_is_killed_each_question_ends_once(killing: Killing) -> None:
    for _ in range(max(AT_RANDOM, KILLS // 3)):
        await killing.kill_some_time()
