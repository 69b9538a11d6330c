"""Packs are made by one at a time, and go with the version that they are of."""

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.storage.clock import milliseconds
from bot.storage.shelf.changing import add_source, remove_source, update_source
from bot.storage.shelf.packs import (
    FoundPack,
    drop_packs_before,
    find_pack,
    keep_pack,
    leave_pack,
    renew_packs,
)
from bot.storage.shelf.tables import PackRow
from tests.bot.storage.shelf.handing import BY_ANN, handed

FOLDER = "folder-abc-0123"
OURS, THEIRS = FoundPack(ours=True), FoundPack()


async def look(session: AsyncSession, by: str, *, key: str = FOLDER, lease: int = 60_000) -> FoundPack:
    return await find_pack(session, key, by=by, lease=lease)


async def keys(session: AsyncSession) -> set[str]:
    return set(await session.scalars(select(PackRow.key)))


async def test_one_makes_it_while_others_wait_and_then_all_have_it(session: AsyncSession) -> None:
    assert await look(session, "first") == OURS
    assert await look(session, "second") == THEIRS
    assert await look(session, "first") == OURS
    assert await keep_pack(session, FOLDER, b"pack")
    assert await look(session, "second") == FoundPack(data=b"pack")


async def test_of_who_crashed_it_is_taken_over_and_of_who_renews_it_is_not(session: AsyncSession) -> None:
    assert await look(session, "first", lease=-1) == OURS
    await renew_packs(session, by="first", lease=60_000)
    assert await look(session, "second") == THEIRS
    await renew_packs(session, by="first", lease=-1)
    assert await look(session, "second") == OURS
    assert await look(session, "first") == THEIRS


async def test_who_leaves_it_leaves_it_to_the_next_and_takes_nothing_of_others(session: AsyncSession) -> None:
    await look(session, "first")
    await leave_pack(session, FOLDER, by="second")
    assert await look(session, "second") == THEIRS
    await leave_pack(session, FOLDER, by="first")
    assert await look(session, "second") == OURS
    await keep_pack(session, FOLDER, b"pack")
    await leave_pack(session, FOLDER, by="second")
    assert await keys(session) == {FOLDER}


@pytest.mark.parametrize("ending", ["updated", "removed"])
async def test_it_goes_with_its_version_and_comes_no_more(session: AsyncSession, ending: str) -> None:
    source = (await add_source(session, handed(), by=BY_ANN, at=1)).source
    key = f"{source.digest}-0123"
    assert await keep_pack(session, key, b"pack")
    await keep_pack(session, FOLDER, b"pack")
    if ending == "updated":
        await update_source(session, source.id, handed(b"Ann: It poured."), by=BY_ANN, at=2)
    else:
        await remove_source(session, source.id, by=BY_ANN, at=2)
    assert await keys(session) == {FOLDER}

    # One that was still making it comes late.
    assert await look(session, "late", key=key) == OURS
    assert not await keep_pack(session, key, b"pack")
    assert await keys(session) == {FOLDER}


async def test_it_stays_while_another_source_is_the_same_in_all(session: AsyncSession) -> None:
    first = (await add_source(session, handed(name="a.txt"), by=BY_ANN, at=1)).source
    second = (await add_source(session, handed(name="b.txt"), by=BY_ANN, at=1)).source
    key = f"{first.digest}-0123"
    assert first.digest == second.digest
    await keep_pack(session, key, b"pack")
    await remove_source(session, first.id, by=BY_ANN, at=2)
    assert await keys(session) == {key}
    await remove_source(session, second.id, by=BY_ANN, at=2)
    assert await keys(session) == set()


async def test_with_age_go_those_of_the_folder_and_what_was_never_made(session: AsyncSession) -> None:
    source = (await add_source(session, handed(), by=BY_ANN, at=1)).source
    kept = f"{source.digest}-0123"
    await keep_pack(session, kept, b"pack")
    await keep_pack(session, FOLDER, b"pack")
    await look(session, "first", key=f"{source.digest}-4567")
    now = await milliseconds(session) // 1000
    await drop_packs_before(session, now - 100)
    assert len(await keys(session)) == 3
    await drop_packs_before(session, now + 100)
    assert await keys(session) == {kept}


async def test_beyond_the_room_for_all_the_oldest_go(session: AsyncSession) -> None:
    for number in range(4):
        await keep_pack(session, f"folder-{number}-0123", b"1234", most=10)
    assert await keys(session) == {"folder-2-0123", "folder-3-0123"}
