"""The fake itself, tried with the smallest client: a fake that nobody tries proves nothing."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.wire.fake import TOKEN, FakeDiscord, fake_discord
from tests.wire.process import BotProcess, running
from tests.wire.rest import failing, rate_limited


@asynccontextmanager
async def echo_at(discord: FakeDiscord, folder: Path) -> AsyncGenerator[BotProcess]:
    program = running(
        "tests.wire.echo:main", address=discord.address, folder=folder, environment={"DISCORD_TOKEN": TOKEN}
    )
    async with program as bot:
        await discord.gateway.wait_for(sessions=1)
        yield bot


async def test_a_client_logs_in_answers_completes_and_is_pressed(tmp_path: Path) -> None:
    async with fake_discord() as discord, echo_at(discord, tmp_path):
        asked = await discord.ask("who?", speaker="Ann")
        answer = await discord.answer(asked)
        assert answer["content"] == "Ann: who?"
        assert await discord.complete("ask", {"speaker": "An"}, focused="speaker") == [
            {"name": "An…", "value": "An"}
        ]
        pressed = await discord.press("again", discord.rest.tokens[asked["token"]])
        assert (await discord.response(pressed)).payload["data"]["content"] == "pressed"
        await discord.mention("and why?")
        written = await discord.recording.wait_for("POST", r"/channels/\d+/messages")
        assert written.payload["content"].endswith("and why?")
        await discord.gateway.wait_for(heartbeats=1)
        assert not [request for request in discord.recording.requests if request.status == 404]


async def test_a_cut_connection_is_resumed_and_what_was_missed_is_sent_again(tmp_path: Path) -> None:
    async with fake_discord() as discord, echo_at(discord, tmp_path):
        discord.gateway.cut()
        asked = await discord.ask("still there?")
        assert (await discord.answer(asked))["content"] == "you: still there?"
        await discord.gateway.wait_for(resumed=1)
        assert len(discord.gateway.sessions) == 1


@pytest.mark.parametrize("resumable", [True, False])
async def test_an_invalid_session_is_resumed_or_begun_anew(tmp_path: Path, *, resumable: bool) -> None:
    async with fake_discord() as discord, echo_at(discord, tmp_path):
        await discord.gateway.invalidate(resumable=resumable)
        await discord.gateway.wait_for(sessions=1 if resumable else 2, resumed=1 if resumable else 0)


async def test_op_7_and_a_close_with_a_code_lead_to_a_resume(tmp_path: Path) -> None:
    async with fake_discord() as discord, echo_at(discord, tmp_path):
        await discord.gateway.ask_to_reconnect()
        await discord.gateway.wait_for(resumed=1)
        discord.gateway.close(4000)
        await discord.gateway.wait_for(resumed=2)


async def test_a_silent_gateway_is_left_and_come_back_to(tmp_path: Path) -> None:
    async with fake_discord() as discord, echo_at(discord, tmp_path):
        discord.gateway.fall_silent()
        # Nothing is heard for the client's own 2 s: it hangs up and comes back.
        await discord.gateway.wait_for(resumed=1)


async def test_rate_limits_and_failures_are_laid_on_a_route_and_wear_off(tmp_path: Path) -> None:
    async with fake_discord() as discord:
        discord.rest.faults.append(rate_limited("PUT", r"/applications/\d+/commands", seconds=0.1))
        discord.rest.faults.append(failing("PUT", r"/applications/\d+/commands", 500))
        async with echo_at(discord, tmp_path):
            synced = discord.recording.matching("PUT", r"/applications/\d+/commands")
            assert [request.status for request in synced] == [429, 500, 200]


async def test_refused_connections_are_counted_and_end(tmp_path: Path) -> None:
    async with fake_discord() as discord:
        discord.gateway.refuse = 2
        async with echo_at(discord, tmp_path):
            assert discord.gateway.refused == 2


async def test_a_wrong_token_is_refused(tmp_path: Path) -> None:
    async with fake_discord(token="another") as discord:  # noqa: S106  the name of no secret
        program = running(
            "tests.wire.echo:main",
            address=discord.address,
            folder=tmp_path,
            environment={"DISCORD_TOKEN": TOKEN},
        )
        async with program as bot:
            assert await bot.ended() == 1
        assert [request.status for request in discord.recording.requests] == [401]
