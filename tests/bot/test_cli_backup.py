"""Backing up and restoring as an operator does it."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.storage.database import Database
from bot.storage.questions import accept_question
from tests.bot.commands import Whosaid
from tests.bot.storage.rows import FIRST


async def keep_a_question(folder: Path) -> None:
    database = await Database.open(f"sqlite+aiosqlite:///{folder / 'data' / 'whosaid.db'}")
    async with database.session() as session:
        await accept_question(session, FIRST)
    await database.close()


def questions(folder: Path) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(folder / "data" / "whosaid.db")) as raw:
        return raw.execute("SELECT text FROM questions").fetchall()


def test_what_is_backed_up_is_restored_and_what_it_holds_is_said(whosaid: Whosaid, folder: Path) -> None:
    asyncio.run(keep_a_question(folder))
    saved = whosaid("backup", "kept.gz")
    (folder / "data" / "whosaid.db").unlink()
    restored = whosaid("restore", "kept.gz")

    assert (saved.code, saved.err, restored.code, restored.err) == (0, "", 0, "")
    assert ["questions", "1"] in [line.split() for line in saved.out.splitlines()]
    assert "Backed up into kept.gz" in saved.out
    assert "secret keys" in saved.out
    assert "Restored from kept.gz." in restored.out
    assert "before" not in restored.out
    assert questions(folder) == [("one",)]


def test_what_is_there_is_replaced_when_told_and_kept_beside(whosaid: Whosaid, folder: Path) -> None:
    asyncio.run(keep_a_question(folder))
    whosaid("backup", "kept.gz")
    refused = whosaid("restore", "kept.gz")
    replaced = whosaid("restore", "kept.gz", "--replace")
    (copy,) = (folder / "data").glob("replaced-*.jsonl.gz")

    assert (refused.code, refused.out) == (2, "")
    assert "--replace" in refused.err
    assert replaced.code == 0
    assert f"What was there before is in {copy.relative_to(folder)}" in replaced.out


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("backup", "kept.gz"), "nothing to back up"),
        (("backup", "seeds/lock.txt"), "nothing to back up"),
        (("restore", "nosuch.gz"), "There is no file nosuch.gz."),
        (("restore", "seeds/lock.txt"), "not a backup"),
        (("restore", "seeds"), "cannot be read"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    whosaid: Whosaid, folder: Path, arguments: tuple[str, ...], sentence: str
) -> None:
    ended = whosaid(*arguments)

    assert (ended.code, ended.out, ended.err.count("\n")) == (2, "", 1)
    assert sentence in ended.err
    assert not (folder / "data" / "whosaid.db").exists()


def test_a_backup_that_cannot_be_written_is_one_sentence(whosaid: Whosaid, folder: Path) -> None:
    asyncio.run(keep_a_question(folder))
    for file, sentence in (
        ("seeds/lock.txt", "is there already"),
        ("seeds/lock.txt/b.gz", "cannot be written"),
    ):
        ended = whosaid("backup", file)
        assert (ended.code, ended.out, ended.err.count("\n")) == (2, "", 1)
        assert sentence in ended.err
