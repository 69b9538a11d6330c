"""Having a text looked at by somebody who knows what does harm."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Clear:
    """Nothing speaks against a text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Flagged:
    """A text may do harm, of these kinds, such as "harassment/threatening"."""

    categories: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unavailable:
    """Nobody could look at a text: strict servers answer nothing then, others go on."""


Screening = Clear | Flagged | Unavailable


class Screener(Protocol):
    """Looks at questions and answers."""

    async def screen(self, text: str) -> Screening:
        """Look at a text; never raises but when cancelled, and takes a few seconds at most."""
        ...


class NoScreener:
    """Finds every text clear: where nobody was asked to look, nothing is unavailable."""

    async def screen(self, text: str) -> Screening:
        """Return that it is clear."""
        del text
        return Clear()
