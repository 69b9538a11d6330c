"""Texts looked at by OpenAI's moderation endpoint, which costs nothing and keeps to a deadline here."""

import asyncio
import logging
from dataclasses import dataclass

import httpx
import openai
from openai import AsyncOpenAI

from bot.answering.generation.bounded_http import UnwantedBodyError, open_http
from bot.answering.generation.circuit import Circuit, Health
from bot.answering.generation.generating import Unwritten
from bot.answering.generation.mishaps import asked_pause, ending_of_status, health_of, may_pass
from bot.answering.generation.screenings import NoScreeningError, read_screening
from bot.moderation.screeners import Clear, Flagged, Screening, Unavailable

_log = logging.getLogger(__name__)
_MODEL = "omni-moderation-latest"
_TRIES = 2
_SHORT_PAUSE = 0.2  # seconds before the second try, where the server names none
_LONGEST_PIECE = 8000  # characters; each piece of a longer text is judged on its own
_LAPPED = 200  # characters that two pieces share, so that nothing is cut in two unseen


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tried:
    ending: Clear | Flagged | Unwritten
    pause: float | None = None
    again: bool = False


class OpenAIScreener:
    """Sends a text, and nothing of who wrote it, to the moderation endpoint; implements `Screener`."""

    def __init__(self, *, url: str, key: str, circuit: Circuit, seconds: float = 5.0) -> None:
        self._circuit = circuit
        self._seconds = seconds
        self._client = AsyncOpenAI(
            base_url=url,
            api_key=key,
            max_retries=0,  # we do it, within the one deadline
            timeout=seconds / _TRIES,
            http_client=open_http(seconds / _TRIES),
        )
        # Half of the client is loaded when it is first asked for: now, rather than at the first question.
        self._moderations = self._client.moderations.with_raw_response

    async def screen(self, text: str) -> Screening:
        """Look at a text; unavailable after the deadline, or while the server keeps failing."""
        pieces = _cut(text)
        if not pieces:
            return Clear()
        admission = self._circuit.admit()
        if admission is None:
            return Unavailable()
        health, pause = Health.UNTOLD, None
        try:
            tried = await self._try_twice(pieces)
            ending, pause = tried.ending, tried.pause
            health = health_of(ending) if isinstance(ending, Unwritten) else Health.WELL
        finally:
            self._circuit.settle(admission, health, pause=pause or 0.0)
        if isinstance(ending, Unwritten):
            _log.warning("text not screened", extra={"reason": ending.value})
            return Unavailable()
        return ending

    async def close(self) -> None:
        """Close its connections."""
        await self._client.close()

    async def _try_twice(self, pieces: list[str]) -> _Tried:
        until = asyncio.get_running_loop().time() + self._seconds
        tried = await self._try(pieces, until)
        for _ in range(_TRIES - 1):
            pause = _SHORT_PAUSE if tried.pause is None else tried.pause
            if not tried.again or asyncio.get_running_loop().time() + pause >= until:
                break
            await asyncio.sleep(pause)
            tried = await self._try(pieces, until)
        return tried

    async def _try(self, pieces: list[str], until: float) -> _Tried:
        first = min(until, asyncio.get_running_loop().time() + self._seconds / _TRIES)
        try:
            async with asyncio.timeout_at(first):
                response = await self._moderations.create(model=_MODEL, input=pieces)
            return _Tried(ending=read_screening(response.content, len(pieces)))
        except openai.APIStatusError as error:
            return _refused(error)
        except openai.APIConnectionError as error:
            return _broken(error)
        except TimeoutError:
            return _Tried(ending=Unwritten.TIMED_OUT, again=True)
        except NoScreeningError:
            return _Tried(ending=Unwritten.SERVER_FAILED, again=True)


def _cut(text: str) -> list[str]:
    """Return a text in pieces, none of them blank."""
    step = _LONGEST_PIECE - _LAPPED
    pieces = [text[at : at + _LONGEST_PIECE] for at in range(0, max(1, len(text) - _LAPPED), step)]
    return [piece for piece in pieces if piece.strip()]


def _refused(error: openai.APIStatusError) -> _Tried:
    code, kind = (value if isinstance(value, str) else None for value in (error.code, error.type))
    ending = ending_of_status(error.status_code, code, kind)
    headers = error.response.headers
    again = may_pass(ending, error.status_code, headers)
    return _Tried(ending=ending, pause=asked_pause(headers), again=again)


def _broken(error: openai.APIConnectionError) -> _Tried:
    cause = error.__cause__
    if isinstance(cause, UnwantedBodyError):
        return _Tried(ending=Unwritten.SERVER_FAILED)
    slow = isinstance(error, openai.APITimeoutError) and not isinstance(cause, httpx.ConnectTimeout)
    return _Tried(ending=Unwritten.TIMED_OUT if slow else Unwritten.UNREACHABLE, again=True)
