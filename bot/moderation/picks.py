"""Which sources a server lets be asked at all: which of those offered to many, and which of its own."""

from collections.abc import Collection
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Picks:
    """What a server picked of what is offered to it, None for all; and what it withholds of its own."""

    offered: frozenset[str] | None = None
    withheld: frozenset[str] = frozenset()

    @property
    def named(self) -> frozenset[str]:
        """Every source that is named."""
        return (self.offered or frozenset()) | self.withheld

    def admit(self, source: str, *, own: bool) -> bool:
        """Tell whether a source may be asked; `own` is one that belongs to this server alone."""
        if own:
            return source not in self.withheld
        return self.offered is None or source in self.offered


ALL = Picks()
"""Everything that a server may see."""


def is_own(servers: Collection[int] | None, guild: int | None) -> bool:
    """Tell whether a source belongs to one server alone: nobody else is offered it."""
    return servers is not None and guild is not None and set(servers) == {guild}
