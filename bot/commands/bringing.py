"""Having sources in the index: by this command, or by the process that has the index open."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.commands.opening import open_at_shelf
from bot.settings import Settings
from bot.storage.beside import DatabaseBeside
from bot.storage.shelf.indexing import GONE, Indexing, IndexingState, indexing_of
from index.errors import IndexInUseError
from index.placing import Placing
from index.progress import Progress

_LOOK = 0.3  # seconds between two looks at what another process does
_IDLE = 15.0  # seconds after which nobody is at what nobody has taken


@dataclass(frozen=True, slots=True, kw_only=True)
class Indexed:
    """What came of it: sentences for what cannot be in the index; `waits` if nobody was there to do it."""

    failed: Mapping[str, str]
    waits: bool = False


def bring_into_index(
    settings: Settings,
    shelf: DatabaseBeside,
    wanted: Mapping[str, int],
    progress: Progress,
) -> Indexed:
    """Have these versions of sources in the index, or (`GONE`) out of it; tell how far that is.

    A process that has the index open follows the shelf; where none has, or it ends, this one does the work.
    """
    watch = Watch(wanted=wanted, since=time.monotonic())
    while True:
        if not Placing(settings=settings.index).is_in_use():
            try:
                open_at_shelf(settings, shelf, progress).close()
            except IndexInUseError:
                continue
        watch.see(shelf.look(lambda session: indexing_of(session, wanted)), time.monotonic())
        if watch.is_over:
            return Indexed(failed=watch.failed)
        if time.monotonic() - watch.since > _IDLE:
            return Indexed(failed=watch.failed, waits=True)
        watch.tell(progress)
        time.sleep(_LOOK)


@dataclass(slots=True, kw_only=True)
class Watch:
    """What is known of the work on some sources; `since` is when something was last done about it."""

    wanted: Mapping[str, int]
    since: float
    jobs: dict[str, Indexing] = field(default_factory=dict[str, Indexing])

    @property
    def is_over(self) -> bool:
        """Whether nothing is left to wait for; what is gone, or was changed again meanwhile, is not ours."""
        return not any(self._waits(source) for source in self.wanted)

    @property
    def failed(self) -> dict[str, str]:
        """Why a source cannot be in the index, for each that cannot."""
        states = {source: job for source, job in self.jobs.items() if job.state is IndexingState.FAILED}
        return {source: job.sentence or "" for source, job in states.items()}

    def see(self, jobs: Sequence[Indexing], moment: float) -> None:
        """Take note of how far the work is at a moment."""
        seen = {job.source: job for job in jobs}
        if seen != self.jobs:
            self.since = moment
        self.jobs = seen

    def tell(self, progress: Progress) -> None:
        """Tell how much of the work is done, as far as it is known."""
        waiting = [job for job in self.jobs.values() if self._waits(job.source)]
        at = next((job for job in waiting if job.total), None)
        share = at.done / at.total if at else 0.0
        finished = len(self.wanted) - len(waiting)
        name = at.source if at else "added sources"
        progress.report(doing=name, done=round(1000 * (finished + share)), total=1000 * len(self.wanted))

    def _waits(self, source: str) -> bool:
        job = self.jobs.get(source)
        return job is not None and job.state is IndexingState.WAITING and job.version == self.wanted[source]


def removed(sources: Sequence[str]) -> dict[str, int]:
    """Return what is wanted of sources that are no more."""
    return dict.fromkeys(sources, GONE)
