"""A model is asked as it should be, within its bounds, and what it writes is a draft."""

import asyncio
import json
import logging
import re
import time
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from bot.answering.generation.generating import Brief, NotWritten, Unwritten, Written
from bot.answering.generation.spending import LedgerError, MemoryLedger, ModelCall
from bot.answering.types import Mode, Rejection
from bot.answering.verification.grounding import verify
from tests.bot.answering.briefs import BOUNDS, DAY, asking, brief_of
from tests.bot.answering.grounds import gather, read_lamps
from tests.bot.answering.openai_failures import hang
from tests.bot.answering.openai_server import (
    KEY,
    MODEL,
    OpenAIServer,
    Play,
    completion,
    fail,
    labels_of,
    reply,
    say,
    say_json,
    sentence,
    serving,
)

LAMPS = "close to 0.5 billion lamps"
GOOD = reply(sentence("Ada Quill says so.", ("{label}", LAMPS)))
NOTHING = reply()


async def ask(server: OpenAIServer, brief: Brief | None = None) -> Written | NotWritten:
    async with asking(server.url) as generator:
        return await generator.write(brief or brief_of())


async def ending_of(*plays: Play) -> tuple[Unwritten | None, int]:
    """Return the ending (None for a draft), and how many requests it took."""
    async with serving(*plays) as server:
        written = await ask(server)
    return written.reason if isinstance(written, NotWritten) else None, len(server.received)


async def test_a_reply_becomes_a_draft_about_the_turns_behind_its_labels() -> None:
    async with serving(GOOD) as server:
        written = await ask(server)
    assert isinstance(written, Written)
    claim = written.draft.claims[0]
    assert written.draft.mode is Mode.GENERATED
    assert claim.text == "Ada Quill says so."
    turn = gather(read_lamps()).turns[claim.quotes[0].source, claim.quotes[0].turn]
    assert claim.quotes[0].words in turn.text


async def test_what_it_cost_is_told_and_kept() -> None:
    ledger = MemoryLedger()
    async with serving(GOOD) as server, asking(server.url, ledger=ledger) as generator:
        written = await generator.write(brief_of())
    assert isinstance(written, Written)
    spent = written.spent
    assert (spent.model, spent.calls, spent.input_tokens, spent.output_tokens) == (MODEL, 1, 1000, 100)
    assert spent.dollars == await ledger.spent(DAY) == Decimal("0.002")


async def test_no_answer_in_the_excerpts_is_a_draft_of_nothing() -> None:
    async with serving(NOTHING) as server:
        written = await ask(server)
    assert isinstance(written, Written)
    assert written.draft.claims == ()


@pytest.mark.parametrize("label", ["00000000", "", "Ada Quill", "1"])
async def test_a_label_that_was_not_given_is_refused_with_its_sentence(label: str) -> None:
    async with serving(reply(sentence("Ada Quill says so.", (label, LAMPS)))) as server:
        written = await ask(server)
    assert isinstance(written, Written)
    verified = verify(written.draft, gather(read_lamps()))
    assert (verified.claims, [one.reason for one in verified.rejected]) == ((), ["turn_not_retrieved"])


async def test_a_server_is_asked_for_a_bounded_reply_to_a_schema_and_to_keep_nothing() -> None:
    async with serving(NOTHING) as server:
        await ask(server)
    sent = server.received[0].body
    schema = sent["response_format"]["json_schema"]
    assert (sent["model"], sent["max_tokens"], sent["temperature"]) == (MODEL, 500, 0)
    assert (sent["response_format"]["type"], schema["strict"]) == ("json_schema", True)
    assert schema["schema"]["$defs"]["ReplyQuote"]["properties"]["label"]["enum"] == labels_of(
        server.received[0]
    )
    assert (sent["store"], sent["safety_identifier"]) == (False, "a1b2c3")
    assert not {"max_completion_tokens", "stream", "tools"} & set(sent)


async def test_nobody_is_told_of_an_asker_who_is_not_known() -> None:
    async with serving(NOTHING) as server:
        await ask(server, replace(brief_of(), asker=None))
    assert "safety_identifier" not in server.received[0].body


async def test_who_refuses_what_it_does_not_know_is_asked_without_it() -> None:
    detail = {"detail": [{"type": "extra_forbidden", "loc": ["body", "store"], "input": False}]}
    async with serving(say_json(detail, status=422), NOTHING) as server, asking(server.url) as generator:
        written = [await generator.write(brief_of()) for _ in range(2)]
    assert all(isinstance(one, Written) for one in written)
    assert ["store" in one.body for one in server.received] == [True, False, False]
    assert "safety_identifier" not in server.received[1].body
    assert server.received[1].body["max_tokens"] == 500


async def test_who_speaks_as_openai_is_asked_as_openai() -> None:
    refusal = say_json(
        {"error": {"message": "No.", "code": "unsupported_parameter", "param": "max_tokens"}}, status=400
    )
    async with serving(refusal, NOTHING) as server, asking(server.url) as generator:
        written = [await generator.write(brief_of()) for _ in range(2)]
    assert all(isinstance(one, Written) for one in written)
    assert ["max_tokens" in one.body for one in server.received] == [True, False, False]
    sent = server.received[1].body
    assert (sent["store"], sent["safety_identifier"], sent["max_completion_tokens"]) == (False, "a1b2c3", 500)
    assert sent["response_format"] == server.received[2].body["response_format"]
    assert "enum" not in json.dumps(sent["response_format"])


async def test_the_schema_is_strict_in_all_its_objects() -> None:
    async with serving(NOTHING) as server:
        await ask(server)
    schema = server.received[0].body["response_format"]["json_schema"]["schema"]
    objects = [schema, *schema["$defs"].values()]
    assert len(objects) == 3
    for one in objects:
        assert one["additionalProperties"] is False
        assert sorted(one["required"]) == sorted(one["properties"])
    assert schema["properties"]["sentences"]["maxItems"] == 5


async def test_nothing_to_read_is_asked_about_all_the_same() -> None:
    async with serving(NOTHING) as server:
        written = await ask(server, Brief(question="Why?", excerpts=()))
    assert isinstance(written, Written)
    assert "enum" not in json.dumps(server.received[0].body)


async def test_labels_are_new_for_each_question() -> None:
    async with serving(NOTHING) as server, asking(server.url) as generator:
        for _ in range(3):
            await generator.write(brief_of())
    labels = [label for request in server.received for label in labels_of(request)]
    assert len(labels) == len(set(labels)) == 6
    assert all(re.fullmatch(r"[0-9a-f]{8}", label) for label in labels)


async def test_a_key_goes_to_its_server_as_a_header_alone() -> None:
    async with serving(NOTHING) as server:
        await ask(server)
    request = server.received[0]
    assert request.headers["authorization"] == f"Bearer {KEY}"
    assert KEY not in json.dumps(request.body) + request.line


async def test_a_server_that_asks_for_no_key_needs_none() -> None:
    async with serving(NOTHING) as server, asking(server.url, key=None) as generator:
        assert isinstance(await generator.write(brief_of()), Written)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_nobody_is_followed_elsewhere(status: int) -> None:
    async with serving(NOTHING) as other:
        moved = fail(status, headers={"Location": f"{other.url}/chat/completions"})
        assert await ending_of(moved) == (Unwritten.UNREACHABLE, 1)
        assert other.received == []


@pytest.mark.parametrize(
    ("play", "ending", "requests"),
    [
        (fail(500), Unwritten.SERVER_FAILED, 2),
        (fail(500, headers={"x-should-retry": "false"}), Unwritten.SERVER_FAILED, 1),
        (fail(429, headers={"retry-after": "0"}), Unwritten.RATE_LIMITED, 2),
        (fail(429, headers={"retry-after": "120"}), Unwritten.RATE_LIMITED, 1),
        (fail(429, "insufficient_quota"), Unwritten.QUOTA_EXHAUSTED, 1),
        (fail(401), Unwritten.REFUSED_KEY, 1),
        (fail(400), Unwritten.BAD_REQUEST, 1),
    ],
)
async def test_only_what_may_pass_is_tried_again_and_only_once(
    play: Play, ending: Unwritten, requests: int
) -> None:
    assert await ending_of(play) == (ending, requests)


async def test_a_long_rate_limit_is_not_waited_for() -> None:
    began = time.monotonic()
    await ending_of(fail(429, headers={"retry-after": "30"}))
    assert time.monotonic() - began < 1


@pytest.mark.parametrize("first", [fail(500), fail(503), fail(429), fail(409), say(b"nonsense\r\n\r\n")])
async def test_what_passes_at_the_second_try_is_an_answer(first: Play) -> None:
    assert await ending_of(first, GOOD) == (None, 2)


async def test_where_nobody_listens_it_cannot_be_reached() -> None:
    async with serving(NOTHING) as server:
        pass
    ledger = MemoryLedger()
    async with asking(server.url, ledger=ledger) as generator:
        written = await generator.write(brief_of())
    assert written == NotWritten(reason=Unwritten.UNREACHABLE)
    assert ledger.calls == []


@pytest.mark.parametrize(
    "usage",
    [
        None,
        {},
        "much",
        {"prompt_tokens": 5},
        {"prompt_tokens": -1, "completion_tokens": 5},
        {"prompt_tokens": 10**12, "completion_tokens": 5},
        {"prompt_tokens": 5.5, "completion_tokens": "5"},
    ],
)
async def test_where_the_usage_is_not_told_the_most_is_counted(usage: object) -> None:
    async with serving(reply(usage=usage)) as server:
        written = await ask(server)
    assert isinstance(written, Written)
    assert written.spent.output_tokens == BOUNDS.output_tokens
    assert 500 < written.spent.input_tokens < 5000


async def test_the_first_of_several_choices_is_the_answer() -> None:
    one = completion(json.dumps({"sentences": []}))
    two = completion("what?")
    both = completion("", choices=[*one["choices"], *two["choices"]])
    assert await ending_of(say_json(both)) == (None, 1)


async def test_a_reply_under_another_type_is_read_all_the_same() -> None:
    body = json.dumps(completion(json.dumps({"sentences": []}))).encode()
    head = f"HTTP/1.1 200 Said\r\nContent-Type: text/plain\r\nContent-Length: {len(body)}\r\n\r\n".encode()
    assert await ending_of(say(head + body)) == (None, 1)


async def test_who_is_called_off_stops_at_once_and_has_paid() -> None:
    ledger = MemoryLedger()
    async with serving(hang) as server, asking(server.url, ledger=ledger) as generator:
        asked = asyncio.create_task(generator.write(brief_of()))
        await server.arrived.wait()
        asked.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asked
        assert len(ledger.calls) == 1
        server.plays[:] = [NOTHING]
        assert isinstance(await generator.write(brief_of()), Written)


async def test_a_repair_tells_what_was_refused_and_why() -> None:
    refused = (Rejection(text="Ada Quill has 7 lamps.", reason="number_not_in_evidence"),)
    async with serving(NOTHING) as server:
        await ask(server, replace(brief_of(), refused=refused))
    told = server.received[0].text
    assert "Ada Quill has 7 lamps." in told
    assert "a number or a date that is not in its quotes" in told


async def test_many_at_once_do_not_overshoot_the_budget_together() -> None:
    ledger = MemoryLedger()
    async with serving(GOOD) as server, asking(server.url, ledger=ledger, budget=Decimal("0.03")) as model:
        written = await asyncio.gather(*(model.write(brief_of()) for _ in range(40)))
    refused = [one.reason for one in written if isinstance(one, NotWritten)]
    assert refused
    assert set(refused) == {Unwritten.OVER_BUDGET}
    assert len(written) - len(refused) == len(server.received) == len(ledger.calls) > 0
    assert await ledger.spent(DAY) <= Decimal("0.03")


class BrokenLedger(MemoryLedger):
    """Can be read, or written, or neither."""

    def __init__(self, *, readable: bool) -> None:
        super().__init__()
        self.readable = readable

    async def spent(self, day: date) -> Decimal:
        if not self.readable:
            raise LedgerError("The disk is full.")
        return await super().spent(day)

    async def record(self, call: ModelCall) -> None:
        raise LedgerError(f"The disk is full, and {call.model} not kept.")


async def test_a_budget_that_cannot_be_read_ends_generation() -> None:
    ledger = BrokenLedger(readable=False)
    async with serving(GOOD) as server, asking(server.url, ledger=ledger, budget=Decimal(1)) as generator:
        written = await generator.write(brief_of())
    assert written == NotWritten(reason=Unwritten.BUDGET_UNKNOWN)
    assert server.received == []


async def test_what_cannot_be_kept_counts_all_the_same() -> None:
    ledger = BrokenLedger(readable=True)
    async with serving(GOOD) as server, asking(server.url, ledger=ledger, budget=Decimal("0.012")) as model:
        written = [await model.write(brief_of()) for _ in range(12)]
    assert isinstance(written[0], Written)
    assert isinstance(written[-1], NotWritten)


async def test_a_server_that_keeps_failing_is_left_alone_until_it_is_well() -> None:
    now = [0.0]
    async with serving(fail(500)) as server, asking(server.url, clock=lambda: now[0]) as generator:
        for _ in range(3):
            await generator.write(brief_of())
        failed = len(server.received)
        assert await generator.write(brief_of()) == NotWritten(reason=Unwritten.CIRCUIT_OPEN)
        assert len(server.received) == failed
        server.plays[:] = [GOOD]
        now[0] = 31.0
        assert isinstance(await generator.write(brief_of()), Written)
        assert isinstance(await generator.write(brief_of()), Written)


@pytest.mark.parametrize("play", [fail(401), fail(429, "insufficient_quota")])
async def test_a_key_that_is_refused_is_not_offered_again_for_long(play: Play) -> None:
    now = [0.0]
    async with serving(play) as server, asking(server.url, clock=lambda: now[0]) as generator:
        await generator.write(brief_of())
        now[0] = 800.0
        assert await generator.write(brief_of()) == NotWritten(reason=Unwritten.CIRCUIT_OPEN)
        now[0] = 901.0
        await generator.write(brief_of())
    assert len(server.received) == 2


async def test_a_model_that_writes_nonsense_is_asked_again() -> None:
    async with serving(say_json(completion("?"))) as server, asking(server.url) as generator:
        for _ in range(6):
            written = await generator.write(brief_of())
            assert isinstance(written, NotWritten)
            assert written.reason is Unwritten.MALFORMED
    assert len(server.received) == 6


async def test_the_log_holds_no_key_no_question_and_no_word_of_anybody(
    caplog: pytest.LogCaptureFixture,
) -> None:
    secrets = (KEY, "Zanzibar", "billion lamps", "Never mind the", "a1b2c3")
    plays = (say_json(completion("Never mind the lamps.")), fail(401), fail(500, KEY), hang)
    with caplog.at_level(logging.DEBUG):
        for play in plays:
            async with serving(play) as server:
                await ask(server, brief_of("How many lamps has Zanzibar?"))
    ours = [record for record in caplog.records if record.name.startswith("bot")]
    assert len(ours) == len(plays)
    written = "\n".join(f"{record.getMessage()} {record.__dict__}" for record in ours)
    assert [secret for secret in secrets if secret in written] == []
