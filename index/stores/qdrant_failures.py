"""What a Qdrant server, or the way to it, can answer instead of what was asked: one sentence each."""

import ssl
from collections.abc import Iterator
from json import JSONDecodeError

import httpx
from pydantic import ValidationError
from qdrant_client.common.client_exceptions import QdrantException, ResourceExhaustedResponse
from qdrant_client.http.exceptions import ApiException, ResponseHandlingException, UnexpectedResponse

from index.errors import StoreError, StoreGoneError

Raised = (
    ApiException,
    QdrantException,
    httpx.HTTPError,
    httpx.InvalidURL,
    UnicodeError,
    ValueError,
    RuntimeError,
)
"""All that the client raises; the last three where an address or the emulation in memory is at fault."""

_SHOWN = 160  # letters of what the server says
_UNAUTHORIZED, _FORBIDDEN, _NOT_FOUND, _BUSY, _WRONG = 401, 403, 404, 429, 500
_AWAY = frozenset({502, 503, 504})


def translate(error: Exception, place: str, seconds: float) -> StoreError:
    """Return what to say of an error of the client."""
    if isinstance(error, ResponseHandlingException):
        return _unanswered(error.source, place, seconds)
    if isinstance(error, UnexpectedResponse):
        return _refused(error, place)
    if isinstance(error, ResourceExhaustedResponse):
        return _busy(place)
    if isinstance(error, ValueError) and "not found" in str(error):
        return _gone(place)
    return _unanswered(error, place, seconds)


def may_pass(error: Exception) -> bool:
    """Tell whether the same request may succeed a moment later."""
    if isinstance(error, UnexpectedResponse):
        return error.status_code in {_BUSY, *_AWAY}
    source = error.source if isinstance(error, ResponseHandlingException) else error
    return isinstance(source, httpx.TransportError | ResourceExhaustedResponse) and not _distrusted(source)


def asked_pause(error: Exception) -> float:
    """Return the seconds that a busy server asks us to wait; 0 if it asks for none."""
    return float(error.retry_after_s) if isinstance(error, ResourceExhaustedResponse) else 0.0


def _unanswered(error: Exception, place: str, seconds: float) -> StoreError:
    if isinstance(error, httpx.TimeoutException):
        return StoreError(
            f"The Qdrant server at {place} did not answer within {seconds:g} seconds: is it overloaded, or a "
            "firewall in the way? STORE_TIMEOUT sets how long to wait."
        )
    if _distrusted(error):
        return StoreError(
            f"The certificate of the Qdrant server at {place} is not trusted here; give it one that is, or "
            "name its authority in SSL_CERT_FILE."
        )
    if isinstance(error, ValidationError | JSONDecodeError | httpx.DecodingError):
        return StoreError(
            f"What answers at {place} is no Qdrant server that is known here; check STORE_URL, and the port "
            "(6333 by default)."
        )
    if isinstance(error, httpx.TransportError):
        return StoreError(
            f"The Qdrant server at {place} cannot be reached ({_why(error)}); is it running, and are host "
            "and port in STORE_URL right?"
        )
    return StoreError(f"The Qdrant server at {place} cannot be asked ({_why(error)}); check STORE_URL.")


def _refused(error: UnexpectedResponse, place: str) -> StoreError:
    status = error.status_code or 0
    if status in {_UNAUTHORIZED, _FORBIDDEN}:
        return StoreError(
            f"The Qdrant server at {place} refuses the key ({status}); set STORE_API_KEY to one that may "
            "read and write."
        )
    if status == _NOT_FOUND and b"ollection" in error.content:
        return _gone(place)
    if status == _BUSY:
        return _busy(place)
    if status in _AWAY:
        return StoreError(f"The Qdrant server at {place} is not ready ({status}); try again in a moment.")
    said = _said(error)
    if status >= _WRONG:
        return StoreError(f"The Qdrant server at {place} failed ({status}: {said}); look into its log.")
    return StoreError(
        f"The Qdrant server at {place} refuses what was asked ({status}: {said}); check that STORE_URL names "
        "a Qdrant server, and try `whosaid store doctor`."
    )


def _said(error: UnexpectedResponse) -> str:
    text = error.content[: 4 * _SHOWN].decode(errors="replace")
    return " ".join(text.split())[:_SHOWN] or "nothing"


def _busy(place: str) -> StoreError:
    return StoreError(f"The Qdrant server at {place} has too much to do; try again in a moment.")


def _gone(place: str) -> StoreGoneError:
    return StoreGoneError(
        f"The collection is not at {place} any more; start again, and it is made anew from the sources."
    )


def _distrusted(error: BaseException) -> bool:
    return any(
        isinstance(one, ssl.SSLCertVerificationError) or "CERTIFICATE_VERIFY" in str(one)
        for one in _causes(error)
    )


def _causes(error: BaseException) -> Iterator[BaseException]:
    seen: BaseException | None = error
    while seen is not None:
        yield seen
        seen = seen.__cause__ or seen.__context__


def _why(error: Exception) -> str:
    return " ".join(str(error).split())[:_SHOWN] or type(error).__name__
