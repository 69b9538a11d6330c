"""How far a stored source is on its way to be asked."""

from collections.abc import Sequence

from bot.cogs.curating.means import CuratingMeans
from bot.cogs.curating.owned import title_of
from bot.moderation.rules import GuildRules
from bot.rendering.stored import ToldSource, ToldUsage
from bot.storage.outdated import outdated_answers
from bot.storage.shelf.indexing import Indexing, IndexingState, indexing_of
from bot.storage.shelf.kept import ShelfSource
from bot.storage.shelf.listing import find_source, sources_of, usage_of


async def told_source(means: CuratingMeans, rules: GuildRules, identity: str) -> ToldSource | None:
    """Return how far a source is; None if it is not there any more."""
    async with means.rules.database.reading() as session:
        source = await find_source(session, identity)
        states = await indexing_of(session, [identity])
    return None if source is None else _told(means, rules, source, next(iter(states), None))


async def told_sources(means: CuratingMeans, rules: GuildRules, guild: int) -> Sequence[ToldSource]:
    """Return a server's own sources, the latest changed first."""
    async with means.rules.database.reading() as session:
        sources = await sources_of(session, guild)
        states = {one.source: one for one in await indexing_of(session, [one.id for one in sources])}
    told = [_told(means, rules, source, states.get(source.id)) for source in sources]
    return sorted(told, key=lambda one: (-one.changed_at, one.id))


async def told_usage(means: CuratingMeans, guild: int) -> ToldUsage:
    """Return how much a server has of its own, and how much it may."""
    async with means.rules.database.reading() as session:
        usage = await usage_of(session, guild)
    limits = means.limits
    return ToldUsage(
        files=usage.files,
        bytes=usage.bytes,
        words=usage.words,
        most_files=limits.files,
        most_bytes=limits.bytes,
        most_words=limits.words,
    )


async def answers_quoting(
    means: CuratingMeans, guild: int, identity: str, *, other_than: str | None = None
) -> int:
    """Count the answers that stand and quote a source, other than in its file with that hash."""
    present = {identity: other_than or ""}
    async with means.rules.database.reading() as session:
        found = await outdated_answers(session, guild, present, only=identity)
    return len(found)


def _told(means: CuratingMeans, rules: GuildRules, source: ShelfSource, state: Indexing | None) -> ToldSource:
    made = state is None or (state.state is IndexingState.MADE and state.version >= source.version.number)
    failed = state is not None and state.state is IndexingState.FAILED
    percent = None if made or failed or state is None else _percent(state)
    if made and not _is_there(means, source):
        percent = 99  # another process made it; ours is about to see it
    return ToldSource(
        id=source.id,
        title=title_of(source),
        file=source.version.name,
        bytes=source.version.size,
        words=source.version.words,
        version=source.version.number,
        changed_at=source.version.added_at,
        withheld=source.id in rules.picks.withheld,
        percent=percent,
        waits=state is not None and state.taken_by is None,
        why=state.sentence if state is not None and failed else None,
    )


def is_listed(means: CuratingMeans, identity: str) -> bool:
    """Tell whether a source is in the index that is answered from, in whatever version."""
    backend = means.rules.backend.loaded()
    return backend is not None and any(entry.id == identity for entry in backend.catalogue.sources())


def _is_there(means: CuratingMeans, source: ShelfSource) -> bool:
    backend = means.rules.backend.loaded()
    entries = () if backend is None else backend.catalogue.sources()
    return any(entry.id == source.id and entry.sha256 == source.version.sha256 for entry in entries)


def _percent(state: Indexing) -> int:
    return 0 if state.total <= 0 else min(99, 100 * state.done // state.total)
