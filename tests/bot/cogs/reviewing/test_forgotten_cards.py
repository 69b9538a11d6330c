"""What was erased stands on no card of moderators any more."""

import time

import pytest
from sqlalchemy import func, select

from bot.moderation.rules import ChannelMode
from bot.storage.erasing import erase_person
from bot.storage.tables import FlagRow, ReviewRow
from tests.bot.cogs.reviewing.test_flagging import answer, flag
from tests.bot.cogs.reviews import QUESTION, Chamber
from tests.bot.server import Server, labels, read


@pytest.fixture
async def chamber(server: Server) -> Chamber:
    return await Chamber.open(server)


async def empty(chamber: Chamber) -> None:
    await chamber.server.bot.deciding.forgotten_cards.empty()


async def cards_kept(chamber: Chamber) -> int:
    async with chamber.server.database.session() as session:
        counts = [
            (await session.execute(select(func.count(table.card_message)))).scalar_one()
            for table in (ReviewRow, FlagRow)
        ]
    return sum(counts)


async def test_the_card_of_a_draft_whose_asker_had_it_erased_is_emptied(chamber: Chamber) -> None:
    await chamber.server.ann.slash(chamber.server.talk, "ask", question=QUESTION)
    await empty(chamber)
    assert QUESTION in read(chamber.card)
    async with chamber.server.database.session() as session:
        await erase_person(session, chamber.server.ann.id, None, at=int(time.time()))
    await empty(chamber)
    await chamber.server.bot.deciding.reviewing.resume()

    assert "is forgotten" in read(chamber.card)
    assert QUESTION not in read(chamber.card)
    assert labels(chamber.card) == []
    assert len(chamber.desk.history()) == 1
    assert await cards_kept(chamber) == 0


async def test_so_is_the_card_of_flags_on_an_answer_that_was_deleted(chamber: Chamber) -> None:
    await chamber.server.set_mode(chamber.server.talk, ChannelMode.OPEN)
    answered = await answer(chamber)
    await flag(answered, chamber.server.bea)
    await chamber.server.ann.click(answered, label="Delete")
    await empty(chamber)
    await chamber.server.env.restart_bot(chamber.server.new_bot())

    assert "is forgotten" in read(chamber.card)
    assert len(chamber.desk.history()) == 1
    assert await cards_kept(chamber) == 0


async def test_a_card_that_is_gone_is_not_looked_for_again(chamber: Chamber) -> None:
    await chamber.server.ann.slash(chamber.server.talk, "ask", question=QUESTION)
    await chamber.server.cleo.click(chamber.card, label="Approve")
    await chamber.server.cleo.delete(chamber.card)
    async with chamber.server.database.session() as session:
        await erase_person(session, chamber.server.ann.id, None, at=int(time.time()))
    await empty(chamber)

    assert await cards_kept(chamber) == 0
