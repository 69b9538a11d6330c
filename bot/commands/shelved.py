"""Reading what is on the shelf for a list of it, or for one source."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.settings import Settings
from bot.storage.beside import DatabaseBeside, database_beside
from bot.storage.shelf.indexing import Indexing, IndexingState, indexing_of
from bot.storage.shelf.kept import ShelfSource
from bot.storage.shelf.listing import all_sources, versions_of
from bot.storage.shelf.offering import source_text
from bot.terminal.listing import Listed, Origin
from index.apart import ReaderProcess
from index.errors import SourceError
from index.offers import SourceOffer, SourceText, offered_sidecar


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A source of the shelf, if it has that one, and the ids of all."""

    source: Listed | None
    known: tuple[str, ...]


def count_shelved(settings: Settings) -> int:
    """Return how many sources there are on the shelf."""
    with database_beside(settings.database) as shelf:
        return len(shelf.look(all_sources))


def list_shelved(settings: Settings) -> Iterator[Listed]:
    """Give every source of the shelf."""
    with database_beside(settings.database) as shelf, ReaderProcess() as reader:
        sources = shelf.look(all_sources)
        ids = [source.id for source in sources]
        jobs = {job.source: job for job in shelf.look(lambda session: indexing_of(session, ids))}
        for source in sources:
            yield _read(shelf, reader, source, jobs.get(source.id))


def texts_of_shelf(settings: Settings) -> dict[str, SourceText]:
    """Return what every source of the shelf is read from."""
    with database_beside(settings.database) as shelf:
        ids = [source.id for source in shelf.look(all_sources)]
        return {one: shelf.look(lambda session, one=one: source_text(session, one)) for one in ids}


def find_shelved(settings: Settings, identity: str) -> Found:
    """Find a source of the shelf, with its versions."""
    with database_beside(settings.database) as shelf, ReaderProcess() as reader:
        sources = shelf.look(all_sources)
        known = tuple(source.id for source in sources)
        source = next((one for one in sources if one.id == identity), None)
        if source is None:
            return Found(source=None, known=known)
        job = next(iter(shelf.look(lambda session: indexing_of(session, [identity]))), None)
        return Found(source=_read(shelf, reader, source, job), known=known)


def _read(shelf: DatabaseBeside, reader: ReaderProcess, source: ShelfSource, job: Indexing | None) -> Listed:
    versions = tuple(shelf.look(lambda session: versions_of(session, source.id)))
    text = shelf.look(lambda session: source_text(session, source.id))
    trouble = job.sentence if job and job.state is IndexingState.FAILED else None
    try:
        offer = SourceOffer(id=source.id, digest=source.digest, owner=source.guild, read=lambda: text)
        said = reader.read(text.data, text.name, offered_sidecar(offer, text.sidecar)).transcript
    except SourceError as error:
        said, trouble = None, str(error)
    return Listed(
        id=source.id,
        origin=Origin.SHELF,
        changed_at=source.version.added_at,
        transcript=said,
        server=source.guild,
        state=job.state if job else None,
        trouble=trouble,
        versions=versions,
    )
