"""What the bot has done, in numbers: every label is one of a closed list, none an id or anybody's words."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest

from bot.answering.types import Mode, Spent
from bot.moderation.rules import ChannelMode
from bot.storage.ended import EndedQuestion
from bot.storage.questions import Ending, Way

NO_MODE = "none"
"""Stands for the mode of a question from before there were modes."""
_ANSWER_SECONDS = (0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)
# From accepted to ended: a draft may wait for a day.
_LIFE_SECONDS = (1, 2, 5, 10, 30, 60, 300, 900, 3600, 14_400, 86_400, 259_200)


class Result(StrEnum):
    """How a request to Discord ended."""

    OK = "ok"
    RATE_LIMITED = "rate_limited"
    REFUSED = "refused"
    FAILED = "failed"
    UNREACHABLE = "unreachable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gauges:
    """What is read anew each time; may be called from any thread."""

    running: Callable[[], float]
    waiting_reviews: Callable[[], float | None]
    lag: Callable[[], float]
    ready: Callable[[], bool]
    leads: Callable[[], bool]
    unserved: Callable[[], float]


class Metrics:
    """Counts in a registry of its own; safe to be used from any thread."""

    def __init__(self, *, restarts: int = 0) -> None:
        self._registry = registry = CollectorRegistry(auto_describe=True)
        self._ended = Counter(
            "whosaid_questions", "Questions that ended", ("way", "mode", "ending"), registry=registry
        )
        self._life = Histogram(
            "whosaid_question_seconds",
            "From accepted to ended",
            ("mode",),
            registry=registry,
            buckets=_LIFE_SECONDS,
        )
        self._answers = Histogram(
            "whosaid_answer_seconds",
            "Finding, wording and checking an answer",
            ("drafted",),
            registry=registry,
            buckets=_ANSWER_SECONDS,
        )
        self._calls = Counter("whosaid_model_calls", "Calls of a model", registry=registry)
        self._tokens = Counter("whosaid_model_tokens", "Tokens of a model", ("direction",), registry=registry)
        self._dollars = Counter("whosaid_model_dollars", "What a model cost, where known", registry=registry)
        self._requests = Counter(
            "whosaid_discord_requests", "Requests to Discord", ("result",), registry=registry
        )
        Gauge("whosaid_restarts", "New starts by the parent", registry=registry).set(restarts)
        ProcessCollector(registry=registry)

    def watch(self, gauges: Gauges) -> None:
        """Show also what is read anew each time; once."""
        for name, told, read in (
            ("whosaid_running_questions", "Questions that are worked on or queued", gauges.running),
            ("whosaid_waiting_reviews", "Drafts that wait for a moderator", gauges.waiting_reviews),
            ("whosaid_event_loop_lag_seconds", "How late the event loop is", gauges.lag),
            ("whosaid_ready", "1 while it can answer", gauges.ready),
            ("whosaid_leads", "1 while it does what is done once for all processes", gauges.leads),
            ("whosaid_unserved_shards", "Shards that no process runs, as this one sees it", gauges.unserved),
        ):
            Gauge(name, told, registry=self._registry).set_function(lambda read=read: _number(read()))

    def question_ended(self, ended: EndedQuestion) -> None:
        """Count a question that has its ending."""
        mode = NO_MODE if ended.mode is None else ChannelMode(ended.mode).value
        self._ended.labels(Way(ended.way).value, mode, Ending(ended.ending).value).inc()
        self._life.labels(mode).observe(ended.seconds)

    def answered(self, mode: Mode, seconds: float, spent: Spent | None) -> None:
        """Count one answer or abstention, and what a model was used for it."""
        self._answers.labels(mode.value).observe(seconds)
        if spent is None:
            return
        self._calls.inc(spent.calls)
        self._tokens.labels("input").inc(spent.input_tokens)
        self._tokens.labels("output").inc(spent.output_tokens)
        self._dollars.inc(float(spent.dollars or 0))

    def requested(self, result: Result) -> None:
        """Count one request to Discord."""
        self._requests.labels(result.value).inc()

    def written(self) -> bytes:
        """Return everything in Prometheus' text format."""
        return generate_latest(self._registry)


def _number(value: float | None) -> float:
    return math.nan if value is None else float(value)
