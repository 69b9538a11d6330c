"""Numbers with closed labels, in a registry of their own."""

import itertools
import re
from dataclasses import replace
from decimal import Decimal

import aiohttp
import pytest
from aiohttp import web
from prometheus_client import REGISTRY
from prometheus_client.parser import text_string_to_metric_families

from bot.answering.asking import Asked
from bot.answering.types import Mode, Spent
from bot.health.metering import MeteredLoader
from bot.health.metrics import Gauges, Metrics, Result
from bot.health.tracing import count_requests, result_of
from bot.moderation.rules import ChannelMode
from bot.storage.ended import EndedQuestion
from bot.storage.questions import Ending, Way
from tests.bot.fakes import FakeAnswering, FakeBackend, fog_answer


def read(metrics: Metrics) -> dict[tuple[str, tuple[tuple[str, str], ...]], float]:
    """Return every sample by its name and its labels."""
    return {
        (sample.name, tuple(sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(metrics.written().decode())
        for sample in family.samples
    }


def value(metrics: Metrics, name: str, **labels: str) -> float:
    return read(metrics)[name, tuple(sorted(labels.items()))]


def test_a_question_is_counted_by_way_mode_and_ending_with_its_seconds() -> None:
    metrics = Metrics()
    for seconds in (1, 40):
        ended = EndedQuestion(way="slash", mode="open", ending="answered", seconds=seconds)
        metrics.question_ended(ended)
    labels = {"way": "slash", "mode": "open", "ending": "answered"}
    assert value(metrics, "whosaid_questions_total", **labels) == 2
    assert value(metrics, "whosaid_question_seconds_sum", mode="open") == 41
    assert value(metrics, "whosaid_question_seconds_bucket", mode="open", le="30.0") == 1


def test_labels_are_closed_whatever_is_counted() -> None:
    metrics = Metrics()
    modes = [None, *ChannelMode]
    for way, mode, ending in itertools.product(Way, modes, Ending):
        metrics.question_ended(EndedQuestion(way=way, mode=mode, ending=ending, seconds=0))
    counted = [key for key in read(metrics) if key[0] == "whosaid_questions_total"]
    assert len(counted) == len(Way) * len(modes) * len(Ending)
    for way, mode, ending in (
        ("a word", "open", "answered"),
        ("slash", "a word", "answered"),
        ("slash", None, "x"),
    ):
        with pytest.raises(ValueError, match="is not a valid"):
            metrics.question_ended(EndedQuestion(way=way, mode=mode, ending=ending, seconds=0))


def test_nothing_that_is_shown_holds_an_id_or_anybodys_words() -> None:
    metrics = Metrics(restarts=3)
    metrics.question_ended(EndedQuestion(way="mention", mode="draft", ending="rejected", seconds=7))
    metrics.requested(Result.OK)
    for _, labels in read(metrics):
        for name, told in labels:
            assert name in {"way", "mode", "ending", "le", "drafted", "direction", "result"}
            assert re.fullmatch(r"[a-z_]+|[0-9.]+|\+Inf", told)
    assert value(metrics, "whosaid_restarts") == 3


def test_two_of_them_share_nothing_and_nothing_is_global() -> None:
    one, other = Metrics(), Metrics()
    one.requested(Result.FAILED)
    assert value(one, "whosaid_discord_requests_total", result="failed") == 1
    assert ("whosaid_discord_requests_total", (("result", "failed"),)) not in read(other)
    assert not [family.name for family in REGISTRY.collect() if family.name.startswith("whosaid")]


def test_what_is_read_anew_is_and_what_cannot_be_known_is_no_number() -> None:
    metrics = Metrics()
    running: list[int] = []
    metrics.watch(
        Gauges(
            running=lambda: len(running),
            waiting_reviews=lambda: None,
            lag=lambda: 0.5,
            ready=lambda: True,
            leads=lambda: True,
            unserved=lambda: 0,
        )
    )
    running += [1, 2]
    assert value(metrics, "whosaid_running_questions") == 2
    assert value(metrics, "whosaid_ready") == 1
    assert str(value(metrics, "whosaid_waiting_reviews")) == "nan"


async def test_what_a_model_was_used_for_is_counted_with_its_answer() -> None:
    spent = Spent(model="m", calls=2, input_tokens=30, output_tokens=5, dollars=Decimal("0.25"))
    written = replace(fog_answer(), mode=Mode.GENERATED, spent=spent)
    metrics = Metrics()
    for outcome in (fog_answer(), written):
        backend = FakeBackend(FakeAnswering(lambda _, outcome=outcome: outcome))
        metered = await MeteredLoader(backend, metrics).ready()
        assert await metered.answering.answer(Asked(text="Why?")) == outcome
    assert value(metrics, "whosaid_model_calls_total") == 2
    assert value(metrics, "whosaid_model_tokens_total", direction="input") == 30
    assert value(metrics, "whosaid_model_tokens_total", direction="output") == 5
    assert value(metrics, "whosaid_model_dollars_total") == 0.25
    for drafted in Mode:
        assert value(metrics, "whosaid_answer_seconds_count", drafted=drafted) == 1


def test_a_backend_that_is_not_loaded_is_none_measured_or_not() -> None:
    assert MeteredLoader(FakeBackend(ready=False), Metrics()).loaded() is None
    loaded = MeteredLoader(FakeBackend(), Metrics()).loaded()
    assert loaded is not None
    assert loaded.catalogue.sources()


def test_how_a_request_ended_is_read_from_its_status() -> None:
    found = [result_of(status) for status in (200, 204, 400, 404, 429, 500, 503)]
    assert found == ["ok", "ok", "refused", "refused", "rate_limited", "failed", "failed"]


async def test_requests_are_counted_where_they_are_made() -> None:
    async def refuse(_: web.Request) -> web.Response:
        return web.Response(status=429)

    application = web.Application()
    application.router.add_get("/", refuse)
    runner = web.AppRunner(application)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    metrics = Metrics()
    async with aiohttp.ClientSession(trace_configs=[count_requests(metrics)]) as session:
        async with session.get(f"http://127.0.0.1:{port}/"):
            pass
        await runner.cleanup()
        with pytest.raises(aiohttp.ClientError):
            await session.get(f"http://127.0.0.1:{port}/")
    assert value(metrics, "whosaid_discord_requests_total", result="rate_limited") == 1
    assert value(metrics, "whosaid_discord_requests_total", result="unreachable") == 1
