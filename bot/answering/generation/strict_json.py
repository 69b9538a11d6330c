"""JSON as strangers send it: read whole and strictly, or not at all."""

import json
from typing import Any, Never, cast

_DEEPEST = 40
"""Brackets within brackets; what is asked for needs six."""


class NotJSONError(ValueError):
    """A text is no JSON that could be relied on."""


def read_json(text: str) -> object:
    """Return the value of a text.

    Raises:
        NotJSONError: If it is cut, holds a key twice, a number that is none, half a character (a lone
            surrogate, which nobody can write down), or brackets without end.
    """
    try:
        value: object = json.loads(text, object_pairs_hook=_once, parse_constant=_refuse)
        _check(value, _DEEPEST)
    except (ValueError, RecursionError):
        # The cause is not passed on: it repeats what was written.
        raise NotJSONError("The text is no strict JSON.") from None
    return value


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise NotJSONError("A key stands twice.")
    return found


def _refuse(name: str) -> Never:
    raise NotJSONError(f"{name} is no number.")


def _check(value: object, depth: int) -> None:
    if depth == 0:
        raise NotJSONError("Its brackets go too deep.")
    if isinstance(value, str):
        value.encode("utf-8")
    elif isinstance(value, dict):
        for key, held in cast("dict[str, object]", value).items():
            _check(key, depth - 1)
            _check(held, depth - 1)
    elif isinstance(value, list):
        for held in cast("list[object]", value):
            _check(held, depth - 1)
