"""`whosaid doctor` tells what there is, and keeps secrets."""

import base64
from pathlib import Path

import pytest

from bot.invite import invite_link
from tests.bot.commands import Whosaid

APPLICATION = 112233445566778899
TOKEN = (
    base64.b64encode(str(APPLICATION).encode()).decode().rstrip("=") + ".GfakeX.not-a-real-token-but-as-long"
)

KEY = "sk-test-only-0123456789abcdef"
PRICES = {"MODEL_PRICE_INPUT": "0.75", "MODEL_PRICE_OUTPUT": "4.5"}


def test_a_fresh_folder_can_be_asked_and_says_what_running_needs(whosaid: Whosaid) -> None:
    ended = whosaid("doctor")
    assert ended.code == 0
    told = " ".join(ended.out.split())
    assert "1 in seeds, 3 speakers" in told
    assert "at the next question" in told
    assert "DISCORD_TOKEN is not set" in told
    assert "without a model" in told


def test_an_index_that_is_made_is_up_to_date(whosaid: Whosaid) -> None:
    whosaid("search", "water")
    told = " ".join(whosaid("doctor").out.split())
    assert "up to date; words alone" in told


def test_with_a_token_the_invite_link_is_shown_and_the_token_is_not(
    whosaid: Whosaid, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", TOKEN)
    monkeypatch.setenv("DATABASE_URL", "postgresql+asyncpg://bot:opensesame@db/whosaid")
    ended = whosaid("doctor")
    assert invite_link(APPLICATION) in ended.out
    for secret in (TOKEN, TOKEN.split(".")[1], "opensesame"):
        assert secret not in ended.out + ended.err


@pytest.mark.parametrize("token", ["nonsense", "é.x.y", "." * 9, base64.b64encode(b"name").decode() + ".x.y"])
def test_what_is_no_token_is_said_to_be_none(
    whosaid: Whosaid, monkeypatch: pytest.MonkeyPatch, token: str
) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", token)
    ended = whosaid("doctor")
    assert "does not look like a token" in " ".join(ended.out.split())
    assert "oauth2" not in ended.out


def test_without_sources_questions_cannot_be_answered(whosaid: Whosaid, folder: Path) -> None:
    (folder / "seeds" / "lock.txt").unlink()
    ended = whosaid("doctor")
    assert ended.code == 2
    assert "holds no sources" in " ".join(ended.out.split())


@pytest.mark.parametrize(
    ("set_to", "told"),
    [
        ({"ANSWERS": "extractive", "OPENAI_API_KEY": KEY}, "without a model, as ANSWERS says"),
        ({"OPENAI_API_KEY": KEY}, "at api.openai.com, as there is an OPENAI_API_KEY"),
        ({"OPENAI_API_KEY": KEY, "ANSWERS": "openai:big"}, "written by big at api.openai.com"),
        (
            {"OPENAI_BASE_URL": "http://localhost:8080/v1", "ANSWERS": "openai:small"},
            "written by small at localhost:8080, as ANSWERS says",
        ),
        (
            {"OPENAI_BASE_URL": "http://u:opensesame@vllm/v1", "ANSWERS": "openai:a"},
            "travel there unencrypted",
        ),
        ({**PRICES, "OPENAI_API_KEY": KEY}, "its cost is kept"),
        ({**PRICES, "OPENAI_API_KEY": KEY, "DAILY_BUDGET": "2.50"}, "at most $2.50 a day"),
    ],
)
def test_it_says_who_words_the_answers_and_why(
    whosaid: Whosaid, monkeypatch: pytest.MonkeyPatch, set_to: dict[str, str], told: str
) -> None:
    for name, value in set_to.items():
        monkeypatch.setenv(name, value)
    ended = whosaid("doctor")
    assert ended.code == 0
    assert told in " ".join(ended.out.split())
    assert [secret for secret in (KEY, "opensesame") if secret in ended.out + ended.err] == []


@pytest.mark.parametrize(
    ("set_to", "told"),
    [
        ({"ANSWERS": "openai:big"}, "needs OPENAI_API_KEY, or OPENAI_BASE_URL"),
        ({"OPENAI_API_KEY": KEY, "DAILY_BUDGET": "1"}, "cannot be kept without prices"),
        ({"OPENAI_API_KEY": KEY, "MODEL_PRICE_INPUT": "1"}, "or neither"),
    ],
)
def test_what_contradicts_itself_is_to_be_put_right(
    whosaid: Whosaid, monkeypatch: pytest.MonkeyPatch, set_to: dict[str, str], told: str
) -> None:
    for name, value in set_to.items():
        monkeypatch.setenv(name, value)
    ended = whosaid("doctor")
    assert ended.code == 2
    assert told in " ".join(ended.out.split())


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ANSWERS", "openai"),
        ("ANSWERS", "openai:"),
        ("ANSWERS", "gpt"),
        ("OPENAI_API_KEY", "sk-with a space"),
        ("OPENAI_API_KEY", "sk-ключ"),
        ("OPENAI_BASE_URL", "localhost:8080"),
        ("OPENAI_BASE_URL", "ftp://host"),
        ("OPENAI_BASE_URL", "http://"),
        ("OPENAI_BASE_URL", "http://host:port/v1"),
        ("OPENAI_BASE_URL", "http://[::1/v1"),
        ("OPENAI_BASE_URL", "https://host/v1?key=sk-no"),
        ("DAILY_BUDGET", "-1"),
        ("DAILY_BUDGET", "NaN"),
        ("ANSWER_DEADLINE", "0"),
        ("MODEL_PRICE_INPUT", "cheap"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named_and_not_repeated(
    whosaid: Whosaid, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    ended = whosaid("doctor")
    assert ended.code == 2
    assert f"{name} cannot be used" in ended.err
    assert "sk-" not in ended.err
