"""What changes on the shelf is in the index a moment later, whatever fails in between."""

import asyncio
import threading
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import cast

import pytest

from bot.indexing.following import ShelfFollower, StoppedError
from bot.storage.database import Database
from bot.storage.shelf.changing import remove_source, update_source
from bot.storage.shelf.indexing import Indexing, IndexingState, indexing_of
from bot.storage.shelf.kept import OPERATOR, Handed
from index.library import Library
from index.offers import SourceOffer
from index.progress import PARTS, Progress
from index.sidecar import Sidecar
from tests.bot.indexing.shelves import BROKEN, FakeLibrary, put


@pytest.fixture
async def shelf(tmp_path: Path) -> AsyncGenerator[Database]:
    database = await Database.open(f"sqlite+aiosqlite:///{tmp_path / 'whosaid.db'}")
    yield database
    await database.close()


def follower_of(*databases: Database) -> ShelfFollower:
    return ShelfFollower(databases, every=0.02, pauses=(0.02,))


async def opened(follower: ShelfFollower, library: FakeLibrary, *, whole: bool = True) -> None:
    def open_index(shelf: Sequence[SourceOffer], progress: Progress) -> Library:
        return cast("Library", library.open(shelf, progress))

    await (follower.open_whole(open_index) if whole else follower.open(open_index))


@asynccontextmanager
async def following(follower: ShelfFollower, library: FakeLibrary) -> AsyncGenerator[None]:
    task = asyncio.create_task(follower.follow(cast("Library", library)))
    try:
        yield
    finally:
        follower.end()
        await asyncio.wait_for(task, 5)


async def until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(5):
        while not holds():  # noqa: ASYNC110 - what it waits for is done by a thread
            await asyncio.sleep(0.01)


async def job(shelf: Database, source: str) -> Indexing | None:
    async with shelf.reading() as session:
        return next(iter(await indexing_of(session, [source])), None)


async def test_what_is_there_at_the_start_is_in_it_and_noted_as_made(shelf: Database) -> None:
    source = await put(shelf, "talk.txt")
    library = FakeLibrary()
    await opened(follower_of(shelf), library)
    made = await job(shelf, source)

    assert library.held == {source: b"Ann: It rains."}
    assert made is not None
    assert (made.state, made.taken_by) == (IndexingState.MADE, None)


async def test_what_is_added_updated_and_removed_later_follows(shelf: Database) -> None:
    follower, library = follower_of(shelf), FakeLibrary()
    await opened(follower, library)
    async with following(follower, library):
        source = await put(shelf, "talk.txt")
        await until(lambda: source in library.held)
        changed = Handed(name="talk.txt", data=b"Ann: It poured.", sidecar=Sidecar(), words=2, turns=1)
        async with shelf.session() as session:
            await update_source(session, source, changed, by=OPERATOR, at=2)
        await until(lambda: library.held.get(source) == b"Ann: It poured.")
        async with shelf.session() as session:
            await remove_source(session, source, by=OPERATOR, at=3)
        await until(lambda: not library.held)
    assert await job(shelf, source) is None


async def test_it_works_in_a_thread_and_only_when_something_changed(shelf: Database) -> None:
    follower, library = follower_of(shelf), FakeLibrary()
    await opened(follower, library)
    async with following(follower, library):
        await put(shelf, "talk.txt")
        await until(lambda: library.rounds == 2)
        await asyncio.sleep(0.2)
    assert library.rounds == 2
    assert threading.get_ident() not in library.threads


async def test_a_source_that_cannot_be_read_is_noted_with_why_and_stops_no_other(shelf: Database) -> None:
    bad, good = await put(shelf, "a.txt", BROKEN), await put(shelf, "b.txt")
    library = FakeLibrary()
    await opened(follower_of(shelf), library)
    failed, made = await job(shelf, bad), await job(shelf, good)

    assert failed is not None
    assert made is not None
    assert (failed.state, failed.sentence) == (IndexingState.FAILED, "a.txt: It is broken.")
    assert made.state is IndexingState.MADE


async def test_after_a_failure_it_tries_again_until_it_is_done(shelf: Database) -> None:
    follower, library = follower_of(shelf), FakeLibrary()
    await opened(follower, library)
    library.failures = 3
    async with following(follower, library):
        source = await put(shelf, "talk.txt")
        await until(lambda: source in library.held)
    made = await job(shelf, source)

    assert made is not None
    assert made.state is IndexingState.MADE


async def test_how_far_it_is_can_be_seen_by_others_while_it_works(shelf: Database) -> None:
    source = await put(shelf, "talk.txt")
    follower, library = follower_of(shelf), FakeLibrary(slow=1.5)
    opening = asyncio.create_task(opened(follower, library))
    seen: list[Indexing] = []
    while not opening.done():
        found = await job(shelf, source)
        seen += [found] if found else []
        await asyncio.sleep(0.05)
    await opening

    assert {one.state for one in seen[:-1]} == {IndexingState.WAITING}
    assert any(0 < one.done < one.total == PARTS for one in seen)
    assert any(one.taken_by and one.taken_until for one in seen)


async def test_when_it_is_to_end_it_ends_in_the_middle_and_the_next_one_does_the_work(
    shelf: Database,
) -> None:
    follower, slow = follower_of(shelf), FakeLibrary()
    await opened(follower, slow)
    slow.slow = 3
    async with following(follower, slow):
        source = await put(shelf, "talk.txt")
        await until(lambda: slow.rounds == 2)
    left = await job(shelf, source)
    library = FakeLibrary()
    await opened(follower_of(shelf), library)

    assert left is not None
    assert (left.state, left.taken_by) == (IndexingState.WAITING, None)
    assert source in library.held
    with pytest.raises(StoppedError):
        follower.report(doing="talk.txt", done=1, total=2)


async def test_who_serves_begins_with_what_is_there_and_does_the_rest_meanwhile(shelf: Database) -> None:
    source = await put(shelf, "talk.txt")
    library = FakeLibrary()
    await opened(follower_of(shelf), library)
    changed = Handed(name="talk.txt", data=b"Ann: It poured.", sidecar=Sidecar(), words=2, turns=1)
    async with shelf.session() as session:
        await update_source(session, source, changed, by=OPERATOR, at=2)
    new = await put(shelf, "new.txt")
    follower = follower_of(shelf)
    await opened(follower, library, whole=False)

    assert library.held == {source: b"Ann: It rains."}
    async with following(follower, library):
        both = {source: b"Ann: It poured.", new: b"Ann: It rains."}
        await until(lambda: library.held == both and follower.is_at_rest)
    made = await job(shelf, new)
    assert made is not None
    assert made.state is IndexingState.MADE


async def test_of_two_shelves_all_is_offered(shelf: Database, tmp_path: Path) -> None:
    other = await Database.open(f"sqlite+aiosqlite:///{tmp_path / 'other.db'}")
    sources = {await put(shelf, "here.txt"), await put(other, "there.txt")}
    library = FakeLibrary()
    await opened(follower_of(shelf, other), library)

    assert set(library.held) == sources
    made = await job(other, "there")
    assert made is not None
    assert made.state is IndexingState.MADE
    await other.close()
