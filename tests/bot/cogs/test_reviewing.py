"""Drafts before moderators: seen with their evidence, decided once, and ended whatever happens."""

import pytest
import simcord

from bot.moderation.reviews import ReviewState
from bot.storage.questions import Ending, QuestionState
from tests.bot.cogs.reviews import QUESTION, Chamber
from tests.bot.server import Server, labels, read


@pytest.fixture
async def chamber(server: Server) -> Chamber:
    return await Chamber.open(server)


async def ask(chamber: Chamber) -> simcord.InteractionResult:
    return await chamber.server.ann.slash(chamber.server.talk, "ask", question=QUESTION)


async def test_a_draft_waits_with_its_evidence_before_moderators(chamber: Chamber) -> None:
    told = await ask(chamber)
    card = read(chamber.card)
    row = await chamber.server.row(1)

    assert "A moderator looks at the answer" in read(told)
    assert not chamber.server.talk.history()
    assert f"<@{chamber.server.ann.id}> in <#{chamber.server.talk.id}>" in card
    assert f"“{QUESTION}”" in card
    assert "**1.** Mira Okafor waits for the weather.\n> “Mostly I wait for fog.”\n" in card
    assert "> **Mira Okafor** · A talk at the harbour · turn 1, line 2, at 1:00" in card
    assert labels(chamber.card) == ["Approve", "Edit", "Reject", "Answer privately", "Open passage"]
    assert row.state is QuestionState.WAITING


async def test_an_approved_draft_is_posted_once_and_says_so(chamber: Chamber) -> None:
    told = await ask(chamber)
    await chamber.server.cleo.click(chamber.card, label="Approve")
    [posted] = chamber.server.talk.history()
    row, review = await chamber.server.row(1), await chamber.review()

    assert "A moderator approved this answer." in read(posted)
    assert "Mostly I wait for fog." in read(posted)
    assert labels(posted)[:2] == ["Show passage", "Ask more"]
    assert (row.ending, row.public, row.answer_message) == (Ending.ANSWERED, True, posted.id)
    assert (review.state, review.decided_by) == (ReviewState.APPROVED, chamber.server.cleo.id)
    assert review.told_at is not None
    assert f"**Approved** by <@{chamber.server.cleo.id}>" in read(chamber.card)
    assert str(posted.id) in read(chamber.card)
    assert labels(chamber.card) == []
    assert read(told).endswith(str(posted.id))


async def test_a_rejected_draft_is_shown_to_nobody_and_its_asker_reads_the_reason(chamber: Chamber) -> None:
    told = await ask(chamber)
    form = await chamber.server.cleo.click(chamber.card, label="Reject")
    await chamber.server.cleo.submit_modal(form, {"text": "Not **here**, @everyone"})
    row = await chamber.server.row(1)

    assert not chamber.server.talk.history()
    assert "did not let the answer to your question out. Their reason: Not \\*\\*here\\*\\*" in read(told)
    assert row.ending is Ending.REJECTED
    assert "**Rejected** by" in read(chamber.card)
    assert labels(chamber.card) == []
