"""Who may do what where: each combination is performed, and its ending is the one that the oracle names.

A fair sample by default; every combination with COMBINATIONS=all.
"""

import logging
import os

import pytest
import simcord
from structlog.testing import capture_logs

from tests.bot.cogs.conftest import Parts
from tests.bot.cogs.matrix.acting import act
from tests.bot.cogs.matrix.axes import Combination, Mode, What, Where, all_combinations
from tests.bot.cogs.matrix.observing import Before, differences
from tests.bot.cogs.matrix.rooms import Room
from tests.bot.cogs.matrix.sampling import by_room, choose, pairs
from tests.bot.cogs.matrix.shelf import drop_what_waits
from tests.bot.cogs.matrix.subjects import Stock

# On a busy machine a commit alone may take seconds; what hangs is found all the same.
pytestmark = pytest.mark.simcord(settle_timeout=60.0)

WANTED = os.environ.get("COMBINATIONS", "600")
EVERY = all_combinations()
CHOSEN = EVERY if WANTED == "all" else choose(EVERY, int(WANTED))


@pytest.mark.timeout(0 if WANTED == "all" else 120)
@pytest.mark.parametrize("mode", Mode)
async def test_everybody_may_do_what_they_may_and_nothing_else(
    simcord_env: simcord.Env, parts: Parts, caplog: pytest.LogCaptureFixture, mode: Mode
) -> None:
    found: list[str] = []
    for (_, where), combinations in by_room(one for one in CHOSEN if one.mode is mode).items():
        found += await try_room(simcord_env, parts, mode, where, combinations)
    found += [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR]

    assert not found, "\n".join(found)


async def try_room(
    env: simcord.Env, parts: Parts, mode: Mode, where: Where, combinations: list[Combination]
) -> list[str]:
    """Perform all that is to be tried in one place, and return what came of it otherwise than it must."""
    room = await Room.furnish(env, parts.database, where)
    stock = Stock(room)
    await stock.make(combinations)
    await room.settle_in(mode)
    found: list[str] = []
    for one in combinations:
        found += await try_one(room, stock, one)
    return found


async def try_one(room: Room, stock: Stock, one: Combination) -> list[str]:
    """Perform one combination."""
    subject, before, errors = stock.subject_of(one), await Before.look(room, one), room.env.error_cursor
    with capture_logs() as logs:
        acted = await act(room, one, subject)
    found = await differences(room, one, subject, acted, before)
    found += [f"{one}: logged {entry}" for entry in logs if entry["log_level"] in {"error", "critical"}]
    found += [f"{one}: raised {error!r}" for error in room.env.errors_since(errors)]
    if one.what is What.PAUSE and one.mode is not Mode.PAUSED:
        await room.resume()
    if one.what is What.ADD:
        await drop_what_waits(room)
    return found


def test_there_are_so_many() -> None:
    assert len(EVERY) == len(set(EVERY))
    assert len(EVERY) >= 2000


def test_in_the_sample_every_two_things_meet_that_can() -> None:
    met = set[frozenset[object]]().union(*map(pairs, choose(EVERY, 0)))

    assert met == set[frozenset[object]]().union(*map(pairs, EVERY))


def test_the_sample_is_always_the_same() -> None:
    assert choose(EVERY, 50) == choose(list(EVERY), 50)
