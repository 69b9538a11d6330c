"""What a good answer to a question holds, as a line of JSON tells it."""

from dataclasses import dataclass
from typing import cast

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from bot.answering.types import Verdict
from bot.evaluation.errors import ExpectationError

WITHDRAWN = "withdrawn"
"""The type of what case files hold."""


class Gold(BaseModel):
    """Words that answer a question: on which line (from 1) of which source, and whose they are."""

    model_config = ConfigDict(frozen=True)

    line: int = Field(ge=1)
    speaker: str
    quote: str = Field(pattern=r"\S")
    source: str | None = None


class WithdrawnWords(BaseModel):
    """Words that moderators took back: code points of a file, known by its sha256."""

    model_config = ConfigDict(frozen=True)

    source: str
    sha256: str
    spans: tuple[tuple[int, int], ...]


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
    withdrawn: tuple[WithdrawnWords, ...] = ()
    """What the answer must not quote: of a case file, where nothing else is expected."""

    @model_validator(mode="before")
    @classmethod
    def _know_cases(cls, values: object) -> object:
        """A case tells what must not be said; whether there is an answer at all, it leaves open."""
        if not isinstance(values, dict):
            return values
        line = cast("dict[str, object]", values)
        return {"answerable": False, **line} if line.get("type") == WITHDRAWN else line

    @property
    def is_case(self) -> bool:
        """Whether this is of a case file."""
        return self.type == WITHDRAWN


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
