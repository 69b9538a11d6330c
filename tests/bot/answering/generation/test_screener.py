"""A text is looked at within the deadline, or it is said that nobody could."""

import asyncio
import json
import time
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.generation.circuit import Circuit
from bot.answering.generation.screener import OpenAIScreener
from bot.answering.generation.screenings import NoScreeningError, read_screening
from bot.moderation.screeners import Clear, Flagged, NoScreener, Screening, Unavailable
from tests.bot.answering.openai_failures import BODIES, CONNECTIONS, REFUSALS, drip, hang, hang_up
from tests.bot.answering.openai_server import KEY, JSONObject, Play, fail, http, say, say_json, serving

ASKED = "Did the harbour master say that?"


def result(*flagged: str) -> JSONObject:
    categories: dict[str, bool | None] = {"hate": False, "illicit": None, "self-harm/intent": False}
    return {
        "flagged": bool(flagged),
        "categories": categories | dict.fromkeys(flagged, True),
        "category_scores": {"hate": 0.01},
    }


def verdict(*results: JSONObject) -> JSONObject:
    return {"id": "modr-1", "model": "omni-moderation-latest", "results": list(results)}


CLEAR = say_json(verdict(result()))
HATEFUL = say_json(verdict(result("hate", "harassment/threatening")))


@asynccontextmanager
async def screener_at(
    url: str, *, seconds: float = 2.0, clock: Callable[[], float] = lambda: 0.0
) -> AsyncGenerator[OpenAIScreener]:
    screener = OpenAIScreener(url=url, key=KEY, circuit=Circuit(clock=clock), seconds=seconds)
    try:
        yield screener
    finally:
        await screener.close()


async def screened(*plays: Play, text: str = ASKED, seconds: float = 2.0) -> tuple[Screening, int]:
    """Return what came of it, and how many requests it took."""
    async with serving(*plays) as server, screener_at(server.url, seconds=seconds) as screener:
        return await screener.screen(text), len(server.received)


async def test_a_harmless_text_is_clear() -> None:
    assert await screened(CLEAR) == (Clear(), 1)


async def test_a_harmful_text_is_flagged_with_its_kinds() -> None:
    assert await screened(HATEFUL) == (Flagged(categories=("harassment/threatening", "hate")), 1)


@pytest.mark.parametrize(
    ("kinds", "found"),
    [
        (["violence"], Clear()),
        (["violence/graphic"], Flagged(categories=("violence/graphic",))),
        (["violence", "hate"], Flagged(categories=("hate", "violence"))),
    ],
)
async def test_to_tell_of_violence_is_no_harm_by_itself(kinds: list[str], found: Screening) -> None:
    assert await screened(say_json(verdict(result(*kinds)))) == (found, 1)


async def test_a_text_that_is_flagged_for_nothing_named_is_flagged() -> None:
    unnamed = say_json(verdict({**result(), "flagged": True}))
    assert await screened(unnamed) == (Flagged(categories=()), 1)


async def test_only_the_text_is_sent() -> None:
    async with serving(CLEAR) as server, screener_at(server.url) as screener:
        await screener.screen(ASKED)
    request = server.received[0]
    assert request.line == "POST /v1/moderations HTTP/1.1"
    assert request.body == {"model": "omni-moderation-latest", "input": [ASKED]}
    assert request.headers["authorization"] == f"Bearer {KEY}"


@pytest.mark.parametrize("text", ["", " \n", "\t" * 20_000])
async def test_nothing_is_clear_and_is_not_sent(text: str) -> None:
    assert await screened(HATEFUL, text=text) == (Clear(), 0)


async def test_a_long_text_is_looked_at_in_lapping_pieces() -> None:
    long = "".join(f"{number:06} " for number in range(3000))
    plays = say_json(verdict(result(), result(), result("hate")))
    async with serving(plays) as server, screener_at(server.url) as screener:
        assert await screener.screen(long) == Flagged(categories=("hate",))
    pieces = server.received[0].body["input"]
    assert len(pieces) == 3
    assert all(before.endswith(after[:200]) for before, after in pairwise(pieces))
    assert pieces[0] + "".join(piece[200:] for piece in pieces[1:]) == long


@pytest.mark.parametrize("results", [0, 2])
async def test_an_answer_about_another_number_of_texts_is_none(results: int) -> None:
    assert (await screened(say_json(verdict(*[result()] * results))))[0] == Unavailable()


@pytest.mark.parametrize(
    "first",
    [fail(500), fail(503), fail(429), hang_up, say(http(b"<html>"))],
    ids=["500", "503", "429", "hung up", "a page"],
)
async def test_after_a_failure_it_is_tried_once_more(first: Play) -> None:
    assert await screened(first, HATEFUL) == (Flagged(categories=("harassment/threatening", "hate")), 2)


@pytest.mark.parametrize("slow", [hang, drip(http(b" " * 500))], ids=["never", "a byte at a time"])
async def test_one_request_that_takes_too_long_leaves_time_for_another(slow: Play) -> None:
    assert await screened(slow, CLEAR, seconds=1.0) == (Clear(), 2)


@pytest.mark.parametrize("status", [400, 401, 403, 404])
async def test_what_another_try_cannot_mend_is_not_tried_again(status: int) -> None:
    assert await screened(fail(status), CLEAR) == (Unavailable(), 1)


OUTAGES = {**REFUSALS, **BODIES, **CONNECTIONS}


@pytest.mark.parametrize("name", OUTAGES)
async def test_whatever_goes_wrong_it_is_said_within_the_deadline(
    name: str, caplog: pytest.LogCaptureFixture
) -> None:
    began = time.monotonic()
    play, _ = OUTAGES[name]
    assert (await screened(play, seconds=0.3))[0] == Unavailable()
    assert time.monotonic() - began < 1.5
    assert ASKED not in caplog.text
    assert KEY not in caplog.text


async def test_nobody_there_is_unavailable() -> None:
    async with serving(CLEAR) as server:
        url = server.url
    async with screener_at(url) as screener:
        assert await screener.screen(ASKED) == Unavailable()


async def test_who_keeps_failing_is_left_alone_for_a_while() -> None:
    now = 0.0
    failing = [fail(500)] * 6
    async with (
        serving(*failing, CLEAR) as server,
        screener_at(server.url, seconds=5.0, clock=lambda: now) as screener,
    ):
        assert [await screener.screen(ASKED) for _ in range(5)] == [Unavailable()] * 5
        assert len(server.received) == 6
        now = 31.0
        assert await screener.screen(ASKED) == Clear()


async def test_one_who_is_called_off_leaves_the_way_free() -> None:
    async with serving(hang, CLEAR) as server, screener_at(server.url, seconds=5.0) as screener:
        task = asyncio.create_task(screener.screen(ASKED))
        await server.arrived.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert await screener.screen(ASKED) == Clear()


async def test_many_are_looked_at_at_once() -> None:
    async with serving(CLEAR) as server, screener_at(server.url, seconds=5.0) as screener:
        found = await asyncio.gather(*(screener.screen(ASKED) for _ in range(100)))
    assert found == [Clear()] * 100


async def test_where_nobody_was_asked_to_look_every_text_is_clear() -> None:
    assert await NoScreener().screen(ASKED) == Clear()


@given(st.binary() | st.text().map(lambda text: json.dumps({"results": text}).encode()))
def test_a_body_of_anything_is_no_screening(body: bytes) -> None:
    with pytest.raises(NoScreeningError):
        read_screening(body, 1)


def test_a_kind_that_is_no_name_is_not_repeated() -> None:
    body = json.dumps(verdict(result("hate", "@everyone", "x" * 50))).encode()
    assert read_screening(body, 1) == Flagged(categories=("hate",))
