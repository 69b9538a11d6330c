"""`whosaid forget`: for who cannot use `/privacy` any more."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot.cases import Casebook, WithdrawnCase
from bot.storage.database import Database
from bot.storage.standing import mark_withdrawn
from tests.bot.commands import Whosaid
from tests.bot.storage.canaries import ASKED, FINGERPRINT, HERE, PERSON, WORD, put_everywhere, scan

T = TypeVar("T")


def with_database(folder: Path, work: Callable[[AsyncSession], Awaitable[T]]) -> T:
    async def do() -> T:
        database = await Database.open(f"sqlite+aiosqlite:///{folder / 'data' / 'whosaid.db'}")
        try:
            async with database.session() as session:
                return await work(session)
        finally:
            await database.close()

    return asyncio.run(do())


@pytest.fixture(autouse=True)
def somebody(folder: Path) -> None:
    with_database(folder, lambda session: put_everywhere(session, PERSON, HERE, 1000))


def test_it_shows_what_is_kept_and_deletes_nothing(folder: Path, whosaid: Whosaid) -> None:
    ended = whosaid("forget", str(PERSON), "--show")

    assert ended.code == 0
    assert len(json.loads(ended.out)["questions"]) == 3
    assert with_database(folder, lambda session: scan(session, PERSON))


def test_it_forgets_a_person_with_the_case_files_of_their_questions(folder: Path, whosaid: Whosaid) -> None:
    with_database(folder, lambda session: mark_withdrawn(session, 1, withdrawn_at=5))
    cases = folder / "data" / "cases"
    case = WithdrawnCase(fingerprint=FINGERPRINT, question=ASKED.text or "", reason="other", quoted=())
    asyncio.run(Casebook(cases).keep(case))
    ended = whosaid("forget", str(PERSON), "--answers")

    assert ended.out.startswith(
        "Forgotten: 3 questions, 1 flags, 1 drafts decided, 1 acts as a moderator, 0 versions of sources.\n"
    )
    assert with_database(folder, lambda session: scan(session, PERSON, WORD)) == []
    assert WORD not in "".join(file.read_text("utf-8") for file in cases.iterdir())
    assert whosaid("forget", str(PERSON)).out == "Nothing is kept of this person.\n"
