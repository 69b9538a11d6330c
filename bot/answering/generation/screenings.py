"""Reading what OpenAI's moderation endpoint sends."""

import re

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.answering.generation.strict_json import NotJSONError, read_json
from bot.moderation.screeners import Clear, Flagged

_CATEGORY = re.compile(r"[a-z][a-z/_-]{0,39}")


class _Result(BaseModel):
    model_config = ConfigDict(strict=True)

    flagged: bool
    categories: dict[str, bool | None] = Field(max_length=100)


class _Screened(BaseModel):
    model_config = ConfigDict(strict=True)

    results: list[_Result] = Field(min_length=1)


class NoScreeningError(Exception):
    """A server answered, but not as one that screens: a proxy's page, or another service."""


def read_screening(body: bytes, pieces: int) -> Clear | Flagged:
    """Return what was found in any of the pieces of a text.

    Raises:
        NoScreeningError: If it cannot be read, or was said of fewer or more pieces.
    """
    try:
        results = _Screened.model_validate(read_json(body.decode("utf-8"))).results
    except (UnicodeDecodeError, NotJSONError, ValidationError):
        # The cause is not passed on: it may repeat the text.
        raise NoScreeningError from None
    if len(results) != pieces:
        raise NoScreeningError
    if not any(result.flagged for result in results):
        return Clear()
    named = {name for result in results for name, found in result.categories.items() if found}
    return Flagged(categories=tuple(sorted(name for name in named if _CATEGORY.fullmatch(name))))
