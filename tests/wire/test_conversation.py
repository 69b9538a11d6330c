"""`whosaid run` in a conversation: forms, replies, and the message menu, through restarts."""

import json

from tests.wire.conftest import Run
from tests.wire.fake import FakeDiscord
from tests.wire.payloads import STRANGER, Payload

QUESTION = "How much honey do the hives give?"
WORDS = "Forty jars in a good summer"
POSTED = r"/channels/\d+/messages"
PRIVATE = 1 << 6


def shown(message: Payload) -> str:
    """Return a message's body as one text."""
    return json.dumps(message, ensure_ascii=False)


async def open_form(discord: FakeDiscord, answer: Payload) -> Payload:
    pressed = await discord.press(f"q:more:{row_of(answer)}", answer, presser=STRANGER)
    opened = (await discord.response(pressed)).payload
    assert opened["type"] == 9
    form: Payload = opened["data"]
    return form


def row_of(answer: Payload) -> str:
    return shown(answer).partition("q:more:")[2].partition('"')[0]


async def test_more_is_asked_after_a_restart_with_a_form_from_before_it(
    run: Run, discord: FakeDiscord
) -> None:
    async with run():
        await discord.gateway.wait_for(sessions=1)
        asked = await discord.ask(QUESTION)
        await discord.answer(asked)
        answer = discord.rest.tokens[asked["token"]]
        form = await open_form(discord, answer)
        assert QUESTION in shown(form)
    async with run():
        await discord.gateway.wait_for(sessions=2)
        late = await discord.submit(form, "And in a wet summer?", answer, sender=STRANGER)
        assert "eleven jars" in shown(await discord.answer(late))
        await open_form(discord, answer)


async def test_a_reply_that_arrives_empty_gets_one_hint_whether_it_pings_or_not(
    run: Run, discord: FakeDiscord
) -> None:
    async with run():
        await discord.gateway.wait_for(sessions=1)
        asked = await discord.ask(QUESTION)
        await discord.answer(asked)
        answer = discord.rest.tokens[asked["token"]]
        for _ in range(3):
            await discord.write("And in a wet summer?", reply_to=answer, pings=True)
            await discord.write("And in a wet summer?", reply_to=answer, writer=STRANGER)
        await discord.write("Fog again.")
        await discord.mention("How much honey did the hives give in the wet summer?")
        await discord.recording.wait_for("POST", POSTED, count=3)
        *hints, answered = (shown(request.payload) for request in discord.recording.matching("POST", POSTED))
        assert ["Ask more" in hint and "could not read" in hint for hint in hints] == [True, True]
        assert WORDS in answered


async def test_a_message_is_checked_in_private_though_its_text_would_be_withheld(
    run: Run, discord: FakeDiscord
) -> None:
    async with run():
        await discord.gateway.wait_for(sessions=1)
        claim = await discord.write("Most readers never noticed the bees at all.", writer=STRANGER)
        chosen = await discord.choose("Check against sources", claim)
        assert (await discord.response(chosen)).payload["data"]["flags"] & PRIVATE
        assert "never noticed the bees at all" in shown(await discord.answer(chosen))
        assert not discord.recording.matching("POST", POSTED)
