"""Flags are kept once for each person and answer, shown on a card, and handled."""

import asyncio
from dataclasses import replace

from sqlalchemy.ext.asyncio import AsyncSession

from bot.moderation.reviews import FlagReason
from bot.storage.database import Database
from bot.storage.flags import (
    FlagState,
    NewFlag,
    flag_answer,
    flags_of,
    handle_flags,
    place_flag_card,
    uncarded_flags,
)
from tests.bot.storage.rows import FIRST, accept


def flag(question: int, flagger: int = 8) -> NewFlag:
    return NewFlag(
        question=question,
        guild=1,
        flagger=flagger,
        reason=FlagReason.NOT_SUPPORTED,
        note="that is not it",
        flagged_at=30,
    )


async def test_a_person_flags_an_answer_once_and_others_may_too(session: AsyncSession) -> None:
    row = await accept(session, FIRST)
    kept = [
        await flag_answer(session, new)
        for new in (flag(row), replace(flag(row), reason=FlagReason.OTHER), flag(row, 9))
    ]
    flags = await flags_of(session, row)

    assert kept == [True, False, True]
    assert [(found.flagger, found.reason, found.note) for found in flags] == [
        (8, FlagReason.NOT_SUPPORTED, "that is not it"),
        (9, FlagReason.NOT_SUPPORTED, "that is not it"),
    ]


async def test_open_flags_share_a_card_and_are_handled_together(session: AsyncSession) -> None:
    row = await accept(session, FIRST)
    for flagger in (8, 9):
        await flag_answer(session, flag(row, flagger))
    uncarded = len(await uncarded_flags(session))
    await place_flag_card(session, row, 70, 71)
    handled = [len(await handle_flags(session, row)) for _ in range(2)]
    session.expire_all()
    flags = await flags_of(session, row)

    assert (uncarded, await uncarded_flags(session), handled) == (2, [], [2, 0])
    assert {(found.state, found.card_channel, found.card_message) for found in flags} == {
        (FlagState.HANDLED, 70, 71)
    }


async def test_pressing_many_times_at_once_flags_once(database: Database) -> None:
    async with database.session() as session:
        row = await accept(session, FIRST)

    async def press() -> bool:
        async with database.session() as session:
            return await flag_answer(session, flag(row))

    assert (await asyncio.gather(*(press() for _ in range(20)))).count(True) == 1
