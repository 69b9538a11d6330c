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


def test_a_fresh_folder_can_be_asked_and_says_what_running_needs(whosaid: Whosaid) -> None:
    ended = whosaid("doctor")
    assert ended.code == 0
    told = " ".join(ended.out.split())
    assert "1 in seeds, 3 speakers" in told
    assert "at the next question" in told
    assert "DISCORD_TOKEN is not set" in told
    assert "without a model" in told


def test_an_index_that_is_made_is_up_to_date(whosaid: Whosaid) -> None:
    whosaid("sources", "list")
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
