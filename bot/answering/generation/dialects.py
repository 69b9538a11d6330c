"""Ways of asking for a chat completion: as OpenAI itself wants it, and as other servers understand it."""

import re
from enum import StrEnum
from urllib.parse import urlsplit

OPENAI_URL = "https://api.openai.com/v1"
_FORM = ("max_tokens", "temperature", "response_format")
_UNSUPPORTED = frozenset({"unsupported_parameter", "unsupported_value"})
_KEEPING = re.compile(r"\b(?:store|safety_identifier)\b")


class Dialect(StrEnum):
    """Which optional parameters are sent."""

    OPENAI = "openai"
    """`max_completion_tokens`, `store` (false), `safety_identifier`; one schema for all questions."""
    PLAIN = "plain"
    """`max_tokens`, `temperature` (0), `store`, `safety_identifier`; labels and bounds in the schema."""
    BARE = "bare"
    """The plain one without `store` and `safety_identifier`, for who refuses what it does not know."""


def is_openai(url: str) -> bool:
    """Tell whether a base URL is OpenAI's own."""
    host = urlsplit(url).hostname or ""
    return host == "openai.com" or host.endswith(".openai.com")


def dialect_of(url: str) -> Dialect:
    """Return the dialect to begin with at a base URL."""
    return Dialect.OPENAI if is_openai(url) else Dialect.PLAIN


def other_dialect(dialect: Dialect, *, code: str | None, parameter: str | None, told: str) -> Dialect | None:
    """Return the dialect in which a refused request should be sent again, or None.

    `told` is the whole of the error. Some servers speak as OpenAI's do (Azure's, proxies). At OpenAI
    nothing is given up: what it may keep of a question is never left to a default.
    """
    if dialect is not Dialect.PLAIN:
        return None
    if code in _UNSUPPORTED if parameter is None else parameter.startswith(_FORM):
        return Dialect.OPENAI
    return Dialect.BARE if _KEEPING.search(told) else None
