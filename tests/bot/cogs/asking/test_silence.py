"""No word of anybody's and no token is logged at any level, whatever people do and whatever fails."""

import io
import json
import logging
from collections.abc import Generator

import aiohttp
import discord
import pytest
import structlog
from discord import app_commands
from discord.ext import commands

from bot.answering.asking import Asked
from bot.answering.types import Outcome
from bot.cogs.menus import CHECK
from bot.log import describe_failure, set_up_logging
from bot.moderation.rules import ChannelMode
from bot.storage.errors import StorageError
from bot.wording import privacy as wording
from tests.bot.server import Server

WORD = "Xylocanaria"
QUESTION = f"Where does {WORD} live?"
# Of the test, not of the bot: it writes whole payloads on purpose.
SIMULATOR = "simcord"


@pytest.fixture
def log() -> Generator[io.StringIO]:
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    levels = {name: logging.getLogger(name).level for name in logging.root.manager.loggerDict}
    stream = io.StringIO()
    set_up_logging("DEBUG", "json", stream=stream)
    yield stream
    root.handlers[:] = before
    root.setLevel(level)
    for name in logging.root.manager.loggerDict:
        logging.getLogger(name).setLevel(levels.get(name, logging.NOTSET))
    structlog.reset_defaults()


def lines_with(log: io.StringIO, *sought: str) -> list[str]:
    lines = log.getvalue().splitlines()
    assert lines, "nothing was logged at all"
    found = [line for line in lines if any(one in line for one in sought)]
    return [line for line in found if not json.loads(line)["logger"].startswith(SIMULATOR)]


def tokens(server: Server) -> list[str]:
    """Return the token of every interaction so far: each stands in a URL of ours."""
    urls = (entry.path for entry in server.env.http_requests)
    found = {part for url in urls for part in url.split("/") if "interaction_" in part}
    assert found
    return sorted(found)


async def use_everything(server: Server) -> None:
    answer = await server.ann.slash(server.talk, "ask", question=QUESTION, speaker=f"Doctor {WORD}")
    assert answer.response is not None
    await server.bea.click(answer.response, label="Show passage")
    form = await server.bea.click(answer.response, label="Ask more")
    await server.bea.submit_modal(form, {"question": f"And {WORD}?"})
    written = await server.ann.send(server.talk, f"{server.bot_mention} {QUESTION}")
    await server.bea.context_menu(server.talk, CHECK, written)
    await server.ann.slash(server.nook, "quote", words=f"{WORD} said so")
    await server.ann.slash(server.office, "ask", question=QUESTION)
    page = await server.ann.slash(server.talk, "privacy")
    assert page.response is not None
    await server.ann.click(page.response, label=wording.DOWNLOAD)
    await server.ann.click(answer.response, label="Delete")


async def test_questions_menus_forms_and_buttons_leave_no_word_in_the_log(
    server: Server, log: io.StringIO
) -> None:
    await use_everything(server)

    assert lines_with(log, WORD, *tokens(server)) == []


@pytest.mark.parametrize(
    "error",
    [
        ValueError(QUESTION),
        StorageError("The database failed."),
        KeyError(QUESTION),
        commands.BadArgument(QUESTION),
        app_commands.AppCommandError(QUESTION),
    ],
    ids=lambda error: type(error).__name__,
)
async def test_what_fails_while_answering_leaves_no_word_in_the_log(
    server: Server, log: io.StringIO, error: Exception
) -> None:
    def fail(asked: Asked) -> Outcome:
        raise error from RuntimeError(asked.text)

    server.answering.reply = fail
    await server.ann.slash(server.talk, "ask", question=QUESTION)
    await server.ann.send(server.talk, f"{server.bot_mention} {QUESTION}")

    assert lines_with(log, WORD, *tokens(server)) == []
    assert lines_with(log, "question not answered")


@pytest.mark.parametrize(
    ("status", "code"), [(400, 50035), (400, 200000), (403, 50013), (404, 10008), (500, 0)]
)
async def test_what_discord_refuses_leaves_no_word_and_no_token_in_the_log(
    server: Server, log: io.StringIO, monkeypatch: pytest.MonkeyPatch, status: int, code: int
) -> None:
    monkeypatch.setattr("bot.cogs.asking.delivery._PAUSE", 0)
    for method, route in (("PATCH", "/webhooks/*"), ("POST", "/channels/*/messages")):
        server.env.inject_error(method, route, status=status, code=code, message=QUESTION, times=20)
    await server.ann.slash(server.talk, "ask", question=QUESTION)
    await server.ann.send(server.talk, f"{server.bot_mention} {QUESTION}")

    assert lines_with(log, WORD, *tokens(server)) == []


async def test_drafts_and_their_cards_leave_no_word_in_the_log(server: Server, log: io.StringIO) -> None:
    await server.set_mode(server.talk, ChannelMode.DRAFT)
    await server.ann.slash(server.talk, "ask", question=QUESTION)
    await server.ann.send(server.talk, f"{server.bot_mention} {QUESTION}")

    assert lines_with(log, WORD, *tokens(server)) == []


@app_commands.command(description="Never called")
async def ask(_interaction: discord.Interaction) -> None:
    """Do nothing."""


class Response:
    """As much of a response as the library's exceptions look at."""

    status = 400
    reason = QUESTION


@pytest.mark.parametrize(
    "error",
    [
        discord.HTTPException(Response(), {"code": 50035, "message": QUESTION}),  # pyright: ignore[reportArgumentType] - see above
        commands.UserInputError(QUESTION),
        app_commands.CommandInvokeError(ask, ValueError(QUESTION)),  # pyright: ignore[reportUnknownArgumentType] - its cog is open
    ],
    ids=lambda error: type(error).__name__,
)
def test_an_exceptions_text_is_not_told_where_it_repeats_what_was_typed(error: Exception) -> None:
    told = describe_failure(error)

    assert WORD not in told
    assert type(error).__name__ in told


def test_what_the_library_says_of_a_connection_is_told() -> None:
    assert "status 400, code 50035" in describe_failure(
        discord.HTTPException(Response(), {"code": 50035, "message": QUESTION})  # pyright: ignore[reportArgumentType] - see above
    )
    assert "no such token" in describe_failure(discord.LoginFailure("no such token"))
    assert "cut" in describe_failure(aiohttp.ClientConnectionError("cut"))
