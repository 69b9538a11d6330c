"""What probes are told of the real bot: while it loads, answers, loses Discord, and drains."""

import asyncio
import json
import signal

from tests.bot.health.test_health import fetch, free_port
from tests.wire.conftest import Run
from tests.wire.fake import FakeDiscord
from tests.wire.test_run import QUESTION


async def told(port: int, path: str) -> tuple[int, str]:
    return await asyncio.to_thread(fetch, port, path)


async def ready(port: int, *, wanted: bool, seconds: float = 20) -> dict[str, str]:
    async with asyncio.timeout(seconds):
        while True:
            status, body = await told(port, "/readyz")
            if (status == 200) == wanted:
                problems: dict[str, str] = json.loads(body)["problems"]
                return problems
            await asyncio.sleep(0.2)


async def test_a_bot_is_ready_counts_what_it_answers_and_lives_on_without_discord(
    run: Run, discord: FakeDiscord
) -> None:
    port = free_port()
    async with run(HEALTH_PORT=str(port)) as bot:
        await discord.gateway.wait_for(sessions=1)
        await ready(port, wanted=True)
        await discord.answer(await discord.ask(QUESTION))
        await bot.prints("question ended")
        _, numbers = await told(port, "/metrics")
        assert 'whosaid_questions_total{ending="answered",mode="open",way="slash"} 1.0' in numbers
        assert 'whosaid_discord_requests_total{result="ok"}' in numbers
        discord.gateway.refuse = 1000
        discord.gateway.cut()
        assert set(await ready(port, wanted=False)) == {"discord"}
        assert (await told(port, "/livez"))[0] == 200
        assert await bot.stop() == 0


async def test_a_bot_that_drains_is_not_ready_and_ends_in_time(run: Run, discord: FakeDiscord) -> None:
    port = free_port()
    async with run(HEALTH_PORT=str(port)) as bot:
        await discord.gateway.wait_for(sessions=1)
        await ready(port, wanted=True)
        discord.rest.hold("PATCH", "/webhooks/.*")
        await discord.ask(QUESTION)
        await bot.prints("question accepted")
        bot.process.send_signal(signal.SIGTERM)
        assert (await ready(port, wanted=False))["process"] == "draining"
        late = await discord.ask("And who reads there?")
        assert "I am restarting" in json.dumps((await discord.response(late)).payload)
        discord.rest.release()
        assert await bot.ended() == 0
    assert "question ended" in bot.output
