"""Withdrawing an answer: a tombstone with its reason, once, and it does not come back."""

import json
from pathlib import Path
from unittest.mock import Mock, patch

import aiohttp
import discord
import pytest
import simcord

from bot.cases import Casebook
from bot.cogs.reviewing.withdrawing import Withdrawing
from bot.storage.acts import ActKind, acts_of
from bot.storage.withdrawals import withdrawals_for
from tests.bot.cogs.conftest import Parts
from tests.bot.cogs.reviewing.test_flagging import answer, chamber, flag
from tests.bot.cogs.reviews import Chamber, told
from tests.bot.server import labels, read

__all__ = ["chamber"]
MENU = "Withdraw answer"


@pytest.fixture
def cases(tmp_path: Path, parts: Parts) -> Path:
    """Let the bot of the test keep case files."""
    parts.casebook = Casebook(tmp_path / "cases")
    return tmp_path / "cases" / "withdrawn.jsonl"


async def send(
    form: simcord.InteractionResult, who: simcord.MemberActor, reason: str = "Wrong year"
) -> simcord.InteractionResult:
    return await who.submit_modal(form, {"text": reason})


async def withdraw(chamber: Chamber, reason: str = "Wrong year") -> simcord.InteractionResult:
    """Withdraw the flagged answer by its card."""
    cleo = chamber.server.cleo
    return await send(await cleo.click(chamber.card, label="Withdraw"), cleo, reason)


async def test_a_withdrawn_answer_is_a_tombstone_and_does_not_come_back(chamber: Chamber) -> None:
    await flag(await answer(chamber), chamber.server.bea)
    result = await withdraw(chamber, "Wrong **year**")
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
    assert "Wrong \\*\\*year\\*\\*" in read(chamber.card)
    again = await chamber.server.bea.slash(chamber.server.talk, "ask", question="What do they wait for?")
    assert "Wrong \\*\\*year\\*\\*" in read(again)
    assert "Mostly I wait" not in read(again)


async def test_what_is_kept_of_it_holds_neither_words_nor_people(chamber: Chamber) -> None:
    await flag(await answer(chamber), chamber.server.bea)
    await withdraw(chamber)
    row = await chamber.server.row(1)
    async with chamber.server.database.session() as session:
        [kept] = await withdrawals_for(session, chamber.server.guild.id, row.fingerprint or "")

    assert [(span.source, span.sha256) for span in kept.quoted] == [("harbour-talk", "0" * 64)] * 2
    assert kept.reason == "Wrong year"


async def test_moderators_withdraw_by_the_message_menu_too(chamber: Chamber) -> None:
    await answer(chamber)
    message = chamber.server.talk.history()[-1]
    form = await chamber.server.cleo.context_menu(chamber.server.talk, MENU, message)
    await send(form, chamber.server.cleo)

    assert "withdrew this answer" in read(chamber.server.talk.history()[-1])


async def test_only_answers_of_ours_are_withdrawn(chamber: Chamber) -> None:
    message = await chamber.server.ann.send(chamber.server.talk, "Hello")
    result = await chamber.server.cleo.context_menu(chamber.server.talk, MENU, message)

    assert "no answer of mine" in told(result)


async def test_who_moderates_no_more_is_refused_when_the_form_is_sent(chamber: Chamber) -> None:
    await answer(chamber)
    form = await chamber.dora.context_menu(chamber.server.talk, MENU, chamber.server.talk.history()[-1])
    await chamber.dismiss(chamber.dora)
    refused = await send(form, chamber.dora)

    assert "Only moderators" in told(refused)
    assert "Mostly I wait" in read(chamber.server.talk.history()[-1])


async def test_an_answer_is_withdrawn_once(chamber: Chamber) -> None:
    await answer(chamber)
    message = chamber.server.talk.history()[-1]
    forms = [
        await who.context_menu(chamber.server.talk, MENU, message)
        for who in (chamber.server.cleo, chamber.dora)
    ]
    await send(forms[0], chamber.server.cleo, "One")
    late = await send(forms[1], chamber.dora, "Two")

    assert "withdrawn before" in told(late)
    assert "Reason: One" in read(chamber.server.talk.history()[-1])


async def test_an_answer_whose_message_is_gone_is_withdrawn_all_the_same(chamber: Chamber) -> None:
    await answer(chamber)
    message = chamber.server.talk.history()[-1]
    form = await chamber.server.cleo.context_menu(chamber.server.talk, MENU, message)
    with patch.object(discord.PartialMessage, "edit", _gone):
        result = await send(form, chamber.server.cleo)

    assert "The answer was withdrawn." in told(result)
    assert (await chamber.server.row(1)).withdrawn_at is not None


async def _gone(*_: object, **__: object) -> None:
    response = Mock(spec=aiohttp.ClientResponse, status=404, reason="Not Found")
    raise discord.NotFound(response, {"code": 10008, "message": "Unknown Message"})


async def test_a_private_answer_that_its_asker_flagged_is_edited_too(chamber: Chamber) -> None:
    answered = await answer(chamber, private=True)
    await flag(answered, chamber.server.ann)
    await withdraw(chamber)

    assert "withdrew this answer" in read(answered)


async def test_a_crash_before_the_tombstone_leaves_it_to_the_next_start(chamber: Chamber) -> None:
    await answer(chamber)
    form = await chamber.server.cleo.context_menu(
        chamber.server.talk, MENU, chamber.server.talk.history()[-1]
    )

    async def crash(*_: object) -> bool:
        raise RuntimeError

    with patch.object(Withdrawing, "_show", crash):
        await send(form, chamber.server.cleo)
    assert "Mostly I wait" in read(chamber.server.talk.history()[-1])
    await chamber.server.env.restart_bot(chamber.server.new_bot())
    await chamber.server.bot.deciding.withdrawing.resume()

    assert "Reason: Wrong year" in read(chamber.server.talk.history()[-1])
    async with chamber.server.database.session() as session:
        assert [act.detail for act in await acts_of(session, 1)] == [None]


async def test_a_case_is_kept_of_it_without_anybody(cases: Path, chamber: Chamber) -> None:
    await flag(await answer(chamber), chamber.server.bea)
    await withdraw(chamber)
    text = cases.read_text("utf-8")  # noqa: ASYNC240 - a test may wait
    case = json.loads(text)

    assert (case["question"], case["reason"]) == ("What do they wait for?", "Wrong year")
    assert [one["source"] for one in case["withdrawn"]] == ["harbour-talk", "harbour-talk"]
    for person in (chamber.server.ann, chamber.server.bea, chamber.server.cleo, chamber.server.guild):
        assert str(person.id) not in text
