"""`whosaid run` against a Discord that fails: it answers, comes back by itself, and ends cleanly."""

import json
import signal
from pathlib import Path

import pytest

from tests.wire.conftest import Run
from tests.wire.fake import TOKEN, FakeDiscord
from tests.wire.payloads import ASKER, OTHER_CHANNEL, Payload
from tests.wire.process import BotProcess, running
from tests.wire.rest import failing, rate_limited

QUESTION = "How much honey do the hives give?"
WORDS = "Forty jars in a good summer"
PRIVILEGED = 1 << 1 | 1 << 8 | 1 << 15  # members, presences, message content
COMMANDS = r"/applications/\d+/commands"


def shown(message: Payload) -> str:
    """Return a message's body as one text."""
    return json.dumps(message, ensure_ascii=False)


async def test_it_answers_loses_its_connection_resumes_answers_again_and_ends(
    run: Run, discord: FakeDiscord
) -> None:
    async with run() as bot:
        await discord.gateway.wait_for(sessions=1)
        first = await discord.ask(QUESTION)
        assert (await discord.response(first)).payload["type"] == 5
        assert WORDS in shown(await discord.answer(first))
        discord.gateway.cut()
        second = await discord.ask("What did the readers say about the bees?")
        assert "never noticed the bees" in shown(await discord.answer(second))
        assert (len(discord.gateway.sessions), discord.gateway.resumed) == (1, 1)
        assert await bot.stop() == 0
    assert TOKEN not in bot.output


async def test_it_asks_for_no_privileged_intent_and_no_unknown_route(run: Run, discord: FakeDiscord) -> None:
    async with run():
        await discord.gateway.wait_for(sessions=1)
        await discord.answer(await discord.ask(QUESTION))
        assert not [intents for intents in discord.gateway.intents if intents & PRIVILEGED]
        assert not [request for request in discord.recording.requests if request.status == 404]


async def test_nobody_is_pinged_but_who_asked(run: Run, discord: FakeDiscord) -> None:
    async with run():
        await discord.gateway.wait_for(sessions=1)
        asked = await discord.ask(f"{QUESTION} @everyone <@{ASKER}>")
        await discord.answer(asked)
        mentioned = await discord.mention(QUESTION)
        await discord.recording.wait_for("POST", r"/channels/\d+/messages")
        messages = list(discord.recording.messages())
        assert len(messages) >= 2
        for message in messages:
            allowed: Payload = message["allowed_mentions"]
            assert allowed["parse"] == []
            assert not set(allowed.get("users", [])) - {ASKER}
            assert not allowed.get("roles")
            if allowed.get("replied_user"):
                assert str(message["message_reference"]["message_id"]) == mentioned["id"]


async def test_a_mention_is_answered_only_where_it_may_be(run: Run, discord: FakeDiscord) -> None:
    async with run():
        await discord.gateway.wait_for(sessions=1)
        await discord.mention(QUESTION, channel=OTHER_CHANNEL)
        await discord.mention(QUESTION)
        await discord.recording.wait_for("POST", r"/channels/\d+/messages")
        assert not discord.recording.matching("POST", rf"/channels/{OTHER_CHANNEL}/messages")


async def test_it_comes_up_by_itself_when_the_first_connections_fail(run: Run, discord: FakeDiscord) -> None:
    discord.gateway.refuse = 2
    discord.rest.faults.append(failing("GET", "/users/@me", 503))
    async with run() as bot:
        await discord.gateway.wait_for(sessions=1, seconds=30)
        assert WORDS in shown(await discord.answer(await discord.ask(QUESTION)))
        assert discord.gateway.refused == 2
        assert await bot.stop() == 0


async def test_it_comes_back_by_itself_after_a_malformed_event(run: Run, discord: FakeDiscord) -> None:
    async with run() as bot:
        await discord.gateway.wait_for(sessions=1)
        await discord.gateway.dispatch("INTERACTION_CREATE", {"bogus": True})
        await discord.gateway.wait_for(sessions=2, seconds=30)
        assert WORDS in shown(await discord.answer(await discord.ask(QUESTION)))
        assert await bot.stop() == 0


@pytest.mark.parametrize("fault", ["reconnect", "resumable", "over", "closed"])
async def test_every_way_to_lose_a_session_leads_back(run: Run, discord: FakeDiscord, fault: str) -> None:
    async with run():
        await discord.gateway.wait_for(sessions=1)
        gateway = discord.gateway
        if fault == "closed":
            gateway.close(4000)
        elif fault == "reconnect":
            await gateway.ask_to_reconnect()
        else:
            await gateway.invalidate(resumable=fault == "resumable")
        begun_anew = fault == "over"
        await gateway.wait_for(sessions=2 if begun_anew else 1, resumed=0 if begun_anew else 1)
        assert WORDS in shown(await discord.answer(await discord.ask(QUESTION)))


@pytest.mark.parametrize("code", [4004, 4014])
async def test_a_refusal_that_would_come_again_ends_it_with_one_sentence(
    run: Run, discord: FakeDiscord, code: int
) -> None:
    async with run() as bot:
        await discord.gateway.wait_for(sessions=1)
        discord.gateway.close(code)
        assert await bot.ended() == 2
    assert "Traceback" not in bot.output
    assert len(discord.gateway.sessions) == 1


async def test_an_answer_cut_off_by_a_kill_is_shown_once_at_the_next_start(
    run: Run, discord: FakeDiscord
) -> None:
    discord.rest.faults.append(failing("PATCH", "/webhooks/.*", 503, times=1000))
    async with run() as bot:
        await discord.gateway.wait_for(sessions=1)
        await discord.ask(QUESTION)
        await discord.recording.wait_for("PATCH", "/webhooks/.*")
        await bot.stop(signal.SIGKILL)
    discord.rest.faults.clear()
    for told in ("question ended", "ready"):
        async with run() as bot:
            await bot.prints(told)
            assert await bot.stop() == 0
    edits = [edit for edit in discord.recording.matching("PATCH", "/webhooks/.*") if edit.status == 200]
    assert [WORDS in shown(edit.payload) for edit in edits] == [True]


async def test_its_database_is_backed_up_but_not_replaced_while_it_runs(
    run: Run, discord: FakeDiscord, folder: Path
) -> None:
    async def use(*arguments: str) -> BotProcess:
        command = ("bot.cli:main", *arguments)
        async with running(*command, address=discord.address, folder=folder, environment={}) as used:
            await used.ended()
        return used

    async with run() as bot:
        await bot.prints("ready")
        assert (await use("backup", "kept.gz")).process.returncode == 0
        refused = await use("restore", "kept.gz", "--replace")
        assert refused.process.returncode == 2
        assert refused.output.startswith("The bot is running: stop it first")
        await bot.stop(signal.SIGKILL)
    assert (await use("restore", "kept.gz", "--replace")).process.returncode == 0


async def test_a_rate_limit_on_the_answer_is_waited_out(run: Run, discord: FakeDiscord) -> None:
    discord.rest.faults.append(rate_limited("PATCH", "/webhooks/.*", seconds=0.2))
    async with run():
        await discord.gateway.wait_for(sessions=1)
        asked = await discord.ask(QUESTION)
        written = await discord.recording.wait_for("PATCH", "/webhooks/.*", count=2)
        assert (written.status, WORDS in shown(written.payload)) == (200, True)
        assert len(discord.recording.matching("POST", rf"/interactions/{asked['id']}/.*")) == 1


async def test_sigterm_ends_it_while_discord_cannot_be_reached(run: Run, discord: FakeDiscord) -> None:
    discord.rest.faults.append(failing("GET", "/users/@me", 503, times=1000))
    async with run() as bot:
        await discord.recording.wait_for("GET", "/users/@me")
        assert await bot.stop() == 0


async def test_commands_are_not_sent_again_when_nothing_changed(run: Run, discord: FakeDiscord) -> None:
    for start in range(1, 3):
        async with run() as bot:
            await discord.gateway.wait_for(sessions=start)
            await discord.answer(await discord.ask(QUESTION))
            assert await bot.stop() == 0
    assert len(discord.recording.matching("PUT", COMMANDS)) == 1


async def test_the_log_holds_no_secret_and_no_word_of_a_question(run: Run, discord: FakeDiscord) -> None:
    async with run(LOG_LEVEL="DEBUG") as bot:
        await discord.gateway.wait_for(sessions=1)
        asked = await discord.ask(f"{QUESTION} Confidentially.")
        assert WORDS in shown(await discord.answer(asked))
        await discord.mention(f"{QUESTION} Confidentially.")
        await discord.recording.wait_for("POST", r"/channels/\d+/messages")
        assert await bot.stop() == 0
    assert bot.output
    for unspoken in (TOKEN, asked["token"], "Confidentially"):
        assert unspoken not in bot.output


@pytest.mark.parametrize("supervised", [False, True])
@pytest.mark.parametrize(("name", "value"), [("EMBEDDING", "openai:small"), ("STORE_URL", "chalk:board")])
async def test_a_wrong_setting_of_the_index_is_one_sentence_before_the_login(
    run: Run, discord: FakeDiscord, name: str, value: str, *, supervised: bool
) -> None:
    async with run(supervised=supervised, **{name: value}) as bot:
        assert await bot.ended() == 2
    (line,) = [line for line in bot.lines if line.strip()]
    assert line.startswith(f"{name}={value} ")
    assert not discord.recording.requests


@pytest.mark.parametrize("token", ["a-wrong-token", ""])
async def test_a_wrong_or_missing_token_is_one_sentence_and_no_loop(
    run: Run, discord: FakeDiscord, token: str
) -> None:
    async with run(DISCORD_TOKEN=token) as bot:
        assert await bot.ended() == 2
    lines = [line for line in bot.lines if line.strip()]
    assert "DISCORD_TOKEN" in lines[-1]
    assert "Traceback" not in bot.output
    assert len(discord.recording.requests) == (1 if token else 0)
