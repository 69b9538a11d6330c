"""What a model is asked to write, and what comes of it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from bot.answering.types import Draft, Rejection, Spent
from index.types import Sentence, Turn


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """A stretch of one turn that a model may quote from; `question` is the turn that it answers."""

    passage: Sentence
    title: str
    question: Turn | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """One question for a model, and all it may answer from, best first.

    `wanted` are the names of who should be quoted, empty for anybody; `after` the thread's earlier questions,
    oldest first. For a repair, `refused` are the sentences of its draft before that were refused, and why.
    """

    question: str
    excerpts: tuple[Excerpt, ...]
    wanted: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    refused: tuple[Rejection, ...] = ()
    asker: str | None = None


class Unwritten(StrEnum):
    """Why a model wrote nothing that could be read."""

    OVER_BUDGET = "over_budget"
    BUDGET_UNKNOWN = "budget_unknown"
    CIRCUIT_OPEN = "circuit_open"
    QUOTA_EXHAUSTED = "quota_exhausted"
    RATE_LIMITED = "rate_limited"
    TIMED_OUT = "timed_out"
    UNREACHABLE = "unreachable"
    REFUSED_KEY = "refused_key"
    BAD_REQUEST = "bad_request"
    SERVER_FAILED = "server_failed"
    DECLINED = "declined"
    FILTERED = "filtered"
    CUT_OFF = "cut_off"
    MALFORMED = "malformed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A draft by a model; without claims where it found no answer in the excerpts."""

    draft: Draft
    spent: Spent


@dataclass(frozen=True, slots=True, kw_only=True)
class NotWritten:
    """No draft: why, and what was spent all the same."""

    reason: Unwritten
    spent: Spent | None = None


class Generator(Protocol):
    """Writes drafts; never raises for what a model or its server does, but when cancelled."""

    @property
    def deadline(self) -> float:
        """Seconds that one question may take, with its repair."""
        ...

    async def write(self, brief: Brief) -> Written | NotWritten:
        """Write a draft within the deadline, or say why there is none."""
        ...
