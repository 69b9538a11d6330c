"""Drafts by a model behind OpenAI's chat completions, or any server that speaks them."""

import asyncio
import logging
import random
import secrets
from dataclasses import dataclass, replace

import httpx
import openai
from openai import AsyncOpenAI, omit
from openai.types.chat import ChatCompletionMessageParam

from bot.answering.generation.bounded_http import UnwantedBodyError, open_http
from bot.answering.generation.circuit import Circuit, Health
from bot.answering.generation.completions import NoCompletionError, read_completion
from bot.answering.generation.dialects import Dialect, dialect_of, other_dialect
from bot.answering.generation.generating import Brief, NotWritten, Unwritten, Written
from bot.answering.generation.mishaps import asked_pause, ending_of_status, health_of, may_pass
from bot.answering.generation.prompts import Prompt, build_prompt
from bot.answering.generation.replies import reply_schema
from bot.answering.generation.spending import LedgerError, Meter, Usage
from bot.answering.generation.tries import Tried, add_spent, read_tried
from bot.answering.types import Draft

_log = logging.getLogger(__name__)
_TRIES = 2
_SHORT_PAUSE = 0.5  # seconds before a second try, where the server names none
_NO_KEY = "none"  # the client insists on one; a server that asks for none ignores it


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """How much a model may take for one draft: seconds in all, tokens to write, words of sources to read."""

    seconds: float = 30.0
    output_tokens: int = 2000
    excerpt_words: int = 1500


class OpenAIGenerator:
    """Writes drafts with one model; implements `Generator`."""

    def __init__(
        self, *, url: str, key: str | None, model: str, meter: Meter, circuit: Circuit, bounds: Bounds
    ) -> None:
        self._model = model
        self._meter = meter
        self._circuit = circuit
        self._bounds = bounds
        self._dialect = dialect_of(url)
        self._client = AsyncOpenAI(
            base_url=url,
            api_key=key or _NO_KEY,
            max_retries=0,  # we do it: the client would also try again where the quota is used up
            timeout=bounds.seconds,
            http_client=open_http(bounds.seconds),
        )
        # Half of the client is loaded when it is first asked for: now, rather than at the first question.
        self._completions = self._client.chat.completions.with_raw_response

    @property
    def deadline(self) -> float:
        """Seconds that one question may take, with its repair."""
        return self._bounds.seconds

    async def write(self, brief: Brief) -> Written | NotWritten:
        """Write a draft within the bounds, or say why there is none."""
        admission = self._circuit.admit()
        if admission is None:
            return NotWritten(reason=Unwritten.CIRCUIT_OPEN)
        tried = Tried(ending=Unwritten.TIMED_OUT, health=Health.UNTOLD)
        try:
            tried = await self._write(brief)
        finally:
            self._circuit.settle(admission, tried.health, pause=tried.pause or 0.0)
        if isinstance(tried.ending, Draft) and tried.spent is not None:
            return Written(draft=tried.ending, spent=tried.spent)
        reason = tried.ending if isinstance(tried.ending, Unwritten) else Unwritten.MALFORMED
        _log.warning("no draft", extra={"reason": reason.value, "model": self._model})
        return NotWritten(reason=reason, spent=tried.spent)

    async def close(self) -> None:
        """Close its connections."""
        await self._client.close()

    async def _write(self, brief: Brief) -> Tried:
        """Try, and once more where that may help and there is time."""
        loop = asyncio.get_running_loop()
        until = loop.time() + self._bounds.seconds
        prompt = build_prompt(
            brief, make_label=lambda: secrets.token_hex(4), most_words=self._bounds.excerpt_words
        )
        tried = await self._try(prompt, brief.asker, until)
        for _ in range(_TRIES - 1):
            pause = _SHORT_PAUSE * random.uniform(0.5, 1) if tried.pause is None else tried.pause  # noqa: S311 - spreads load, guards nothing
            if not tried.again or loop.time() + pause >= until:
                break
            await asyncio.sleep(pause)
            second = await self._try(prompt, brief.asker, until)
            tried = replace(second, spent=add_spent(tried.spent, second.spent))
        return tried

    async def _try(self, prompt: Prompt, asker: str | None, until: float) -> Tried:
        """Make one request that is paid for, whatever comes of it."""
        try:
            held = await self._meter.reserve(self._most(prompt))
        except LedgerError as error:
            _log.warning("what was spent today is not known: %s", error)
            return Tried(ending=Unwritten.BUDGET_UNKNOWN, health=Health.UNTOLD)
        if held is None:
            return Tried(ending=Unwritten.OVER_BUDGET, health=Health.UNTOLD)
        free, usage = False, None
        try:
            async with asyncio.timeout_at(until):
                body = await self._send(prompt, asker)
            completed = read_completion(body)
            usage = completed.usage
            tried = read_tried(completed, prompt)
        except openai.APIStatusError as error:
            free, tried = True, self._refused(error)
        except openai.APIConnectionError as error:
            free, tried = (
                isinstance(error.__cause__, httpx.ConnectError | httpx.ConnectTimeout),
                _broken(error),
            )
        except TimeoutError:
            tried = Tried(ending=Unwritten.TIMED_OUT, health=Health.FAILING)
        except NoCompletionError:
            tried = Tried(ending=Unwritten.MALFORMED, health=Health.FAILING)
        finally:
            # One who is called off has asked all the same.
            spent = None
            if free:
                self._meter.release(held)
            else:
                spent = await self._meter.settle(held, usage)
        return replace(tried, spent=spent)

    async def _send(self, prompt: Prompt, asker: str | None) -> bytes:
        plain, tells = self._dialect is not Dialect.OPENAI, self._dialect is not Dialect.BARE
        schema = reply_schema(prompt.places if plain and prompt.places else None)
        response = await self._completions.create(
            model=self._model,
            messages=_messages(prompt),
            response_format={
                "type": "json_schema",
                "json_schema": {"name": "answer", "strict": True, "schema": schema},
            },
            max_tokens=self._bounds.output_tokens if plain else omit,
            max_completion_tokens=omit if plain else self._bounds.output_tokens,
            temperature=0 if plain else omit,
            store=False if tells else omit,
            safety_identifier=asker if tells and asker is not None else omit,
        )
        return response.content

    def _refused(self, error: openai.APIStatusError) -> Tried:
        ending = ending_of_status(error.status_code, _text(error.code), _text(error.type))
        if ending is Unwritten.BAD_REQUEST:
            code, parameter = _text(error.code), _text(error.param)
            other = other_dialect(self._dialect, code=code, parameter=parameter, told=error.response.text)
            if other is not None:
                self._dialect = other
                return Tried(ending=ending, health=Health.FAILING, pause=0.0, again=True)
        headers = error.response.headers
        return Tried(
            ending=ending,
            health=health_of(ending),
            pause=asked_pause(headers),
            again=may_pass(ending, error.status_code, headers),
        )

    def _most(self, prompt: Prompt) -> Usage:
        # A token has about four letters of English, or one sign of Chinese, which is three bytes.
        return Usage(input_tokens=prompt.size // 3 + 1, output_tokens=self._bounds.output_tokens)


def _broken(error: openai.APIConnectionError) -> Tried:
    cause = error.__cause__
    if isinstance(cause, UnwantedBodyError):
        return Tried(ending=Unwritten.MALFORMED, health=Health.FAILING)
    if isinstance(error, openai.APITimeoutError) and not isinstance(cause, httpx.ConnectTimeout):
        return Tried(ending=Unwritten.TIMED_OUT, health=Health.FAILING)
    return Tried(ending=Unwritten.UNREACHABLE, health=Health.FAILING, again=True)


def _messages(prompt: Prompt) -> list[ChatCompletionMessageParam]:
    return [
        {"role": "system", "content": one.content}
        if one.role == "system"
        else {"role": "user", "content": one.content}
        for one in prompt.messages
    ]


def _text(value: object) -> str | None:
    """Return a mark of an error if it is a word: some servers send numbers there."""
    return value if isinstance(value, str) else None
