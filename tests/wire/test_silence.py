"""The log of the process itself, at DEBUG: no word of anybody's and no token, whatever goes wrong."""

from tests.wire.conftest import Run
from tests.wire.fake import TOKEN, FakeDiscord
from tests.wire.rest import failing, rate_limited

WORD = "Xylocanaria"
QUESTION = f"How much honey do the hives give to {WORD}?"


async def test_at_debug_no_word_and_no_token_is_logged_of_what_people_do_and_discord_refuses(
    run: Run, discord: FakeDiscord
) -> None:
    async with run(LOG_LEVEL="DEBUG", LOG_FORMAT="json") as bot:
        await discord.gateway.wait_for(sessions=1)
        seen = [await discord.ask(QUESTION)]
        await discord.answer(seen[-1])
        seen.append(await discord.ask(QUESTION, private=True))
        await discord.answer(seen[-1])
        await discord.mention(QUESTION)
        await discord.recording.wait_for("POST", r"/channels/\d+/messages")
        seen.append(await discord.use("privacy", {}))
        await discord.answer(seen[-1])
        discord.rest.faults.append(rate_limited("PATCH", "/webhooks/.*", seconds=0.1))
        discord.rest.faults.append(failing("PATCH", "/webhooks/.*", 400, times=1))
        for _ in range(2):
            seen.append(await discord.ask(QUESTION))
            await discord.response(seen[-1])
        await bot.prints("question not answered|ended.*undelivered")
        discord.gateway.cut()
        await discord.gateway.wait_for(resumed=1)
        assert await bot.stop() == 0
    assert '"level": "debug"' in bot.output
    for unspoken in (TOKEN, WORD, *(interaction["token"] for interaction in seen)):
        assert [line for line in bot.lines if unspoken in line] == []
