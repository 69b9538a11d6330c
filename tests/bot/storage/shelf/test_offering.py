"""An index is offered what is on the shelf, and reads a file when it needs it, from another thread."""

import asyncio
from pathlib import Path

import pytest

from bot.storage.database import Database
from bot.storage.shelf.changing import add_source, remove_source, update_source
from bot.storage.shelf.glance import is_surely_empty
from bot.storage.shelf.indexing import note_reconciled
from bot.storage.shelf.offering import ShelfReader
from index.errors import SourceError
from index.sidecar import Sidecar
from tests.bot.storage.shelf.handing import BY_ANN, HERE, handed


async def test_what_is_offered_is_read_in_a_thread_and_who_listens_is_told(database: Database) -> None:
    async with database.session() as session:
        kept = (await add_source(session, handed(), by=BY_ANN, at=1)).source
    told: list[str] = []
    view = await ShelfReader(database).view(told.append)
    (offer,) = view.offers

    assert told == []
    text = await asyncio.to_thread(offer.read)
    assert told == [offer.id] == [kept.id]
    assert (text.name, text.data, text.sidecar) == ("talk.txt", b"Ann: It rains.", Sidecar(id=kept.id))
    assert (offer.owner, offer.digest) == (HERE, kept.digest)
    assert [job.source for job in view.jobs] == [kept.id]


@pytest.mark.parametrize("gone", [True, False])
async def test_what_changed_since_it_was_offered_is_not_taken_for_it(
    database: Database, *, gone: bool
) -> None:
    async with database.session() as session:
        kept = (await add_source(session, handed(), by=BY_ANN, at=1)).source
    reader = ShelfReader(database)
    before = await reader.view()
    async with database.session() as session:
        if gone:
            await remove_source(session, kept.id, by=BY_ANN, at=2)
        else:
            await update_source(session, kept.id, handed(b"Ann: No."), by=BY_ANN, at=2)

    with pytest.raises(SourceError, match="changed or removed"):
        await asyncio.to_thread(before.offers[0].read)
    assert await reader.revision() == before.revision + 1


async def test_a_glance_tells_an_empty_shelf_and_never_takes_a_full_one_for_it(tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path / 'a folder' / 'whosaid.db'}"
    assert is_surely_empty(url)
    database = await Database.open(url)
    reader = ShelfReader(database)
    assert is_surely_empty(url)
    async with database.session() as session:
        kept = (await add_source(session, handed(), by=BY_ANN, at=1)).source
    assert not is_surely_empty(url)
    async with database.session() as session:
        await remove_source(session, kept.id, by=BY_ANN, at=1)
    # It has to be taken out of the index, too.
    assert not is_surely_empty(url)
    jobs = (await reader.view()).jobs
    async with database.session() as session:
        await note_reconciled(session, jobs, {}, at=2)
    assert is_surely_empty(url)
    await database.close()
    assert is_surely_empty(url)


@pytest.mark.parametrize("url", ["postgresql+asyncpg://u@h/d", "sqlite+aiosqlite:///:memory:", "nonsense"])
def test_what_cannot_be_glanced_at_may_hold_anything(url: str) -> None:
    assert not is_surely_empty(url)


def test_a_file_that_is_no_database_may_hold_anything(tmp_path: Path) -> None:
    (tmp_path / "whosaid.db").write_bytes(b"no database" * 100)
    assert not is_surely_empty(f"sqlite+aiosqlite:///{tmp_path / 'whosaid.db'}")
