"""Telling a person how far long work is."""

from typing import Protocol, runtime_checkable

PARTS = 1000
"""In so many parts progress is told of each source."""


class Progress(Protocol):
    """Is told how far the index is made; the terminal draws it, a test records it."""

    def report(self, *, doing: str, done: int, total: int) -> None:
        """Take note of what is being done now, and of how many parts of all sources are done."""
        ...


@runtime_checkable
class Telling(Protocol):
    """A progress that can also say a sentence, such as what the work is going to cost."""

    def tell(self, sentence: str) -> None:
        """Say a sentence."""
        ...


class Silent:
    """Tells nobody."""

    def report(self, *, doing: str, done: int, total: int) -> None:
        """Let it pass."""
