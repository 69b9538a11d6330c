"""What the address of a database holds is not shown."""

import logging
from pathlib import Path

import pytest

from bot.commands.configured import Folders, configure
from tests.bot.commands import Whosaid


@pytest.mark.parametrize("written", ["opensesame", "open%20sesame", "open%2Fsesame"])
def test_the_password_of_a_database_is_hidden_in_the_log(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], written: str
) -> None:
    root = logging.getLogger()
    monkeypatch.setattr(root, "handlers", list(root.handlers))
    monkeypatch.setattr(root, "level", root.level)
    address = f"postgresql+asyncpg://someone:{written}@127.0.0.1:1/whosaid"
    monkeypatch.setenv("DATABASE_URL", address)
    settings = configure(Folders(data=folder / "data"))
    logging.getLogger("bot").error("tried %s", address)

    assert settings.database == address
    printed = capfd.readouterr().err
    assert "[hidden]" in printed
    assert "sesame" not in printed


def test_a_server_that_is_away_is_one_sentence_without_the_password(
    whosaid: Whosaid, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql+asyncpg://someone:opensesame@127.0.0.1:1/whosaid")
    for arguments in (("backup", "kept.gz"), ("doctor",)):
        ended = whosaid(*arguments)
        assert "sesame" not in ended.out + ended.err
    refused = whosaid("backup", "kept.gz")

    assert (refused.code, refused.out) == (2, "")
    assert refused.err.startswith("The database server cannot be reached:")
