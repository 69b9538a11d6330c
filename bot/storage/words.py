"""Text that a person typed, as a database can keep it."""

from sqlalchemy import Dialect, Text
from sqlalchemy.types import TypeDecorator


class Words(TypeDecorator[str]):
    """Text without what cannot be written: NUL characters (PostgreSQL), and halves of characters (both)."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - the library's own
        """Return what is written of a text."""
        return None if value is None else keepable(value)


def keepable(text: str) -> str:
    """Return a text without NUL characters, and with a question mark for each half of a character."""
    return text.replace("\0", "").encode(errors="replace").decode()
