"""Sources are added, updated and removed; each change is whole, and followers are told of each."""

import asyncio
import hashlib

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.storage.database import Database
from bot.storage.shelf.changing import (
    add_source,
    edit_sidecar,
    remove_source,
    remove_sources_of,
    update_source,
)
from bot.storage.shelf.errors import ChangedError, FullError, TakenError, UnknownSourceError
from bot.storage.shelf.indexing import GONE, waiting
from bot.storage.shelf.kept import OPERATOR
from bot.storage.shelf.limits import ShelfLimits, Usage
from bot.storage.shelf.listing import (
    added_by,
    all_sources,
    find_source,
    read_file,
    sources_of,
    usage_of,
    versions_of,
)
from bot.storage.shelf.revision import shelf_revision
from bot.storage.shelf.tables import SourceFileRow, SourceVersionRow
from index.sidecar import Sidecar
from index.sidecar_editing import name_speaker
from tests.bot.storage.shelf.handing import ANN, BOB, BY_ANN, BY_BOB, HERE, THERE, handed


async def test_what_was_added_is_there_with_who_and_when(session: AsyncSession) -> None:
    data = "Ann: Es regnet, sagte Zoë.\0".encode()
    kept = (await add_source(session, handed(data, words=5), by=BY_ANN, at=7)).source
    found = await find_source(session, kept.id)

    assert found is not None
    assert found == kept
    assert (found.guild, found.sidecar) == (HERE, Sidecar(id=kept.id))
    assert (found.version.number, found.version.name, found.version.words) == (1, "talk.txt", 5)
    assert (found.version.added_by, found.version.added_at) == (ANN, 7)
    assert found.version.sha256 == hashlib.sha256(data).hexdigest()
    assert await read_file(session, kept.id) == data


async def test_the_same_again_is_harmless_also_after_it_was_updated(session: AsyncSession) -> None:
    first = await add_source(session, handed(), by=BY_ANN, at=1)
    again = await add_source(session, handed(), by=BY_ANN, at=2)
    await update_source(session, first.source.id, handed(b"Ann: It poured."), by=BY_ANN, at=3)
    before = await shelf_revision(session)
    old = await add_source(session, handed(), by=BY_ANN, at=4)

    assert (first.changed, again.changed, old.changed) == (True, False, False)
    assert again.source == first.source
    assert old.source.version.number == 2
    assert await shelf_revision(session) == before


async def test_an_update_keeps_the_id_and_makes_a_version_of_which_the_old_one_keeps_its_facts(
    session: AsyncSession,
) -> None:
    first = (await add_source(session, handed(), by=BY_ANN, at=1)).source
    new = (await update_source(session, first.id, handed(b"Ann: It poured."), by=BY_ANN, at=9)).source
    same = await update_source(session, first.id, handed(b"Ann: It poured."), by=BY_ANN, at=10)

    assert new.id == first.id
    assert await versions_of(session, first.id) == [first.version, new.version]
    assert (new.version.number, new.digest != first.digest, same.changed) == (2, True, False)
    assert (await session.scalars(select(SourceFileRow.data))).all() == [b"Ann: It poured."]


async def test_another_name_for_a_speaker_makes_a_version_of_the_same_file(session: AsyncSession) -> None:
    first = (await add_source(session, handed(), by=BY_ANN, at=1)).source
    named = name_speaker(first.sidecar, "Ann", "Ann Lee")
    new = (await edit_sidecar(session, first.id, named, seen=1, by=BY_ANN, at=2)).source

    assert new.sidecar == named
    assert (new.version.number, new.version.sha256) == (2, first.version.sha256)
    assert new.digest != first.digest
    assert await read_file(session, first.id, digest=new.digest) == b"Ann: It rains."
    with pytest.raises(ChangedError):
        await edit_sidecar(session, first.id, named, seen=1, by=BY_ANN, at=3)


async def test_what_is_removed_is_gone_with_all_its_versions(session: AsyncSession) -> None:
    kept = (await add_source(session, handed(), by=BY_ANN, at=1)).source
    await update_source(session, kept.id, handed(b"Ann: No."), by=BY_ANN, at=2)
    await remove_source(session, kept.id, by=BY_ANN, at=3)

    assert await find_source(session, kept.id) is None
    for table in (SourceFileRow, SourceVersionRow):
        assert not (await session.scalars(select(table))).all()
    assert [(job.source, job.version) for job in await waiting(session)] == [(kept.id, GONE)]
    with pytest.raises(UnknownSourceError):
        await read_file(session, kept.id)


async def test_nobody_changes_what_another_owns(session: AsyncSession) -> None:
    kept = (await add_source(session, handed(), by=BY_ANN, at=1)).source
    for by in (BY_BOB, OPERATOR):
        with pytest.raises(UnknownSourceError):
            await update_source(session, kept.id, handed(b"x"), by=by, at=2)
        with pytest.raises(UnknownSourceError):
            await edit_sidecar(session, kept.id, Sidecar(), seen=1, by=by, at=2)
        with pytest.raises(UnknownSourceError):
            await remove_source(session, kept.id, by=by, at=2)
    assert await all_sources(session) == [kept]


async def test_the_same_file_is_a_source_of_its_own_in_each_server(session: AsyncSession) -> None:
    owners = (BY_ANN, BY_BOB, OPERATOR)
    ids = [(await add_source(session, handed(), by=by, at=1)).source.id for by in owners]

    assert len(set(ids)) == 3
    assert ids[2] == "talk"
    assert [source.id for source in await sources_of(session, THERE)] == [ids[1]]
    assert [source.id for source in await sources_of(session, None)] == [ids[2]]


async def test_another_file_of_the_same_name_is_refused_or_numbered(session: AsyncSession) -> None:
    await add_source(session, handed(), by=OPERATOR, at=1)
    with pytest.raises(TakenError):
        await add_source(session, handed(b"Bob: Other."), by=OPERATOR, at=2)
    ids = [
        (await add_source(session, handed(data), by=OPERATOR, at=2, numbered=True)).source.id
        for data in (b"Bob: Other.", b"Bob: Third.", b"Bob: Other.")
    ]
    assert ids == ["talk-2", "talk-3", "talk-2"]
    named = handed(b"Bob: Fourth.", sidecar=Sidecar(id="talk"))
    with pytest.raises(TakenError):
        await add_source(session, named, by=OPERATOR, at=2, numbered=True)


@pytest.mark.parametrize(
    ("limits", "what"),
    [
        (ShelfLimits(files=1), "files"),
        (ShelfLimits(bytes=20), "bytes"),
        (ShelfLimits(words=3), "words"),
    ],
)
async def test_a_server_keeps_no_more_than_it_may(
    session: AsyncSession, limits: ShelfLimits, what: str
) -> None:
    first = (await add_source(session, handed(), by=BY_ANN, at=1, limits=limits)).source
    with pytest.raises(FullError) as refused:
        await add_source(session, handed(name="more.txt"), by=BY_ANN, at=2, limits=limits)
    assert refused.value.what == what
    # What takes the place of something counts without that; and others have limits of their own.
    await update_source(session, first.id, handed(b"Ann: It poured."), by=BY_ANN, at=3, limits=limits)
    await add_source(session, handed(), by=BY_BOB, at=4, limits=limits)
    assert await usage_of(session, HERE) == Usage(files=1, bytes=15, words=2)


async def test_two_who_add_at_once_do_not_get_past_the_limits_together(database: Database) -> None:
    async def add(number: int) -> str:
        async with database.session() as session:
            new = handed(name=f"{number}.txt")
            await add_source(session, new, by=BY_ANN, at=1, limits=ShelfLimits(files=3))
        return "added"

    tries = await asyncio.gather(*map(add, range(8)), return_exceptions=True)

    assert tries.count("added") == 3
    assert sum(isinstance(refused, FullError) for refused in tries) == 5
    async with database.reading() as session:
        assert (await usage_of(session, HERE)).files == 3
        assert await shelf_revision(session) == 3


async def test_what_fails_in_the_middle_leaves_nothing(database: Database) -> None:
    async def add_and_break() -> None:
        async with database.session() as session:
            await add_source(session, handed(), by=BY_ANN, at=1)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await add_and_break()
    async with database.reading() as session:
        assert await all_sources(session) == []
        assert await shelf_revision(session) == 0


async def test_a_server_that_goes_takes_its_sources_and_no_others(session: AsyncSession) -> None:
    for by in (BY_ANN, BY_BOB, OPERATOR):
        await add_source(session, handed(), by=by, at=1)
    before = await shelf_revision(session)

    assert await remove_sources_of(session, HERE, at=2) == 1
    assert await shelf_revision(session) == before + 1
    assert {source.guild for source in await all_sources(session)} == {THERE, None}


async def test_what_somebody_added_is_found_by_them(session: AsyncSession) -> None:
    kept = (await add_source(session, handed(), by=BY_ANN, at=1)).source
    await add_source(session, handed(), by=BY_BOB, at=1)

    (mine,) = await added_by(session, ANN, HERE)
    assert (mine.id, mine.guild, mine.version) == (kept.id, HERE, kept.version)
    assert await added_by(session, ANN, THERE) == []
    assert len(await added_by(session, BOB, None, everywhere=True)) == 1
