"""A folder of one's own, and the command line in it."""

import logging
from pathlib import Path

import pytest
import structlog

from bot.cli import main
from bot.settings import Settings
from tests.bot.commands import TALK, Ended, Whosaid


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder with one source, and with no setting but the lexical mode."""
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "lock.txt").write_text(TALK, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setenv("EMBEDDING", "none")
    monkeypatch.setenv("COLUMNS", "80")
    return tmp_path


@pytest.fixture
def whosaid(folder: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Whosaid:
    """Return what runs a command in the folder, and leaves the log as it was."""
    root = logging.getLogger()
    monkeypatch.setattr(root, "handlers", list(root.handlers))
    monkeypatch.setattr(root, "level", root.level)

    def call(*arguments: str) -> Ended:
        assert Path.cwd() == folder
        capfd.readouterr()
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        structlog.reset_defaults()
        printed = capfd.readouterr()
        assert isinstance(ended.value.code, int)
        return Ended(code=ended.value.code, out=printed.out, err=printed.err)

    return call
