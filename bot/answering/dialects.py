"""Two ways of asking for a chat completion: OpenAI's own, and what every other server understands."""

from enum import StrEnum
from urllib.parse import urlsplit

OPENAI_URL = "https://api.openai.com/v1"
_FORM = ("max_tokens", "temperature", "response_format")
_UNSUPPORTED = frozenset({"unsupported_parameter", "unsupported_value", "unknown_parameter"})


class Dialect(StrEnum):
    """Which optional parameters are sent."""

    OPENAI = "openai"
    """`max_completion_tokens`, `store` (false), `safety_identifier`; one schema for all questions."""
    PLAIN = "plain"
    """`max_tokens` and `temperature` (0); the labels are part of the schema, a help to small models."""


def is_openai(url: str) -> bool:
    """Tell whether a base URL is OpenAI's own."""
    host = urlsplit(url).hostname or ""
    return host == "openai.com" or host.endswith(".openai.com")


def dialect_of(url: str) -> Dialect:
    """Return the dialect to begin with at a base URL."""
    return Dialect.OPENAI if is_openai(url) else Dialect.PLAIN


def wants_openai(dialect: Dialect, code: str | None, parameter: str | None) -> bool:
    """Tell whether a refused request should be sent again as OpenAI's own servers want it.

    Some servers that are not OpenAI's speak as theirs do (Azure's, proxies); the other way round nothing is
    given up: what OpenAI keeps of a question is never left to a default.
    """
    refused = code in _UNSUPPORTED if parameter is None else parameter.startswith(_FORM)
    return dialect is Dialect.PLAIN and refused
