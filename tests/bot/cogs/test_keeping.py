"""Servers that come and go, and messages that are taken down in the background."""

import time
from dataclasses import replace
from typing import Any

import discord
import pytest

from bot.cogs.keeping import Keeping
from bot.storage.departures import departed_before, note_departure
from bot.storage.erasing import erase_person
from bot.storage.flags import FlagReason, NewFlag, flag_answer, flags_of, place_flag_card
from bot.storage.questions import find_question
from bot.storage.reviews import place_card, review_of_question, wait_for_review
from bot.storage.unwanted import reject_message
from bot.takedown import Takedown
from bot.views.page import say
from tests.bot.server import Server
from tests.bot.storage.canaries import ASKED, put

FAR = 2**62
LEFT = 99 << 22


async def departed(server: Server) -> list[int]:
    async with server.database.session() as session:
        return list(await departed_before(session, FAR))


def keeping(server: Server) -> Keeping:
    return next(cog for cog in server.bot.cogs.values() if isinstance(cog, Keeping))


def delete_guild(server: Server, **more: Any) -> None:  # noqa: ANN401 - what the event says beside the id
    data: Any = {"id": str(server.guild.id), **more}
    server.bot._connection.parse_guild_delete(data)  # pyright: ignore[reportPrivateUsage] - as the gateway does


async def test_a_server_that_removes_the_bot_is_noted(server: Server) -> None:
    guild = server.bot.get_guild(server.guild.id)
    assert guild is not None
    await keeping(server).on_guild_remove(guild)

    assert await departed(server) == [server.guild.id]
    await keeping(server).on_guild_join(guild)
    assert await departed(server) == []


@pytest.mark.parametrize(
    ("more", "event"), [({}, "guild_remove"), ({"unavailable": True}, "guild_unavailable")]
)
async def test_an_unavailable_server_is_another_event_than_one_that_is_left(
    server: Server, monkeypatch: pytest.MonkeyPatch, more: dict[str, Any], event: str
) -> None:
    dispatched: list[str] = []

    def dispatch(name: str, *_: object) -> None:
        dispatched.append(name)

    monkeypatch.setattr(server.bot._connection, "dispatch", dispatch)  # pyright: ignore[reportPrivateUsage] - as above
    delete_guild(server, **more)

    assert dispatched == [event]
    assert not hasattr(keeping(server), "on_guild_unavailable")


async def test_at_the_start_servers_that_are_missing_are_noted_and_those_back_are_kept(
    server: Server,
) -> None:
    async with server.database.session() as session:
        await put(session, replace(ASKED, guild=LEFT))
        await put(session, replace(ASKED, origin=2000, guild=server.guild.id))
        await note_departure(session, server.guild.id, at=5)
    await keeping(server).on_ready()

    assert await departed(server) == [LEFT]


async def test_an_unavailable_server_is_not_missing(server: Server) -> None:
    async with server.database.session() as session:
        await put(session, replace(ASKED, guild=server.guild.id))
    guild = server.bot.get_guild(server.guild.id)
    assert guild is not None
    guild.unavailable = True
    await keeping(server).on_ready()

    assert await departed(server) == []


async def test_a_server_of_another_process_shards_is_not_missing(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with server.database.session() as session:
        await put(session, replace(ASKED, guild=LEFT))
    monkeypatch.setattr(server.bot, "shard_count", 2)  # 99 is odd: not on shard 0
    await keeping(server).on_ready()

    assert await departed(server) == []


async def post(server: Server) -> discord.Message:
    channel = server.env.bot.get_partial_messageable(server.talk.id, guild_id=server.guild.id)
    return await channel.send(view=say("a card"))


async def test_cards_about_a_forgotten_question_are_taken_down(server: Server) -> None:
    now = int(time.time())
    review_card, flag_card = await post(server), await post(server)
    async with server.database.session() as session:
        row = await put(session, ASKED, ended=False)
        review = await wait_for_review(session, row, ASKED.guild, opened_at=now, expires_at=now)
        assert review is not None
        await place_card(session, review, server.talk.id, review_card.id)
        for flagger in (1, 2):
            new = NewFlag(
                question=row, guild=ASKED.guild, flagger=flagger, reason=FlagReason.OTHER, flagged_at=now
            )
            await flag_answer(session, new)
        await place_flag_card(session, row, server.talk.id, flag_card.id)
        await erase_person(session, ASKED.asker, None, at=now)
    gone = await Takedown(server.bot, server.database, pause=0).run()

    assert gone == 2
    assert not server.talk.history()
    async with server.database.session() as session:
        closed = await review_of_question(session, row)
        assert closed is not None
        assert closed.card_message is None
        assert [flag.card_message for flag in await flags_of(session, row)] == [None, None]


async def test_a_card_about_a_flag_that_came_later_holds_no_words_and_stays(server: Server) -> None:
    card = await post(server)
    async with server.database.session() as session:
        row = await put(session, ASKED)
        await erase_person(session, ASKED.asker, None, at=100)
        new = NewFlag(question=row, guild=1, flagger=1, reason=FlagReason.OTHER, flagged_at=101)
        await flag_answer(session, new)
        await place_flag_card(session, row, server.talk.id, card.id)

    assert await Takedown(server.bot, server.database, pause=0).run() == 0


@pytest.mark.parametrize(
    ("status", "code", "gone"), [(404, 10008, True), (403, 50013, True), (500, 0, False)]
)
async def test_what_cannot_be_deleted_is_given_up_and_what_may_be_is_tried_again(
    server: Server, monkeypatch: pytest.MonkeyPatch, status: int, code: int, *, gone: bool
) -> None:
    monkeypatch.setattr("bot.cogs.asking.delivery._PAUSE", 0)
    message = await post(server)
    async with server.database.session() as session:
        asked = replace(ASKED, origin=message.id - 1, channel=server.talk.id)
        row = await put(session, asked)
        await erase_person(session, ASKED.asker, None, at=int(time.time()), answers=True)
    takedown = Takedown(server.bot, server.database, pause=0)
    server.env.inject_error("DELETE", "/channels/*/messages/*", status=status, code=code, times=50)
    await takedown.run()

    async with server.database.session() as session:
        found = await find_question(session, row)
    assert found is not None
    assert (found.answer_message is None) is gone


async def test_an_answer_posted_in_the_moment_of_its_deletion_is_taken_down(server: Server) -> None:
    now, message = int(time.time()), await post(server)
    async with server.database.session() as session:
        row = await put(session, replace(ASKED, channel=server.talk.id), ended=False)
        kept = await put(session, replace(ASKED, origin=2000, asker=5, channel=server.talk.id), ended=False)
        await erase_person(session, ASKED.asker, None, at=5)
        await reject_message(session, kept, 77, at=now)
        await reject_message(session, row, message.id, at=now)

    assert await Takedown(server.bot, server.database, pause=0).run() == 1
    assert not server.talk.history()
