"""What a failure of a model's server means: which ending it is, and whether trying again may help."""

import math
from collections.abc import Mapping

from bot.answering.generation.circuit import Health
from bot.answering.generation.generating import Unwritten

_OUT_OF_QUOTA = frozenset(
    {"insufficient_quota", "billing_hard_limit_reached", "billing_not_active", "quota_exceeded"}
)
_FILTERS = frozenset({"content_filter", "content_policy_violation"})
_TRANSIENT = frozenset({Unwritten.UNREACHABLE, Unwritten.SERVER_FAILED, Unwritten.RATE_LIMITED})
_BARRED = frozenset({Unwritten.QUOTA_EXHAUSTED, Unwritten.REFUSED_KEY})
_FAILING = frozenset({*_TRANSIENT, Unwritten.TIMED_OUT, Unwritten.BAD_REQUEST})


def ending_of_status(status: int, code: str | None, kind: str | None) -> Unwritten:
    """Return the ending for an HTTP status that is no success, with the `code` and `type` of its error."""
    marks = {code, kind}
    # OpenAI says 429 of an empty purse too; waiting does not fill it.
    if status == 402 or marks & _OUT_OF_QUOTA:  # noqa: PLR2004 - payment required
        return Unwritten.QUOTA_EXHAUSTED
    if marks & _FILTERS:
        return Unwritten.FILTERED
    if status < 400:  # noqa: PLR2004 - a redirect, which is not followed: it would take the key along
        return Unwritten.UNREACHABLE
    if status >= 500:  # noqa: PLR2004 - the server's own fault
        return Unwritten.SERVER_FAILED
    return {
        401: Unwritten.REFUSED_KEY,
        403: Unwritten.REFUSED_KEY,
        408: Unwritten.TIMED_OUT,
        409: Unwritten.SERVER_FAILED,
        429: Unwritten.RATE_LIMITED,
    }.get(status, Unwritten.BAD_REQUEST)


def may_pass(ending: Unwritten, status: int, headers: Mapping[str, str]) -> bool:
    """Tell whether the same request may well be answered a moment later."""
    moved = status < 400  # noqa: PLR2004 - a redirect stays one
    return ending in _TRANSIENT and not moved and headers.get("x-should-retry") != "false"


def health_of(ending: Unwritten | None) -> Health:
    """Return what an ending tells of the server; None is for a reply that could be read."""
    if ending in _BARRED:
        return Health.BARRED
    if ending in _FAILING:
        return Health.FAILING
    if ending in {Unwritten.OVER_BUDGET, Unwritten.BUDGET_UNKNOWN, Unwritten.CIRCUIT_OPEN}:
        return Health.UNTOLD
    return Health.WELL


def asked_pause(headers: Mapping[str, str]) -> float | None:
    """Return how many seconds a server asks to be left alone, or None; dates are not read."""
    for name, unit in (("retry-after-ms", 0.001), ("retry-after", 1.0)):
        try:
            seconds = float(headers.get(name, "")) * unit
        except ValueError:
            continue
        if math.isfinite(seconds) and seconds >= 0:
            return seconds
    return None
