"""What one server adds, no other sees, by any command, while both add, update, rename and remove at random.

OPERATIONS=10000 does so many; without it, a fair sample.
"""

import os
import random
from collections.abc import AsyncGenerator, Sequence
from pathlib import Path

import pytest
import simcord

from bot.client import DiscordBot
from bot.indexing.following import ShelfFollower
from bot.storage.database import Database
from bot.wiring import LibraryLoader, loading
from index.library import Library, open_library
from index.offers import SourceOffer
from index.progress import Progress
from index.settings import IndexSettings
from index.transcripts import read_transcript
from tests.bot.cogs.conftest import Parts
from tests.bot.server import read
from tests.bot.tenants import two_tenants
from tests.bot.tenants_acting import Household
from tests.wire.conftest import INTERVIEW

OPERATIONS = int(os.environ.get("OPERATIONS", "120"))
AMBER, BIRCH = two_tenants()
ROUND = 500
"""Operations in one pair of servers: with all that was asked, each gets slower."""
ROUNDS = [min(ROUND, OPERATIONS - begun) for begun in range(0, OPERATIONS, ROUND)]
# Less than the bot waits between two looks for what is due: it looks now and then, not at each step.
pytestmark = pytest.mark.simcord(settle_timeout=19.0)


@pytest.fixture
async def parts(tmp_path: Path) -> AsyncGenerator[Parts]:

    database = await Database.open(f"sqlite+aiosqlite:///{tmp_path / 'whosaid.db'}")
    yield Parts(database=database)
    await database.close()


@pytest.fixture
async def loader(tmp_path: Path, parts: Parts) -> AsyncGenerator[LibraryLoader]:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "bees.txt").write_text(INTERVIEW, encoding="utf-8")
    settings = IndexSettings(
        sources=tmp_path / "seeds",
        data=tmp_path / "data",
        store_url=f"edge:{tmp_path / 'data' / 'index'}",
        embedding="none",
    )

    def open_index(shelf: Sequence[SourceOffer], progress: Progress) -> Library:
        return open_library(settings, progress=progress, shelf=shelf)

    async with loading(open_index, None, ShelfFollower([parts.database], every=0.01)) as made:
        await made.ready()
        yield made


@pytest.fixture
def simcord_bot(parts: Parts, loader: LibraryLoader) -> DiscordBot:
    return DiscordBot(
        backend=loader, database=parts.database, open_channels=parts.open_channels, shard_count=1
    )


@pytest.fixture(autouse=True)
def _at_rest(monkeypatch: pytest.MonkeyPatch) -> None:  # pyright: ignore[reportUnusedFunction] - pytest uses it
    """Look once more only when the clock is put forward, and read files here: neither is what is tried."""
    monkeypatch.setattr("bot.cogs.curating.following._PAUSE", 600)
    monkeypatch.setattr("bot.cogs.curating.means.read_apart", read_transcript)


@pytest.mark.timeout(0 if OPERATIONS > ROUND else 300)
@pytest.mark.parametrize(("seed", "operations"), list(enumerate(ROUNDS)))
async def test_of_what_another_server_adds_nothing_crosses_whatever_is_done(
    simcord_env: simcord.Env, parts: Parts, seed: int, operations: int
) -> None:
    chance = random.Random(seed)  # noqa: S311 - to be the same each time
    houses = [await Household.furnish(simcord_env, parts, tenant) for tenant in (AMBER, BIRCH)]
    for house in houses:
        for number in range(2):
            await house.add(number)
    for number in range(operations):
        here, there = houses if number % 2 else houses[::-1]
        crossed = await here.do_anything(chance, there)
        assert not crossed, (number, here.did, crossed)
    for here, there in (houses, houses[::-1]):
        assert await here.kept() == here.expected
        # What shows nothing would cross nowhere, and what was never refused was never tried.
        assert here.seen_own > operations // 8
        assert here.tried_others > operations // 40
        assert len(here.kinds) > 8
        assert not here.expected & there.expected


async def test_the_test_itself_sees_what_crosses(simcord_env: simcord.Env, parts: Parts) -> None:
    here, there = [await Household.furnish(simcord_env, parts, tenant) for tenant in (AMBER, BIRCH)]
    await there.add(0)
    shown = read(await there.manager.slash(there.server.talk, "sources"))

    assert here.crossed(shown, set(), there)
