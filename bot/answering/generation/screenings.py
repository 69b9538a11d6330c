"""Reading what OpenAI's moderation endpoint sends."""

import re

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.answering.generation.strict_json import NotJSONError, read_json
from bot.moderation.screeners import Clear, Flagged

# "Depicts death, violence, or injury", as interviews do that tell of wars and crimes: that alone is no harm.
_TOLD_OF = frozenset({"violence"})
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
    found = [_categories(result) for result in results if result.flagged]
    harmful = [names for names in found if not names or names - _TOLD_OF]
    if not harmful:
        return Clear()
    named = frozenset[str]().union(*harmful)
    return Flagged(categories=tuple(sorted(name for name in named if _CATEGORY.fullmatch(name))))


def _categories(result: _Result) -> frozenset[str]:
    return frozenset(name for name, found in result.categories.items() if found)
