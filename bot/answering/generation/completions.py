"""Reading what a server of chat completions sends: the reply of the model, or why there is none."""

from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.answering.generation.generating import Unwritten
from bot.answering.generation.spending import Usage
from bot.answering.generation.strict_json import NotJSONError, read_json

_MOST_TOKENS = 10_000_000
"""A count beyond this is a server's mistake, not what was used."""


class _Message(BaseModel):
    model_config = ConfigDict(strict=True)

    content: str | None = None
    refusal: str | None = None
    tool_calls: list[object] | None = None
    function_call: object = None


class _Choice(BaseModel):
    model_config = ConfigDict(strict=True)

    finish_reason: str | None = None
    message: _Message


class _Completion(BaseModel):
    model_config = ConfigDict(strict=True)

    choices: list[_Choice] = Field(min_length=1)


class _Usage(BaseModel):
    model_config = ConfigDict(strict=True)

    prompt_tokens: int = Field(ge=0, le=_MOST_TOKENS)
    completion_tokens: int = Field(ge=0, le=_MOST_TOKENS)


class _Used(BaseModel):
    usage: _Usage


@dataclass(frozen=True, slots=True, kw_only=True)
class Completed:
    """What a model replied, or why it did not; `usage` is None where the server does not tell it."""

    reply: str | Unwritten
    usage: Usage | None


class NoCompletionError(Exception):
    """A server answered, but not as one of chat completions: a proxy's page, or another service."""


def read_completion(body: bytes) -> Completed:
    """Return what a server sent, whole.

    Raises:
        NoCompletionError: If it is no chat completion.
    """
    try:
        value = read_json(body.decode("utf-8"))
        choice = _Completion.model_validate(value).choices[0]
    except (UnicodeDecodeError, NotJSONError, ValidationError):
        raise NoCompletionError("The server sent no chat completion.") from None
    return Completed(reply=_reply(choice), usage=_usage(value))


def _reply(choice: _Choice) -> str | Unwritten:
    """Take a reply only where the server says that it is whole."""
    message = choice.message
    if message.refusal:
        return Unwritten.DECLINED
    if choice.finish_reason == "length":
        return Unwritten.CUT_OFF
    if choice.finish_reason == "content_filter":
        return Unwritten.FILTERED
    if choice.finish_reason != "stop" or message.tool_calls or message.function_call:
        return Unwritten.MALFORMED
    return message.content if message.content is not None else Unwritten.MALFORMED


def _usage(value: object) -> Usage | None:
    try:
        used = _Used.model_validate(value).usage
    except ValidationError:
        return None
    return Usage(input_tokens=used.prompt_tokens, output_tokens=used.completion_tokens)
