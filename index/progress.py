"""Telling a person how far long work is."""

from typing import Protocol


class Progress(Protocol):
    """Is told how far the index is made; the terminal draws it, a test records it."""

    def report(self, *, doing: str, done: int, total: int) -> None:
        """Take note of what is being done now, and of how much is done of how much (in bytes of source)."""
        ...


class Silent:
    """Tells nobody."""

    def report(self, *, doing: str, done: int, total: int) -> None:
        """Let it pass."""
