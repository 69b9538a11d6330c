"""What moderators did is kept in order, for a question and for a server."""

from sqlalchemy.ext.asyncio import AsyncSession

from bot.storage.acts import ActKind, acts_of, latest_acts, record_act
from bot.storage.withdrawals import QuotedSpan, Withdrawal, keep_withdrawal, withdrawals_for
from tests.bot.storage.rows import FIRST, accept


async def test_what_was_done_about_a_question_is_told_in_order(session: AsyncSession) -> None:
    row = await accept(session, FIRST)
    await record_act(session, 1, ActKind.EDITED, actor=5, question=row, detail={"sentences": 2}, at=10)
    await record_act(session, 1, ActKind.WITHDREW, actor=6, question=row, at=11)
    await record_act(session, 1, ActKind.PAUSED, actor=6, at=12)

    assert [(act.act, act.actor, act.detail, act.acted_at) for act in await acts_of(session, row)] == [
        (ActKind.EDITED, 5, {"sentences": 2}, 10),
        (ActKind.WITHDREW, 6, None, 11),
    ]


async def test_the_log_of_a_server_is_read_page_by_page(session: AsyncSession) -> None:
    for at in range(5):
        await record_act(session, 1, ActKind.RULES_CHANGED, actor=5, at=at)
    await record_act(session, 9, ActKind.PAUSED, actor=5, at=9)
    first = await latest_acts(session, 1, 3)
    second = await latest_acts(session, 1, 3, before=first[-1].id)

    assert [act.acted_at for act in first + second] == [4, 3, 2, 1, 0]


async def test_withdrawals_are_found_by_their_question_in_their_server(session: AsyncSession) -> None:
    quoted = (QuotedSpan(source="fog", sha256="then", start=3, end=9),)
    kept = [
        Withdrawal(guild=1, fingerprint="same", quoted=quoted, reason=reason, withdrawn_at=at)
        for at, reason in ((1, "wrong person"), (2, "out of context"))
    ]
    for withdrawal in kept:
        await keep_withdrawal(session, withdrawal)

    assert await withdrawals_for(session, 1, "same") == kept[::-1]
    assert await withdrawals_for(session, 9, "same") == []
    assert await withdrawals_for(session, 1, "other") == []
