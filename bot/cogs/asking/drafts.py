"""What the desk asks of whoever brings drafts before moderators."""

from typing import Protocol

import structlog

_log: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(__name__)


class Drafts(Protocol):
    """Brings drafts before moderators."""

    async def submit(self, row: int) -> None:
        """Bring a question's kept answer before moderators; if there is no way to, tell its asker so."""
        ...


class Undecided:
    """Leaves drafts where they are: they wait until somebody brings them before moderators."""

    async def submit(self, row: int) -> None:
        """Note that a draft waits."""
        _log.warning("draft waits, and nobody is told", row=row)
