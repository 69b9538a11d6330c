"""What Discord asks of the rest: answers, and what is in the sources."""

from dataclasses import dataclass
from typing import Protocol

from bot.answering.asking import Answering
from index.catalogue import Catalogue


@dataclass(frozen=True, slots=True, kw_only=True)
class Backend:
    """A loaded index and what answers from it."""

    answering: Answering
    catalogue: Catalogue


class BackendLoader(Protocol):
    """Gives the backend once it is loaded; the index loads after Discord is answered, off the loop."""

    async def ready(self) -> Backend:
        """Wait for the backend; every caller gets the same one."""
        ...

    def loaded(self) -> Backend | None:
        """Return the backend if it is loaded already: completion must never wait."""
        ...
