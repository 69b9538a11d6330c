"""What the index has to do is done by one process at a time, and taken over from one that crashed."""

from sqlalchemy.ext.asyncio import AsyncSession

from bot.storage.shelf.indexing import (
    GONE,
    IndexingState,
    indexing_of,
    note_failed,
    note_made,
    note_progress,
    take,
    waiting,
    want_made,
    want_removed,
)


async def state(session: AsyncSession) -> tuple[IndexingState, int, int, str | None]:
    (job,) = await indexing_of(session, ["talk"])
    return job.state, job.done, job.total, job.sentence


async def test_work_is_taken_by_one_and_taken_over_when_its_time_is_over(session: AsyncSession) -> None:
    await want_made(session, "talk", 1, at=1)

    assert await take(session, "talk", by="first", at=10, until=20)
    assert not await take(session, "talk", by="second", at=15, until=25)
    assert await take(session, "talk", by="first", at=15, until=30)
    assert not await take(session, "talk", by="second", at=30, until=40)
    assert await take(session, "talk", by="second", at=31, until=41)
    assert not await note_progress(session, "talk", by="first", done=1, total=2, until=50)
    assert await note_progress(session, "talk", by="second", done=1, total=2, until=50)
    assert await state(session) == (IndexingState.WAITING, 1, 2, None)


async def test_what_is_made_or_failed_waits_no_more(session: AsyncSession) -> None:
    await want_made(session, "talk", 1, at=1)
    await take(session, "talk", by="first", at=10, until=20)
    await note_progress(session, "talk", by="first", done=1, total=7, until=20)
    await note_made(session, "talk", 1, at=2)

    assert await waiting(session) == []
    assert await state(session) == (IndexingState.MADE, 7, 7, None)
    assert not await take(session, "talk", by="first", at=30, until=40)
    await note_failed(session, "talk", 1, "It is a picture.", at=3)
    assert await state(session) == (IndexingState.FAILED, 0, 0, "It is a picture.")


async def test_what_came_of_an_older_version_says_nothing_of_a_newer_one(session: AsyncSession) -> None:
    await want_made(session, "talk", 1, at=1)
    await want_made(session, "talk", 2, at=2)
    await note_made(session, "talk", 1, at=3)
    await note_failed(session, "talk", 1, "No.", at=3)

    assert await state(session) == (IndexingState.WAITING, 0, 0, None)


async def test_of_what_is_out_of_the_index_nothing_is_left(session: AsyncSession) -> None:
    await want_made(session, "talk", 1, at=1)
    await want_removed(session, "talk", at=2)
    assert [job.version for job in await waiting(session)] == [GONE]
    await note_made(session, "talk", GONE, at=3)
    assert await indexing_of(session, ["talk"]) == []


async def test_what_was_wanted_first_comes_first(session: AsyncSession) -> None:
    for source in ("b", "a", "c"):
        await want_made(session, source, 1, at=1)

    assert [job.source for job in await waiting(session)] == ["b", "a", "c"]
