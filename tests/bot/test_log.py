"""The log holds no secret and no one's words."""

import io
import json
import logging
from collections.abc import Callable, Iterator
from typing import Literal

import pytest
import structlog

from bot.log import set_up_logging

TOKEN = "MTIzNDU2Nzg5MDEyMzQ1Njc4.GabcdE.abcdefghijklmnopqrstuvwxyz0123456789AB"  # noqa: S105 - made up
HOOK = "aW50ZXJhY3Rpb246MTIzNDU2Nzg5MDEyMzQ1Njc4OmFiY2RlZmdo"

CAPPED = ("discord", "aiohttp", "openai", "llama_index", "sqlalchemy", "aiosqlite", "alembic", "httpx")

Logged = Callable[[], str]


@pytest.fixture(params=["console", "json"])
def logged(request: pytest.FixtureRequest) -> Iterator[Logged]:
    root = logging.getLogger()
    before = (root.handlers[:], root.level)
    stream = io.StringIO()
    form: Literal["console", "json"] = request.param
    set_up_logging("DEBUG", form, secrets=["hunter2"], stream=stream)
    yield stream.getvalue
    root.handlers[:], _ = before
    root.setLevel(before[1])
    structlog.reset_defaults()
    for name in CAPPED:
        logging.getLogger(name).setLevel(logging.NOTSET)


@pytest.mark.parametrize(
    "secret",
    [
        TOKEN,
        "hunter2",
        f"https://discord.com/api/v10/interactions/1/{HOOK}/callback",
        f"https://discord.com/api/v10/webhooks/1/{HOOK}/messages/@original",
        "Authorization: Bot abcdefghijklmnopqrstuvwxyz",
        "Bearer abcdefghijklmnopqrstuvwxyz",
        "sk-proj-abcdefghijklmnopqrstuvwxyz",
    ],
)
def test_secrets_are_hidden_wherever_they_stand(logged: Logged, secret: str) -> None:
    structlog.stdlib.get_logger("bot.x").warning("seen %s", secret, url=secret, deep={"list": [secret]})
    logging.getLogger("other").error("seen %s", secret)
    logging.getLogger("discord").error("seen", extra={"url": secret})

    for part in (TOKEN, "hunter2", HOOK, "abcdefghijklmnopqrstuvwxyz"):
        assert part not in logged()
    assert logged().count("seen") == 3


def test_an_exceptions_text_is_not_logged_since_it_may_be_someones_words(logged: Logged) -> None:
    def fail(question: str) -> None:
        raise ValueError(question)

    try:
        fail("a private matter")
    except ValueError:
        structlog.stdlib.get_logger("bot.x").exception("failed")
        logging.getLogger("asyncio").exception("failed too")

    assert "a private matter" not in logged()
    assert "builtins.ValueError" in logged()
    assert "test_log.py" in logged()


def test_what_connections_say_is_logged_without_secrets(logged: Logged) -> None:
    error = ConnectionResetError(104, f"reset by peer while sending {TOKEN}")
    structlog.stdlib.get_logger("bot.x").warning("lost", exc_info=error)

    assert "reset by peer" in logged()
    assert TOKEN not in logged()


def test_libraries_that_would_print_whole_events_are_capped(logged: Logged) -> None:
    logging.getLogger("discord.gateway").debug("event with words of people")
    logging.getLogger("openai._base_client").debug("request with words of people")
    logging.getLogger("sqlalchemy.engine.Engine").info("INSERT with words of people")
    logging.getLogger("bot.x").debug("ours")

    assert "words of people" not in logged()
    assert "ours" in logged()


def test_that_there_is_no_voice_is_nobodys_concern(logged: Logged) -> None:
    logging.getLogger("discord.client").warning("PyNaCl is not installed, voice will NOT be supported")

    assert not logged()


def test_json_lines_are_json() -> None:
    stream = io.StringIO()
    before = logging.getLogger().handlers[:]
    set_up_logging("INFO", "json", stream=stream)
    structlog.stdlib.get_logger("bot.x").info("ready", servers=3)
    logging.getLogger("discord").info("hello %s", "you")
    logging.getLogger().handlers[:] = before
    structlog.reset_defaults()
    first, second = map(json.loads, stream.getvalue().splitlines())

    assert (first["event"], first["servers"], first["level"], first["logger"]) == (
        "ready",
        3,
        "info",
        "bot.x",
    )
    assert second["event"] == "hello you"
