"""What one answer may show of each source that limits it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from index.catalogue import SourceEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """Words of one quotation, and of all that one answer shows of a source; None is no limit."""

    longest: int | None = None
    answer: int | None = None

    def allows(self, longest: int, shown: int) -> bool:
        """Tell whether a quotation of so many words may be, where so many are shown with it."""
        return _within(longest, self.longest) and _within(shown, self.answer)


def allowances_of(entries: Iterable[SourceEntry]) -> Mapping[str, Allowance]:
    """Return the allowance of each source that has one, by id."""
    found = {
        entry.id: Allowance(longest=entry.budget.longest, answer=entry.budget.in_answer(entry.words))
        for entry in entries
    }
    return {source: one for source, one in found.items() if one != Allowance()}


def _within(number: int, most: int | None) -> bool:
    return most is None or number <= most
