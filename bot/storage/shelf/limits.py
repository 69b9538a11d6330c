"""How much a server may keep."""

from dataclasses import dataclass

from bot.storage.shelf.errors import FullError


@dataclass(frozen=True, slots=True, kw_only=True)
class ShelfLimits:
    """How much a server may keep; the operator has no limits."""

    files: int = 200
    bytes: int = 50_000_000
    words: int = 2_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """How much a server keeps."""

    files: int
    bytes: int
    words: int


def refuse_beyond(usage: Usage, limits: ShelfLimits) -> None:
    """Refuse what would make a server keep more than it may; `usage` is as it would be then.

    Raises:
        FullError: Says what is too much.
    """
    for what, would, may in (
        ("files", usage.files, limits.files),
        ("bytes", usage.bytes, limits.bytes),
        ("words", usage.words, limits.words),
    ):
        if would > may:
            raise FullError(what, would=would, may=may)
