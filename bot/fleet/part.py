"""What of the work is one process's own."""

from dataclasses import dataclass
from typing import Protocol

from bot.fleet.shards import Shards


class Part(Protocol):
    """One process's part in a fleet."""

    @property
    def shards(self) -> Shards | None:
        """The shards that it runs; None is all of them, as many as Discord says."""
        ...

    @property
    def leads(self) -> bool:
        """Whether it does what must be done once for all processes."""
        ...

    async def leading(self) -> None:
        """Wait until it leads."""
        ...

    def has(self, guild: int) -> bool:
        """Tell whether a server is on its shards."""
        ...

    def tends(self, guild: int) -> bool:
        """Tell whether it looks after what is due in a server.

        That is its own shards' servers, and for who leads also those of shards that nobody runs.
        """
        ...


@dataclass(frozen=True, slots=True)
class Whole:
    """All of the work: there is one process."""

    shards: None = None
    leads: bool = True

    async def leading(self) -> None:
        """Wait for nothing."""

    def has(self, guild: int) -> bool:  # noqa: ARG002 - as `Part` has it
        """Tell that every server is its own."""
        return True

    def tends(self, guild: int) -> bool:  # noqa: ARG002 - as `Part` has it
        """Tell that it looks after every server."""
        return True
