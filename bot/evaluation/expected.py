"""What a good answer to a question holds, as a line of JSON tells it."""

from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.answering.types import Verdict
from bot.evaluation.errors import ExpectationError


class Gold(BaseModel):
    """Words that answer a question: on which line (from 1) of which source, and whose they are."""

    model_config = ConfigDict(frozen=True)

    line: int = Field(ge=1)
    speaker: str
    quote: str = Field(pattern=r"\S")
    source: str | None = None


class Expected(BaseModel):
    """What a line expects of its answer; other keys are ignored."""

    model_config = ConfigDict(frozen=True)

    type: str = "question"
    answerable: bool
    gold: tuple[Gold, ...] = ()
    not_speaker: frozenset[str] = frozenset()
    """Citing one of them first is a violation."""
    only_speaker: str | None = None
    """Citing anybody else is one."""
    verdict: Verdict | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Words that answer, found in their source: `start` and `end` are code points of the untouched file."""

    source: str
    speaker: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Posed:
    """A question to be scored. `gold` is what its answer is looked for in, in the order of the line."""

    id: str | int | None
    expected: Expected
    gold: tuple[Place, ...]


def read_expected(line: bytes) -> Expected:
    """Read what a line of JSON expects of its answer.

    Raises:
        ExpectationError: If a key is missing or cannot be used; it names the key.
    """
    try:
        return Expected.model_validate_json(line.decode("utf-8-sig"))
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        key = ".".join(map(str, first["loc"])) or "line"
        raise ExpectationError(f'"{key}" cannot be used ({first["msg"]}).') from error
