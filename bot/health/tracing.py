"""Counting requests to Discord where they are made."""

from types import SimpleNamespace

import aiohttp

from bot.health.metrics import Metrics, Result

_RATE_LIMITED, _REFUSED, _FAILED = 429, 400, 500


def count_requests(metrics: Metrics) -> aiohttp.TraceConfig:
    """Return what counts every request of a session."""

    async def end(
        _session: aiohttp.ClientSession, _context: SimpleNamespace, told: aiohttp.TraceRequestEndParams
    ) -> None:
        metrics.requested(result_of(told.response.status))

    async def fail(
        _session: aiohttp.ClientSession, _context: SimpleNamespace, _told: aiohttp.TraceRequestExceptionParams
    ) -> None:
        metrics.requested(Result.UNREACHABLE)

    trace = aiohttp.TraceConfig()
    trace.on_request_end.append(end)
    trace.on_request_exception.append(fail)
    return trace


def result_of(status: int) -> Result:
    """Return how a request with this HTTP status ended."""
    if status == _RATE_LIMITED:
        return Result.RATE_LIMITED
    if status >= _FAILED:
        return Result.FAILED
    return Result.REFUSED if status >= _REFUSED else Result.OK
