"""Answers whose sources have changed: told once, listed, withdrawn or renewed with one press."""

from dataclasses import replace

import pytest
import simcord

from bot.answering.asking import Asked
from bot.answering.types import Abstention, Answer, Claim, Mode, Outcome, Reason
from bot.cogs.reviewing.renewing import Renewing
from bot.moderation.reviews import ReviewState
from bot.moderation.rules import ChannelMode
from bot.restoring import original_of
from bot.storage.acts import ActKind, acts_of
from bot.storage.cards import cards_to_forget
from bot.wording.reviewing import CARD_FORGOTTEN
from tests.bot.cogs.reviewing.test_flagging import answer, chamber
from tests.bot.cogs.reviewing.test_reviewing import SHIPS, Step, ships
from tests.bot.cogs.reviews import Chamber, told
from tests.bot.interview import cite
from tests.bot.server import labels, read

__all__ = ["chamber"]


def change_source(chamber: Chamber, sha256: str = "1" * 64) -> None:
    catalogue = chamber.server.backend.catalogue
    catalogue.entry = replace(catalogue.entry, sha256=sha256)


def stamps(asked: Asked) -> Outcome:
    return Answer(
        question=asked.text,
        mode=Mode.EXTRACTIVE,
        claims=(Claim(text="Jon Beck stamps papers.", citations=(cite(2, "Half of my work is stamps."),)),),
    )


async def withdraw(chamber: Chamber, reason: str) -> None:
    """Withdraw the first answer as a moderator's form does: the simulator takes no click in between."""
    withdrawing, question = chamber.server.bot.deciding.withdrawing, await chamber.server.row(1)
    await withdrawing._take_back(question, reason, by=chamber.server.cleo.id)  # pyright: ignore[reportPrivateUsage] - as above
    await withdrawing._show(question, reason)  # pyright: ignore[reportPrivateUsage] - as above


async def look(chamber: Chamber) -> None:
    await chamber.server.bot.deciding.outdated.look()


@pytest.fixture
async def outdated(chamber: Chamber) -> Chamber:
    """Have an answer stand, and its source change."""
    await answer(chamber)
    await look(chamber)
    assert not chamber.desk.history()
    change_source(chamber)
    await look(chamber)
    return chamber


async def test_moderators_are_told_once_which_answers_quote_what_has_changed(outdated: Chamber) -> None:
    await look(outdated)
    await outdated.server.env.restart_bot(outdated.server.new_bot())
    await look(outdated)
    [card] = outdated.desk.history()

    assert "**1.** “What do they wait for?” · https://discord.com/channels/" in read(card)
    assert "Changed: harbour-talk" in read(card)
    assert labels(card) == ["Withdraw 1", "Renew 1"]


async def test_a_source_that_is_gone_is_told_as_removed(chamber: Chamber) -> None:
    await answer(chamber)
    catalogue = chamber.server.backend.catalogue
    catalogue.entry = replace(catalogue.entry, id="other-talk")
    await look(chamber)

    assert "Removed: harbour-talk" in read(chamber.card)


async def test_the_list_has_pages_for_moderators_alone(chamber: Chamber) -> None:
    for number in range(7):
        await answer(chamber, f"What is {number}?")
    change_source(chamber)
    await look(chamber)
    card = read(chamber.card)
    shown = await chamber.server.cleo.slash(chamber.desk, "moderation outdated")
    assert shown.response is not None
    first = read(shown)
    await chamber.server.cleo.click(shown.response, label="Next page")
    second = read(shown)

    assert "**5.**" in card
    assert "2 more are on the list" in card
    assert labels(chamber.card)[-2:] == ["Withdraw 5", "Renew 5"]
    assert "**5.** “What is 2?”" in first
    assert "**7.** “What is 0?”" in second
    with pytest.raises(simcord.SetupError):
        await chamber.server.bea.slash(chamber.desk, "moderation outdated")


async def test_a_renewed_answer_replaces_the_old_one_whose_words_are_kept_nowhere(outdated: Chamber) -> None:
    outdated.server.answering.reply = stamps
    result = await outdated.server.cleo.click(outdated.card, label="Renew 1")
    [standing] = outdated.server.talk.history()
    row = await outdated.server.row(1)
    async with outdated.server.database.session() as session:
        acts = [act.act for act in await acts_of(session, 1)]

    assert "was answered anew" in told(result)
    assert "Half of my work is stamps." in read(standing)
    assert "Mostly I wait" not in read(standing)
    assert "Answered anew" in read(standing)
    assert row.outcome is not None
    assert [(one.words, one.sha256) for one in row.outcome.citations] == [
        ("Half of my work is stamps.", "1" * 64)
    ]
    assert "Mostly I wait" not in str(row.draft)
    assert acts == [ActKind.RENEWED]


async def test_what_is_renewed_is_not_renewed_again(outdated: Chamber) -> None:
    await outdated.server.cleo.click(outdated.card, label="Renew 1")
    again = await outdated.server.cleo.click(outdated.card, label="Renew 1")

    assert "as they are now" in told(again)


async def test_an_answer_that_the_sources_no_longer_give_is_replaced_by_that(outdated: Chamber) -> None:
    outdated.server.answering.reply = lambda asked: Abstention(
        question=asked.text, mode=Mode.EXTRACTIVE, reason=Reason.NOTHING_FOUND, text="Nobody says."
    )
    result = await outdated.server.cleo.click(outdated.card, label="Renew 1")

    assert "do not answer this question any more" in told(result)
    assert "Nobody says." in read(outdated.server.talk.history()[-1])


async def test_where_answers_are_drafts_a_renewed_one_waits_while_the_old_one_stands(
    outdated: Chamber,
) -> None:
    await outdated.server.set_mode(outdated.server.talk, ChannelMode.DRAFT)
    outdated.server.answering.reply = stamps
    result = await outdated.server.cleo.click(outdated.card, label="Renew 1")
    waiting = read(outdated.server.talk.history()[-1])
    card = read(outdated.card)
    await outdated.server.cleo.click(outdated.card, label="Approve")
    [standing] = outdated.server.talk.history()
    row = await outdated.server.row(1)

    assert "waits as a draft" in told(result)
    assert "the sources of the answer that stands have changed" in card
    assert "Mostly I wait" in waiting
    assert "Half of my work is stamps." in read(standing)
    assert "Mostly I wait" not in read(standing)
    assert row.outcome is not None
    assert row.outcome.citations[0].sha256 == "1" * 64


async def test_a_renewed_answer_is_edited_before_it_replaces_the_old_one(outdated: Chamber) -> None:
    await outdated.server.set_mode(outdated.server.talk, ChannelMode.DRAFT)
    outdated.server.answering.reply = ships
    await outdated.server.cleo.click(outdated.card, label="Renew 1")
    form = await outdated.server.cleo.click(outdated.card, label="Edit")
    await outdated.server.cleo.submit_modal(
        form, {"text": "1. Mira Okafor says forty ships want the same quay."}
    )
    [standing] = outdated.server.talk.history()
    row = await outdated.server.row(1)

    assert "Mira Okafor says forty ships want the same quay." in read(standing)
    assert row.outcome is not None
    assert [one.turn for one in row.outcome.citations] == [1]
    assert row.outcome.citations[0].sha256 == "1" * 64
    assert row.draft is not None
    assert row.draft["claims"][0]["text"] == "Mira Okafor says forty ships want the same quay."
    assert original_of(row.draft)["claims"][0]["text"] == SHIPS


async def test_a_renewal_does_not_bring_back_what_was_withdrawn_meanwhile(outdated: Chamber) -> None:
    await outdated.server.set_mode(outdated.server.talk, ChannelMode.DRAFT)
    withdraw = await outdated.server.cleo.click(outdated.card, label="Withdraw 1")
    await outdated.server.cleo.click(outdated.card, label="Renew 1")
    await outdated.server.cleo.submit_modal(withdraw, {"text": "Old"})
    await outdated.server.cleo.click(outdated.card, label="Approve")
    [standing] = outdated.server.talk.history()

    assert "withdrew this answer" in read(standing)


@pytest.mark.parametrize("step", ["_answer", "_replace"])
async def test_what_is_withdrawn_while_it_is_renewed_stays_withdrawn(
    outdated: Chamber, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    whole: Step = getattr(Renewing, step)

    async def withdrawn_meanwhile(renewing: Renewing, *arguments: object, **named: object) -> object:
        await withdraw(outdated, "Old")
        return await whole(renewing, *arguments, **named)

    monkeypatch.setattr(Renewing, step, withdrawn_meanwhile)
    outdated.server.answering.reply = stamps
    result = await outdated.dora.click(outdated.card, label="Renew 1")
    [standing] = outdated.server.talk.history()

    assert "was withdrawn before" in told(result)
    assert "withdrew this answer" in read(standing)
    assert "Old" in read(standing)


async def test_a_second_renewal_leaves_the_draft_that_moderators_read(outdated: Chamber) -> None:
    await outdated.server.set_mode(outdated.server.talk, ChannelMode.DRAFT)
    listed = outdated.card
    await outdated.server.cleo.click(listed, label="Renew 1")
    outdated.server.answering.reply = ships
    await outdated.dora.click(listed, label="Renew 1")
    card = read(outdated.card)
    await outdated.server.cleo.click(outdated.card, label="Approve")
    [standing] = outdated.server.talk.history()

    assert "Mostly I wait" in card
    assert "Mostly I wait" in read(standing)
    assert "forty ships" not in read(standing)


async def test_a_card_about_what_was_deleted_is_emptied_once(outdated: Chamber) -> None:
    await outdated.server.set_mode(outdated.server.talk, ChannelMode.DRAFT)
    await outdated.server.cleo.click(outdated.card, label="Renew 1")
    await outdated.server.ann.click(outdated.server.talk.history()[-1], label="Delete")
    await outdated.server.bot.deciding.forgotten_cards.empty()
    async with outdated.server.database.session() as session:
        left = await cards_to_forget(session)

    assert read(outdated.card) == CARD_FORGOTTEN
    assert not left
    assert (await outdated.review()).state is ReviewState.WITHDRAWN


async def test_a_rejected_renewal_leaves_the_old_answer_and_says_nothing(outdated: Chamber) -> None:
    await outdated.server.set_mode(outdated.server.talk, ChannelMode.DRAFT)
    outdated.server.answering.reply = stamps
    await outdated.server.cleo.click(outdated.card, label="Renew 1")
    form = await outdated.server.cleo.click(outdated.card, label="Reject")
    await outdated.server.cleo.submit_modal(form, {"text": "No"})
    [standing] = outdated.server.talk.history()

    assert "Mostly I wait" in read(standing)


async def test_an_outdated_answer_is_withdrawn_from_the_list(outdated: Chamber) -> None:
    form = await outdated.server.cleo.click(outdated.card, label="Withdraw 1")
    await outdated.server.cleo.submit_modal(form, {"text": "Old"})

    assert "withdrew this answer" in read(outdated.server.talk.history()[-1])


@pytest.mark.parametrize("label", ["Withdraw 1", "Renew 1"])
async def test_who_does_not_moderate_can_do_neither(outdated: Chamber, label: str) -> None:
    assert "Only moderators" in told(await outdated.server.bea.click(outdated.card, label=label))
