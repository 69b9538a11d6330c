"""Two clicks at the same moment, on the same card or answer: one effect.

A fair sample by default; all of them with RACES=1000, as `poe stress` runs them.
"""

import math
import os
from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial
from unittest.mock import patch

import pytest
import simcord
from simcord.results import ResponseMessage
from sqlalchemy import func, select, update

from bot.moderation.reviews import ReviewState
from bot.moderation.rules import Allowance, ChannelMode, Limits
from bot.storage.acts import ActKind, acts_of
from bot.storage.flags import flags_of
from bot.storage.questions import Ending
from bot.storage.tables import FlagRow, WithdrawalRow
from tests.bot.cogs.reviews import Chamber, told
from tests.bot.server import Server, read

RACES = int(os.environ.get("RACES", "60"))
Click = Callable[[], Awaitable[simcord.InteractionResult]]
Race = Callable[[Chamber, int], Awaitable[None]]


@pytest.fixture
async def chamber(server: Server) -> Chamber:
    chamber = await Chamber.open(server)
    boundless = Limits(person=Allowance(), channel=Allowance(), server=Allowance())
    await server.change_rules(lambda old: replace(old, limits=boundless))
    return chamber


async def ask(chamber: Chamber, number: int, *, private: bool = False) -> ResponseMessage:
    """Ask what nobody asked before."""
    result = await chamber.server.ann.slash(
        chamber.server.talk, "ask", question=f"Who waits on day {number}?", private=private
    )
    assert result.response is not None
    return result.response


async def at_once(chamber: Chamber, *clicks: Click) -> list[str]:
    """Click at once, and return what each was told.

    The simulation waits after each click until the bot has done all; here it waits after the last alone.
    """

    async def go_on(**_: object) -> None:
        return

    with patch.object(chamber.server.env, "_settle_internal", go_on):
        begun = [await click() for click in clicks[:-1]]
    return [told(result) for result in (*begun, await clicks[-1]())]


async def counted_acts(chamber: Chamber, number: int) -> list[ActKind]:
    async with chamber.server.database.session() as session:
        return [act.act for act in await acts_of(session, number)]


def shown_answers(chamber: Chamber) -> int:
    return len([message for message in chamber.server.talk.history() if message.author.bot])


async def approve_and_approve(chamber: Chamber, number: int) -> None:
    await ask(chamber, number)
    before, card = shown_answers(chamber), chamber.card
    heard = await at_once(
        chamber,
        partial(chamber.server.cleo.click, card, label="Approve"),
        partial(chamber.dora.click, card, label="Approve"),
    )

    assert sum("Somebody was first" in one for one in heard) == 1
    assert shown_answers(chamber) == before + 1
    assert await counted_acts(chamber, number) == [ActKind.APPROVED]


async def approve_and_reject(chamber: Chamber, number: int) -> None:
    await ask(chamber, number)
    before, card = shown_answers(chamber), chamber.card
    form = await chamber.dora.click(card, label="Reject")
    reject = partial(chamber.dora.submit_modal, form, {"text": "No"})
    approve = partial(chamber.server.cleo.click, card, label="Approve")
    heard = await at_once(chamber, *((approve, reject) if number % 2 else (reject, approve)))
    acts, review = await counted_acts(chamber, number), await chamber.review(number)
    row = await chamber.server.row(number)

    assert sum("Somebody was first" in one for one in heard) == 1
    assert len(acts) == 1
    approved = acts == [ActKind.APPROVED]
    assert review.state is (ReviewState.APPROVED if approved else ReviewState.REJECTED)
    assert row.ending is (Ending.ANSWERED if approved else Ending.REJECTED)
    assert shown_answers(chamber) == before + approved


async def share_and_share(chamber: Chamber, number: int) -> None:
    answered = await ask(chamber, number, private=True)
    before = shown_answers(chamber)
    share = partial(chamber.server.ann.click, answered, label="Share")
    await at_once(chamber, share, share)

    assert shown_answers(chamber) == before + 1
    assert (await chamber.server.row(number)).public


async def withdraw_and_withdraw(chamber: Chamber, number: int) -> None:
    answered = await ask(chamber, number)
    await flag(chamber, answered, chamber.server.bea)
    card = chamber.card
    forms = [await who.click(card, label="Withdraw") for who in (chamber.server.cleo, chamber.dora)]
    heard = await at_once(
        chamber,
        partial(chamber.server.cleo.submit_modal, forms[0], {"text": "One"}),
        partial(chamber.dora.submit_modal, forms[1], {"text": "Two"}),
    )
    stone = read(chamber.server.talk.history()[-1])

    assert sum("was withdrawn before" in one for one in heard) == 1
    assert await counted_acts(chamber, number) == [ActKind.WITHDREW]
    assert await counted_withdrawals(chamber, number) == 1
    assert "**A moderator withdrew this answer.**" in stone


async def flag(
    chamber: Chamber, answered: ResponseMessage, who: simcord.MemberActor
) -> simcord.InteractionResult:
    async with chamber.server.database.session() as session:
        # Nobody flags more than ten answers in an hour: these were longer ago.
        await session.execute(update(FlagRow).values(flagged_at=1))
    form = await who.click(answered, label="Flag")
    return await who.submit_modal(form, {"choice": "other", "text": ""})


async def flag_and_flag(chamber: Chamber, number: int) -> None:
    """One person in two windows, and another at the same moment: two flags, on one card."""
    answered = await ask(chamber, number)
    cards = len(chamber.desk.history())
    forms = [await chamber.server.cleo.click(answered, label="Flag") for _ in range(2)]
    forms.append(await chamber.dora.click(answered, label="Flag"))
    people = (chamber.server.cleo, chamber.server.cleo, chamber.dora)
    sent = [
        partial(who.submit_modal, form, {"choice": "other", "text": ""})
        for who, form in zip(people, forms, strict=True)
    ]
    heard = await at_once(chamber, *sent)
    async with chamber.server.database.session() as session:
        flags = await flags_of(session, number)
        await session.execute(update(FlagRow).values(flagged_at=1))

    assert sum("flagged this answer before" in one for one in heard) == 1
    assert len(flags) == 2
    assert len(chamber.desk.history()) == cards + 1
    assert "- 2 × Something else" in read(chamber.card)


async def delete_and_withdraw(chamber: Chamber, number: int) -> None:
    answered = await ask(chamber, number)
    await flag(chamber, answered, chamber.server.bea)
    form = await chamber.server.cleo.click(chamber.card, label="Withdraw")
    withdraw = partial(chamber.server.cleo.submit_modal, form, {"text": "One"})
    delete = partial(chamber.server.ann.click, answered, label="Delete")
    await at_once(chamber, *((withdraw, delete) if number % 2 else (delete, withdraw)))
    left = [message for message in chamber.server.talk.history() if message.id == answered.id]

    assert not left or "withdrew this answer" in read(left[0])
    assert (await counted_acts(chamber, number)).count(ActKind.WITHDREW) <= 1
    assert (await chamber.server.row(number)).text is None


async def counted_withdrawals(chamber: Chamber, number: int) -> int:
    fingerprint = (await chamber.server.row(number)).fingerprint
    async with chamber.server.database.session() as session:
        statement = select(func.count()).where(WithdrawalRow.fingerprint == fingerprint)
        return (await session.execute(statement)).scalar_one()


RACED: dict[str, tuple[ChannelMode, Race]] = {
    "approve and approve": (ChannelMode.DRAFT, approve_and_approve),
    "approve and reject": (ChannelMode.DRAFT, approve_and_reject),
    "share and share": (ChannelMode.OPEN, share_and_share),
    "withdraw and withdraw": (ChannelMode.OPEN, withdraw_and_withdraw),
    "flag and flag": (ChannelMode.OPEN, flag_and_flag),
    "delete and withdraw": (ChannelMode.OPEN, delete_and_withdraw),
}


@pytest.mark.parametrize("raced", RACED)
async def test_two_at_once_have_one_effect(chamber: Chamber, raced: str) -> None:
    mode, race = RACED[raced]
    await chamber.server.set_mode(chamber.server.talk, mode)
    for number in range(1, math.ceil(RACES / len(RACED)) + 1):
        await race(chamber, number)
