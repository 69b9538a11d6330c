"""What a service of embeddings, or the way to it, can answer instead of vectors: one sentence each."""

from contextlib import suppress

import httpx
import openai

from index.services import Service

MALFORMED = (AttributeError, KeyError, TypeError, ValueError, httpx.HTTPError)
"""What a page instead of JSON, or JSON of another kind, comes to in the client."""

Raised = (openai.OpenAIError, *MALFORMED)
"""All that asking for vectors can raise."""

_USED_UP = "insufficient_quota"
_SHOWN = 160  # letters of what the service says

_SENTENCES: tuple[tuple[type[Exception], str], ...] = (
    (
        openai.RateLimitError,
        "{model} at {place} has too much to do; run again later: what was embedded is kept",
    ),
    (openai.AuthenticationError, "{place} refuses the key; set OPENAI_API_KEY to one that may use {model}"),
    (openai.PermissionDeniedError, "{place} refuses the key; set OPENAI_API_KEY to one that may use {model}"),
    (openai.NotFoundError, "There is no {model} at {place}; correct EMBEDDING, or OPENAI_BASE_URL"),
    (openai.APITimeoutError, "{place} did not answer in time when asked for vectors; try again later"),
    (httpx.TimeoutException, "{place} did not answer in time when asked for vectors; try again later"),
    (openai.InternalServerError, "{model} at {place} failed ({said}); try again later"),
    (openai.APIStatusError, "{place} refuses to embed ({said})"),
    (
        openai.APIConnectionError,
        "{place} cannot be reached for vectors; check OPENAI_BASE_URL and the network",
    ),
)
_NONE = "What answers at {place} gives no vectors as OpenAI does; check OPENAI_BASE_URL"
_QUOTA = "The quota of the key for {model} at {place} is used up; look at your plan and billing there"
_LENGTH = "{model} at {place} gave vectors of {said} numbers; set EMBEDDING_DIMENSIONS to that"


class LengthError(ValueError):
    """Vectors came that are not as long as they should be."""

    def __init__(self, lengths: list[int]) -> None:
        super().__init__(" and ".join(map(str, lengths)) or "no")


def explain(error: Exception, service: Service) -> str:
    """Return what to say of an error."""
    place = service.url.partition("://")[2].rpartition("@")[2].partition("/")[0]
    return f"{_sentence(error).format(model=service.model, place=place, said=_said(error))}."


def may_pass(error: Exception) -> bool:
    """Tell whether the same request may succeed a moment later."""
    if isinstance(error, openai.RateLimitError):
        return error.code != _USED_UP
    passing = openai.APIConnectionError | openai.InternalServerError | openai.ConflictError | httpx.HTTPError
    return isinstance(error, passing)


def asked_pause(error: Exception) -> float:
    """Return the seconds that a service asks us to wait; 0 if it asks for none."""
    if not isinstance(error, openai.APIStatusError):
        return 0.0
    headers = error.response.headers
    for name, parts in (("retry-after-ms", 1000), ("retry-after", 1)):
        with suppress(ValueError):
            return max(0.0, float(headers.get(name, "")) / parts)
    return 0.0


def _sentence(error: Exception) -> str:
    if isinstance(error, LengthError):
        return _LENGTH
    if isinstance(error, openai.RateLimitError) and error.code == _USED_UP:
        return _QUOTA
    return next((sentence for kind, sentence in _SENTENCES if isinstance(error, kind)), _NONE)


def _said(error: Exception) -> str:
    if isinstance(error, openai.APIStatusError):
        return f"{error.status_code}: {' '.join(error.message.split())[:_SHOWN]}"
    return str(error)[:_SHOWN]
