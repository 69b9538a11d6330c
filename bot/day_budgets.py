"""What a source lets be shown of it in a day, to one server: asked before anything of it is shown."""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime

import structlog

from bot.answering.budgets.keeping import shown_by
from bot.answering.budgets.withholding import withhold
from bot.answering.types import Outcome
from bot.passages import OpenPassage, shown_part
from bot.storage.database import Database
from bot.storage.day_quotes import Showing, count_shown
from index.catalogue import Catalogue, SourceEntry
from index.types import Turn

_log: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(__name__)

Stretch = tuple[Turn, int, int]


def today() -> date:
    """Return the day of UTC."""
    return datetime.now(UTC).date()


class DayBudgets:
    """Counts what is shown, for all processes that share a database."""

    def __init__(self, database: Database, *, day: Callable[[], date] = today) -> None:
        self._database = database
        self._day = day

    async def within(
        self, guild: int, outcome: Outcome, catalogue: Catalogue, *, whole: bool = False
    ) -> Outcome:
        """Count what an outcome shows to a server, and return it without the words that are too many today.

        `whole` keeps it as it is or lets all its words go: where its quotations have their numbers already.
        """
        limited = _limited(catalogue)
        shown = [one for one in shown_by(outcome) if one[0].source in limited] if limited else []
        sources = dict.fromkeys(turn.source for turn, _, _ in shown)
        spent = {
            source
            for source in sources
            if not await self._count(
                guild, limited[source], [one for one in shown if one[0].source == source]
            )
        }
        if not spent:
            return outcome
        if whole:
            spent = {turn.source for turn, _, _ in shown_by(outcome)}
        return withhold(outcome, frozenset(spent))

    async def admits(self, guild: int, passage: OpenPassage, catalogue: Catalogue) -> bool:
        """Count what an opened passage shows; False if that is more than is left of today."""
        entry = _limited(catalogue).get(passage.turn.source)
        if entry is None:
            return True
        part = shown_part(passage)
        stretches: list[Stretch] = [(passage.turn, part.start, part.end)]
        if passage.question is not None:
            stretches.append((passage.question, 0, len(passage.question.text)))
        return await self._count(guild, entry, stretches)

    async def _count(self, guild: int, entry: SourceEntry, stretches: Iterable[Stretch]) -> bool:
        most = entry.budget.in_day(entry.words)
        if most is None:
            return True
        showing = Showing(
            guild=guild,
            day=self._day(),
            source=entry.id,
            sha256=entry.sha256,
            most=most,
            stretches=tuple(stretches),
        )
        counted = await self._database.run(lambda session: count_shown(session, showing))
        if not counted:
            _log.info("words withheld for today", guild=guild, source=entry.id)
        return counted


def _limited(catalogue: Catalogue) -> Mapping[str, SourceEntry]:
    return {entry.id: entry for entry in catalogue.sources() if entry.budget.day_share is not None}
