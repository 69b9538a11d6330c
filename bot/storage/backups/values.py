"""Values of the tables as JSON has them, and back."""

import base64
from datetime import date
from typing import Any

from sqlalchemy import Date, LargeBinary
from sqlalchemy.types import TypeEngine


def encode(value: Any) -> Any:  # noqa: ANN401 - whatever a column holds
    """Return what stands in a backup for a value of a row."""
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    return value.isoformat() if isinstance(value, date) else value


def decode(kind: TypeEngine[Any], value: Any) -> Any:  # noqa: ANN401 - whatever a column holds
    """Return a value of a column of that kind from what stands for it in a backup."""
    if value is None:
        return None
    if isinstance(kind, LargeBinary):
        return base64.b64decode(value, validate=True)
    return date.fromisoformat(value) if isinstance(kind, Date) else value
