"""Withdrawing an answer: a tombstone with its reason, once, and it does not come back."""

import simcord

from bot.storage.acts import ActKind, acts_of
from tests.bot.cogs.reviews import Chamber, told
from tests.bot.cogs.test_flagging import answer, chamber, flag
from tests.bot.server import labels, read

__all__ = ["chamber"]


async def withdraw(
    chamber: Chamber, who: simcord.MemberActor | None = None, reason: str = "Wrong year"
) -> simcord.InteractionResult:
    person = who or chamber.server.cleo
    form = await person.click(chamber.card, label="Withdraw")
    return await person.submit_modal(form, {"text": reason})


async def test_a_withdrawn_answer_is_a_tombstone_and_does_not_come_back(chamber: Chamber) -> None:
    await flag(await answer(chamber), chamber.server.bea)
    result = await withdraw(chamber, reason="Wrong **year**")
    stone = chamber.server.talk.history()[-1]
    row = await chamber.server.row(1)
    async with chamber.server.database.session() as session:
        acts = await acts_of(session, 1)

    assert "The answer was withdrawn." in told(result)
    assert "**A moderator withdrew this answer.** Reason: Wrong \\*\\*year\\*\\*" in read(stone)
    assert labels(stone) == []
    assert row.withdrawn_at is not None
    assert [(act.act, act.actor, act.detail) for act in acts] == [
        (ActKind.WITHDREW, chamber.server.cleo.id, None)
    ]
    assert f"**Withdrawn** by <@{chamber.server.cleo.id}>" in read(chamber.card)
    assert "Wrong \\*\\*year\\*\\*" in read(await answer(chamber))
