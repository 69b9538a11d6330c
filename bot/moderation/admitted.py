"""Which sources a question may be answered from in a place."""

from collections.abc import Iterable
from typing import Protocol

from bot.moderation.picks import Picks, is_own


class Source(Protocol):
    """What is asked of a source: its id, and whose it is."""

    @property
    def id(self) -> str:
        """What it is called in rules."""
        ...

    @property
    def servers(self) -> frozenset[int] | None:
        """The servers that may be answered from it; None for all."""
        ...

    @property
    def age_restricted(self) -> bool:
        """Whether only places may read it where Discord checks ages."""
        ...


def admitted(
    sources: Iterable[Source],
    *,
    guild: int | None,
    age_restricted_place: bool,
    allowed: frozenset[str] | None,
    picks: Picks,
) -> frozenset[str]:
    """Return the ids of the sources that may be answered from here; none is an answer, never "all".

    `guild` is None in direct messages, which no server's own source reaches. `allowed` are the ids that the
    place's rules name; None, or none of them, is all that the server may see. `picks` are the server's own
    choice, which no rule of a place goes beyond.
    """
    return frozenset(
        source.id
        for source in sources
        if (source.servers is None or guild in source.servers)
        and (age_restricted_place or not source.age_restricted)
        and (not allowed or source.id in allowed)
        and picks.admit(source.id, own=is_own(source.servers, guild))
    )
