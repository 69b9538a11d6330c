"""Flags on answers: kept once a person, shown to moderators on one card, and nobody named."""

from dataclasses import replace

import pytest
import simcord
from simcord.results import ResponseMessage

from bot.moderation.rules import Allowance, ChannelMode, Limits
from bot.storage.flags import Flag, FlagReason, FlagState, flags_of
from tests.bot.cogs.reviews import QUESTION, Chamber, told
from tests.bot.server import Server, labels, read


@pytest.fixture
async def chamber(server: Server) -> Chamber:
    chamber = await Chamber.open(server)
    await server.set_mode(server.talk, ChannelMode.OPEN)
    return chamber


async def answer(chamber: Chamber, question: str = QUESTION, **options: object) -> ResponseMessage:
    result = await chamber.server.ann.slash(chamber.server.talk, "ask", question=question, **options)
    assert result.response is not None
    return result.response


async def flag(
    answered: ResponseMessage, who: simcord.MemberActor, choice: str = "not_supported", note: str = ""
) -> simcord.InteractionResult:
    form = await who.click(answered, label="Flag")
    return await who.submit_modal(form, {"choice": choice, "text": note})


async def flags(chamber: Chamber, question: int = 1) -> list[Flag]:
    async with chamber.server.database.session() as session:
        return await flags_of(session, question)


async def test_a_flag_is_thanked_for_and_shown_with_the_evidence_but_without_who(chamber: Chamber) -> None:
    result = await flag(await answer(chamber), chamber.server.bea, note="page 3, @everyone")
    card = read(chamber.card)
    [kept] = await flags(chamber)

    assert "Thank you" in told(result)
    assert result.ephemeral
    assert "- 1 × The quotation does not support it\n-# A note: “page 3, @\u200beveryone”" in card
    assert "> “Mostly I wait for fog.”" in card
    assert str(chamber.server.bea.id) not in card
    assert labels(chamber.card) == ["Withdraw", "Keep the answer", "Open passage"]
    assert (kept.reason, kept.flagger, kept.card_message) == (
        FlagReason.NOT_SUPPORTED,
        chamber.server.bea.id,
        chamber.card.id,
    )


async def test_further_flags_stand_on_the_same_card(chamber: Chamber) -> None:
    answered = await answer(chamber)
    await flag(answered, chamber.server.bea)
    await flag(answered, chamber.server.ann, "wrong_person")
    await flag(answered, chamber.dora)

    assert len(chamber.desk.history()) == 1
    assert "- 2 × The quotation does not support it\n- 1 × Wrong person: somebody else said it" in read(
        chamber.card
    )


async def test_nobody_flags_an_answer_twice(chamber: Chamber) -> None:
    answered = await answer(chamber)
    await flag(answered, chamber.server.bea)
    again = await chamber.server.bea.click(answered, label="Flag")

    assert "You have flagged this answer before" in told(again)
    assert len(await flags(chamber)) == 1


async def test_an_answer_is_kept_once_and_who_kept_it_stands_on_the_card(chamber: Chamber) -> None:
    await flag(await answer(chamber), chamber.server.bea)
    card = chamber.card
    await chamber.server.cleo.click(card, label="Keep the answer")
    [kept] = await flags(chamber)

    assert kept.state is FlagState.HANDLED
    assert f"**Kept** by <@{chamber.server.cleo.id}>" in read(chamber.card)
    assert labels(chamber.card) == []
    assert labels(chamber.server.talk.history()[-1])[0] == "Show passage"


async def test_who_does_not_moderate_can_neither_keep_nor_withdraw(chamber: Chamber) -> None:
    await flag(await answer(chamber), chamber.server.bea)
    card = chamber.card
    for label in labels(card):
        result = await chamber.server.bea.click(card, label=label)
        assert "Only moderators" in told(result)
    assert [one.state for one in await flags(chamber)] == [FlagState.OPEN]


async def test_flags_are_kept_where_no_review_channel_is_set(chamber: Chamber) -> None:
    await chamber.server.change_rules(lambda old: replace(old, review_channel=None))
    result = await flag(await answer(chamber), chamber.server.bea)

    assert "Thank you" in told(result)
    assert not chamber.desk.history()
    assert len(await flags(chamber)) == 1


async def test_too_many_flags_in_an_hour_are_refused(chamber: Chamber) -> None:
    await chamber.server.change_rules(lambda old: replace(old, limits=Limits(person=Allowance())))
    for number in range(10):
        await flag(await answer(chamber, f"What is {number}?"), chamber.server.bea, "other")
    refused = await chamber.server.bea.click(await answer(chamber), label="Flag")

    assert "many answers in the last hour" in told(refused)


async def test_who_is_blocked_cannot_flag(chamber: Chamber) -> None:
    answered = await answer(chamber)
    bea = chamber.server.bea.id
    await chamber.server.change_rules(lambda old: replace(old, blocked_people=frozenset({bea})))

    assert "cannot flag" in told(await chamber.server.bea.click(answered, label="Flag"))
