"""Answers that stand: found again, withdrawn once, and known to be outdated."""

from dataclasses import replace

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot.storage.outcomes import StoredOutcome, read_outcome, store_outcome, write_outcome
from bot.storage.questions import (
    Ending,
    NewQuestion,
    end_question,
    erase_question,
    find_question,
    keep_outcome,
)
from bot.storage.standing import answers_quoting, mark_withdrawn, publish_question, standing_answer
from tests.bot.fakes import fog_answer
from tests.bot.storage.rows import FIRST, accept

ASKED = replace(FIRST, fingerprint="same")


def quoting(sha256: str) -> StoredOutcome:
    outcome = store_outcome(fog_answer())
    return replace(
        outcome, citations=tuple(replace(citation, sha256=sha256) for citation in outcome.citations)
    )


async def answer(session: AsyncSession, new: NewQuestion, sha256: str = "then") -> int:
    row = await accept(session, new, ended=False)
    await keep_outcome(session, row, quoting(sha256))
    await end_question(session, row, Ending.ANSWERED, ended_at=9, answer_message=new.origin + 1)
    return row


async def standing(session: AsyncSession, guild: int = 1, channel: int = 2) -> int | None:
    session.expire_all()
    found = await standing_answer(session, guild, channel, "same")
    return None if found is None else found.id


async def test_the_latest_answer_to_the_same_question_in_the_channel_stands(session: AsyncSession) -> None:
    await answer(session, ASKED)
    latest = await answer(session, replace(ASKED, origin=200))
    await answer(session, replace(ASKED, origin=300, fingerprint="other"))

    assert await standing(session) == latest
    assert await standing(session, channel=9) is None
    assert await standing(session, guild=9) is None


async def test_what_was_withdrawn_or_erased_does_not_stand(session: AsyncSession) -> None:
    first = await answer(session, ASKED)
    latest = await answer(session, replace(ASKED, origin=200))
    withdrawn = [await mark_withdrawn(session, latest, withdrawn_at=at) for at in (40, 41)]
    after_withdrawing = await standing(session)
    await erase_question(session, first, erased_at=42)

    assert (withdrawn, after_withdrawing) == ([True, False], first)
    assert await standing(session) is None


@pytest.mark.parametrize("ending", [Ending.ABSTAINED, Ending.STOPPED, Ending.POINTED])
async def test_only_an_answer_stands(session: AsyncSession, ending: Ending) -> None:
    row = await accept(session, ASKED, ended=False)
    await end_question(session, row, ending, ended_at=9, answer_message=101)

    assert await standing(session) is None


async def test_a_private_answer_stands_once_it_is_published_and_is_published_once(
    session: AsyncSession,
) -> None:
    row = await answer(session, replace(ASKED, public=False))
    before = await standing(session)
    published = [await publish_question(session, row, answer_message=message) for message in (7, 8)]
    session.expire_all()
    kept = await find_question(session, row)

    assert (before, published, await standing(session)) == (None, [True, False], row)
    assert kept is not None
    assert (kept.public, kept.answer_message) == (True, 7)


async def test_answers_that_quote_what_has_changed_or_gone_are_found(session: AsyncSession) -> None:
    outdated = await answer(session, ASKED, "then")
    current = await answer(session, replace(ASKED, origin=200), "now")
    old_version = await answer(session, replace(ASKED, origin=300), "")
    private = await answer(session, replace(ASKED, origin=400, public=False), "then")
    source = store_outcome(fog_answer()).citations[0].source

    async def found(sha256: str | None) -> list[int]:
        return [question.id for question in await answers_quoting(session, 1, {source: sha256})]

    assert await found("now") == [outdated]
    assert await found(None) == [current, outdated]
    assert await answers_quoting(session, 1, {"another": None}) == []
    assert await answers_quoting(session, 9, {source: None}) == []
    assert {old_version, private}.isdisjoint(await found(None))
    await mark_withdrawn(session, outdated, withdrawn_at=40)
    session.expire_all()
    assert await found("now") == []


def test_an_outcome_of_an_older_version_is_read_without_what_it_did_not_say() -> None:
    written = write_outcome(quoting("then"))
    for citation in written["citations"]:
        del citation["sha256"]

    assert read_outcome(written) == quoting("")
