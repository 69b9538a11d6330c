"""Drafts before moderators: seen with their evidence, decided once, and ended whatever happens."""

import time
from collections.abc import Awaitable, Callable
from dataclasses import replace
from unittest.mock import patch

import pytest
import simcord
from sqlalchemy import update

from bot.answering.asking import Asked
from bot.answering.types import Answer, Claim, Mode, Outcome, Rejection, Spent
from bot.cogs.reviewing.concluding import Concluding
from bot.moderation.reviews import ReviewState
from bot.moderation.rules import ChannelMode
from bot.storage.acts import ActKind, acts_of
from bot.storage.questions import Ending, QuestionState
from bot.storage.tables import ReviewRow
from bot.wording import reviewing as words
from bot.wording import why as told_why
from tests.bot.cogs.reviews import QUESTION, Chamber, told
from tests.bot.interview import cite
from tests.bot.server import Server, labels, read

DECISIONS = ["Approve", "Edit", "Reject", "Answer privately", "Open passage"]
Step = Callable[..., Awaitable[object]]
EDITED = "According to Mira Okafor, forty ships want the same quay."
SHIPS = "Mira Okafor says that forty ships want the same quay at once."


def ships(asked: Asked) -> Outcome:
    quoted = cite(1, "When it lifts, forty ships want the same quay at once.")
    return Answer(
        question=asked.text,
        mode=Mode.GENERATED,
        claims=(Claim(text=SHIPS, citations=(quoted,)),),
        rejected=(Rejection(text="Sixty ships sank.", reason="number_not_in_evidence"),),
        spent=Spent(model="m-1", calls=2, input_tokens=900, output_tokens=40),
    )


@pytest.fixture
async def chamber(server: Server) -> Chamber:
    return await Chamber.open(server)


async def ask(chamber: Chamber) -> simcord.InteractionResult:
    return await chamber.server.ann.slash(chamber.server.talk, "ask", question=QUESTION)


async def edit(chamber: Chamber, text: str) -> simcord.InteractionResult:
    form = await chamber.server.cleo.click(chamber.card, label="Edit")
    return await chamber.server.cleo.submit_modal(form, {"text": text})


async def reject(chamber: Chamber, reason: str = "Not here") -> simcord.InteractionResult:
    form = await chamber.server.cleo.click(chamber.card, label="Reject")
    return await chamber.server.cleo.submit_modal(form, {"text": reason})


async def look(chamber: Chamber) -> None:
    """Let the bot look for what is due, as it does again and again."""
    await chamber.server.bot.deciding.reviewing.resume()


async def test_a_draft_waits_with_its_evidence_before_moderators(chamber: Chamber) -> None:
    result = await ask(chamber)
    card = read(chamber.card)
    row = await chamber.server.row(1)

    assert "A moderator looks at the answer" in read(result)
    assert not chamber.server.talk.history()
    assert f"<@{chamber.server.ann.id}> in <#{chamber.server.talk.id}>" in card
    assert f"“{QUESTION}”" in card
    assert "**1.** Mira Okafor waits for the weather.\n> “Mostly I wait for fog.”\n" in card
    assert "> **Mira Okafor** · A talk at the harbour · turn 1, line 2, at 1:00" in card
    assert labels(chamber.card) == DECISIONS
    assert row.state is QuestionState.WAITING


async def test_the_card_tells_what_was_left_out_and_what_the_model_cost(chamber: Chamber) -> None:
    chamber.server.answering.reply = ships
    await ask(chamber)
    card = read(chamber.card)

    assert "Left out: “Sixty ships sank.”. Why: it holds a number or a date that is not" in card
    assert "Model: m-1 · calls: 2 · tokens read: 900 · tokens written: 40 · cost: not known" in card
    assert "numbers, names and denials are those of the quotation" in card


async def test_the_passage_opens_for_moderators_with_the_sentence_it_carries(chamber: Chamber) -> None:
    await ask(chamber)
    passage = await chamber.server.cleo.click(chamber.card, label="Open passage")
    assert passage.response is not None
    await chamber.server.cleo.select(passage.response, ["1"])
    other = read(passage)
    await chamber.server.cleo.click(passage.response, label="Before")

    assert passage.ephemeral
    assert "It carries: “Jon Beck stamps papers.”" in other
    assert "**Half of my work is stamps.**" in other
    assert "Mostly I wait for fog." in read(passage)


async def test_an_approved_draft_is_posted_once_and_says_so(chamber: Chamber) -> None:
    result = await ask(chamber)
    await chamber.server.cleo.click(chamber.card, label="Approve")
    [posted] = chamber.server.talk.history()
    row, review = await chamber.server.row(1), await chamber.review()
    async with chamber.server.database.session() as session:
        acts = await acts_of(session, 1)

    assert f"Asked by <@{chamber.server.ann.id}>" in read(posted)
    assert "A moderator approved this answer." in read(posted)
    assert "Mostly I wait for fog." in read(posted)
    assert labels(posted) == ["Show passage", "Ask more", "Flag", "Delete"]
    assert (row.ending, row.public, row.answer_message) == (Ending.ANSWERED, True, posted.id)
    assert (review.state, review.decided_by) == (ReviewState.APPROVED, chamber.server.cleo.id)
    assert review.told_at is not None
    assert [(act.act, act.actor) for act in acts] == [(ActKind.APPROVED, chamber.server.cleo.id)]
    assert f"**Approved** by <@{chamber.server.cleo.id}>" in read(chamber.card)
    assert str(posted.id) in read(chamber.card)
    assert labels(chamber.card) == []
    assert read(result).endswith(str(posted.id))


async def test_an_approved_draft_replies_to_the_message_that_asked(chamber: Chamber) -> None:
    message = await chamber.server.ann.send(chamber.server.talk, f"{chamber.server.bot_mention} {QUESTION}")
    assert labels(chamber.card) == ["Approve", "Edit", "Reject", "Open passage"]
    await chamber.server.cleo.click(chamber.card, label="Approve")
    promised, posted = chamber.server.talk.history()[-2:]

    assert posted.reference is not None
    assert posted.reference.message_id == message.id
    assert "A moderator looks at the answer" in read(promised)
    assert "A moderator approved this answer." in read(posted)


async def test_a_rejected_draft_is_shown_to_nobody_and_its_asker_reads_the_reason(chamber: Chamber) -> None:
    result = await ask(chamber)
    await reject(chamber, "Not **here**, @everyone")
    row = await chamber.server.row(1)

    assert not chamber.server.talk.history()
    assert "Their reason: Not \\*\\*here\\*\\*, @\u200beveryone" in read(result)
    assert row.ending is Ending.REJECTED
    assert "**Rejected** by" in read(chamber.card)
    assert labels(chamber.card) == []


async def test_who_asked_by_a_message_is_told_of_a_rejection_in_one_line(chamber: Chamber) -> None:
    await chamber.server.ann.send(chamber.server.talk, f"{chamber.server.bot_mention} {QUESTION}")
    await reject(chamber)
    await look(chamber)
    lines = [read(message) for message in chamber.server.talk.history() if message.author.bot]

    assert len(lines) == 2
    assert lines[1].endswith("Their reason: Not here")


async def test_who_cannot_be_told_now_of_a_rejection_is_told_later_and_once(chamber: Chamber) -> None:
    server = chamber.server
    await server.ann.send(server.talk, f"{server.bot_mention} {QUESTION}")
    before = len(server.talk.history())
    server.env.inject_error("GET", "/guilds/*/members/*", status=500, times=3)
    await reject(chamber, "Not here")
    untold = len(server.talk.history())
    await look(chamber)
    await look(chamber)

    assert untold == before
    assert len(server.talk.history()) == before + 1
    assert "Not here" in read(server.talk.history()[-1])


async def test_a_draft_can_be_answered_privately(chamber: Chamber) -> None:
    result = await ask(chamber)
    await chamber.server.cleo.click(chamber.card, label="Answer privately")
    row = await chamber.server.row(1)

    assert not chamber.server.talk.history()
    assert "Mostly I wait for fog." in read(result)
    assert (row.ending, row.public) == (Ending.ANSWERED, False)
    assert "**Answered privately** by" in read(chamber.card)


async def test_an_edit_that_holds_is_posted_as_edited(chamber: Chamber) -> None:
    chamber.server.answering.reply = ships
    await ask(chamber)
    await edit(chamber, "1. According to Mira Okafor, forty ships want the same quay.")
    [posted] = chamber.server.talk.history()

    assert "A moderator edited and approved this answer." in read(posted)
    assert "According to Mira Okafor, forty ships want the same quay." in read(posted)
    assert (await chamber.review()).state is ReviewState.EDITED
    assert "**Edited and approved** by" in read(chamber.card)


async def why(chamber: Chamber) -> tuple[str, str]:
    """Return what is told of the draft, and of what a moderator made of it."""
    dora = chamber.dora
    story = read(await dora.slash(chamber.server.talk, "moderation why"))
    drafted, edited = story.split(told_why.EDITED)
    return drafted[drafted.index(told_why.DRAFTED) :], edited


async def test_what_the_bot_drafted_is_told_beside_what_a_moderator_made_of_it(chamber: Chamber) -> None:
    chamber.server.answering.reply = ships
    await ask(chamber)
    await edit(chamber, f"1. {EDITED}")
    drafted, edited = await why(chamber)

    assert SHIPS in drafted
    assert "Sixty ships sank." in drafted
    assert EDITED not in drafted
    assert EDITED in edited
    assert SHIPS not in edited


async def test_an_edit_is_what_is_posted_after_a_crash(chamber: Chamber) -> None:
    chamber.server.answering.reply = ships
    await ask(chamber)

    async def crash(_concluding: Concluding, _review: int) -> None:
        return

    with patch.object(Concluding, "conclude", crash):
        await edit(chamber, f"1. {EDITED}")
    assert not chamber.server.talk.history()
    await chamber.server.env.restart_bot(chamber.server.new_bot())
    await look(chamber)
    [posted] = chamber.server.talk.history()
    drafted, edited = await why(chamber)

    assert EDITED in read(posted)
    assert SHIPS not in read(posted)
    assert SHIPS in drafted
    assert EDITED in edited


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Mira Okafor says that fifty ships want the same quay at once.", "a number or a date"),
        ("Jon Beck says that forty ships want the same quay at once.", "who did not speak them"),
        ("Mira Okafor says that forty ships do not want the same quay at once.", "“not” or the like"),
    ],
)
async def test_an_edit_that_does_not_hold_is_told_and_not_posted(
    chamber: Chamber, line: str, reason: str
) -> None:
    chamber.server.answering.reply = ships
    await ask(chamber)
    refused = told(await edit(chamber, f"1. {line}"))

    assert "Nothing was posted." in refused
    assert f"“{line}”" in refused
    assert reason in refused
    assert refused.endswith(f"{words.EDIT_WRITTEN}\n```\n1. {line}\n```")
    assert not chamber.server.talk.history()
    assert labels(chamber.card) == DECISIONS


async def test_an_edit_without_numbers_or_without_sentences_is_told(chamber: Chamber) -> None:
    chamber.server.answering.reply = ships
    await ask(chamber)

    assert "begin with the number" in told(await edit(chamber, SHIPS))
    assert "no sentence is left" in told(await edit(chamber, "1."))
    assert (await chamber.review()).state is ReviewState.WAITING


async def test_an_edit_in_words_that_the_server_refuses_is_not_posted(chamber: Chamber) -> None:
    chamber.server.answering.reply = ships
    await ask(chamber)
    await chamber.server.change_rules(lambda old: replace(old, blocked_words=("according",)))
    refused = told(await edit(chamber, "1. According to Mira Okafor, forty ships want the same quay."))

    assert refused.startswith(words.EDIT_HELD_BACK)
    assert EDITED in refused
    assert not chamber.server.talk.history()
    assert (await chamber.review()).state is ReviewState.WAITING


async def test_the_second_of_two_moderators_is_told_who_was_first(chamber: Chamber) -> None:
    await ask(chamber)
    card = chamber.card
    form = await chamber.dora.click(card, label="Reject")
    await chamber.server.cleo.click(card, label="Approve")
    late = await chamber.dora.submit_modal(form, {"text": "No"})

    assert f"Somebody was first: <@{chamber.server.cleo.id}> approved this draft" in told(late)
    assert len(chamber.server.talk.history()) == 1
    assert (await chamber.review()).state is ReviewState.APPROVED


@pytest.mark.parametrize("label", DECISIONS)
async def test_who_does_not_moderate_any_more_is_refused(chamber: Chamber, label: str) -> None:
    await ask(chamber)
    await chamber.dismiss(chamber.dora)
    for person in (chamber.dora, chamber.server.bea, chamber.server.ann):
        assert "Only moderators" in told(await person.click(chamber.card, label=label))
    assert (await chamber.review()).state is ReviewState.WAITING


async def test_a_form_that_was_opened_as_moderator_is_refused_to_who_is_none_now(chamber: Chamber) -> None:
    await ask(chamber)
    form = await chamber.dora.click(chamber.card, label="Reject")
    await chamber.dismiss(chamber.dora)

    assert "Only moderators" in told(await chamber.dora.submit_modal(form, {"text": "No"}))
    assert (await chamber.review()).state is ReviewState.WAITING


async def test_a_role_named_for_it_moderates_too(chamber: Chamber) -> None:
    wardens = chamber.server.guild.create_role("Wardens")
    await chamber.give(chamber.server.bea, wardens)
    await chamber.server.change_rules(lambda old: replace(old, moderator_roles=frozenset({wardens.id})))
    await ask(chamber)
    await chamber.server.bea.click(chamber.card, label="Approve")

    assert len(chamber.server.talk.history()) == 1


async def test_nothing_is_approved_while_the_bot_is_paused(chamber: Chamber) -> None:
    await ask(chamber)
    await chamber.server.change_rules(lambda old: replace(old, paused_at=1))
    paused = await chamber.server.cleo.click(chamber.card, label="Approve")

    assert "I am paused" in told(paused)
    assert not chamber.server.talk.history()
    assert (await chamber.review()).state is ReviewState.WAITING


async def test_an_answer_is_not_posted_where_it_may_not_be_any_more(chamber: Chamber) -> None:
    result = await ask(chamber)
    await chamber.server.set_mode(chamber.server.talk, ChannelMode.OFF)
    await chamber.server.cleo.click(chamber.card, label="Approve")

    assert not chamber.server.talk.history()
    assert "**Not posted:** the place, its rules" in read(chamber.card)
    assert (await chamber.server.row(1)).ending is Ending.STOPPED
    assert "could not be shown any more" in read(result)


async def test_words_that_do_not_stand_any_more_cannot_be_approved(chamber: Chamber) -> None:
    await ask(chamber)
    catalogue = chamber.server.backend.catalogue
    catalogue.entry = replace(catalogue.entry, sha256="1" * 64)
    refused = await chamber.server.cleo.click(chamber.card, label="Approve")

    assert "The sources have changed" in told(refused)
    assert not chamber.server.talk.history()


async def test_a_draft_that_nobody_decided_ends_in_time_and_its_asker_is_told_once(chamber: Chamber) -> None:
    result = await ask(chamber)
    await _let_expire(chamber)
    late = await chamber.server.cleo.click(chamber.card, label="Approve")
    row = await chamber.server.row(1)

    assert "This draft ended" in told(late)
    assert not chamber.server.talk.history()
    assert row.ending is Ending.EXPIRED
    assert "**Ended**" in read(chamber.card)
    assert "No moderator looked at the answer" in read(result)


async def test_it_ends_also_while_nobody_looks(chamber: Chamber) -> None:
    await ask(chamber)
    await _let_expire(chamber)
    await chamber.server.env.advance_time(30)

    assert (await chamber.server.row(1)).ending is Ending.EXPIRED
    assert labels(chamber.card) == []


async def _let_expire(chamber: Chamber) -> None:
    async with chamber.server.database.session() as session:
        await session.execute(update(ReviewRow).values(expires_at=int(time.time()) - 1))


async def test_without_a_review_channel_the_asker_is_told_so(chamber: Chamber) -> None:
    await chamber.server.change_rules(lambda old: replace(old, review_channel=None))
    result = await ask(chamber)

    assert "have not set a channel for that" in read(result)
    assert (await chamber.server.row(1)).ending is Ending.FORBIDDEN
    assert (await chamber.review()).state is ReviewState.STOPPED


async def test_a_review_channel_that_cannot_be_written_is_told_too(chamber: Chamber) -> None:
    await chamber.silence(chamber.desk)
    result = await ask(chamber)

    assert "I cannot write where the moderators read them" in read(result)
    assert (await chamber.server.row(1)).ending is Ending.FORBIDDEN


async def test_a_decision_that_a_crash_left_without_effect_takes_it_after_the_restart(
    chamber: Chamber,
) -> None:
    await ask(chamber)

    async def crash(_concluding: Concluding, _review: int) -> None:
        return

    with patch.object(Concluding, "conclude", crash):
        await chamber.server.cleo.click(chamber.card, label="Approve")
    assert not chamber.server.talk.history()
    await chamber.server.env.restart_bot(chamber.server.new_bot())
    await look(chamber)
    await look(chamber)

    assert len(chamber.server.talk.history()) == 1
    assert (await chamber.server.row(1)).ending is Ending.ANSWERED
    assert labels(chamber.card) == []


CRASHES = ["_update_card", "_end", "_note", "_tell"]


@pytest.mark.parametrize("step", CRASHES)
@pytest.mark.parametrize("decide", ["approve", "reject"])
async def test_a_crash_after_any_step_of_a_decision_doubles_nothing(
    chamber: Chamber, step: str, decide: str
) -> None:
    await ask(chamber)
    whole: Step = getattr(Concluding, step)

    async def crash_after(concluding: Concluding, *arguments: object) -> None:
        await whole(concluding, *arguments)
        raise RuntimeError(step)

    with patch.object(Concluding, step, crash_after):
        if decide == "approve":
            await chamber.server.cleo.click(chamber.card, label="Approve")
        else:
            await reject(chamber)
    await chamber.server.env.restart_bot(chamber.server.new_bot())
    await look(chamber)
    await look(chamber)

    history = chamber.server.talk.history()
    assert sum("Mostly I wait" in read(message) for message in history) == (decide == "approve")
    # Of a rejection who asked is told in private, or, once the question has ended, in one line.
    assert sum("Their reason" in read(message) for message in history) <= (decide == "reject")
    ending = Ending.ANSWERED if decide == "approve" else Ending.REJECTED
    assert (await chamber.server.row(1)).ending is ending
    assert (await chamber.review()).told_at is not None
    assert labels(chamber.card) == []


async def test_a_draft_whose_card_was_never_sent_gets_one_after_the_restart(chamber: Chamber) -> None:
    await ask(chamber)
    async with chamber.server.database.session() as session:
        await session.execute(update(ReviewRow).values(card_message=None))
    for message in chamber.desk.history():
        await chamber.server.cleo.delete(message)
    await chamber.server.env.restart_bot(chamber.server.new_bot())
    await look(chamber)
    await look(chamber)

    assert len(chamber.desk.history()) == 1
    await chamber.server.cleo.click(chamber.card, label="Approve")
    assert len(chamber.server.talk.history()) == 1


async def test_a_private_answer_that_is_shared_waits_and_is_posted(chamber: Chamber) -> None:
    result = await chamber.server.ann.slash(chamber.server.talk, "ask", question=QUESTION, private=True)
    assert result.response is not None
    await chamber.server.ann.click(result.response, label="Share")
    card = read(chamber.card)
    await chamber.server.cleo.click(chamber.card, label="Approve")
    [posted] = chamber.server.talk.history()

    assert "wants to share it" in card
    assert "A moderator approved this answer." in read(posted)
    assert (await chamber.server.row(1)).public


async def test_that_a_shared_answer_is_rejected_is_told_to_nobody_in_public(chamber: Chamber) -> None:
    result = await chamber.server.ann.slash(chamber.server.talk, "ask", question=QUESTION, private=True)
    assert result.response is not None
    await chamber.server.ann.click(result.response, label="Share")
    await reject(chamber, "Nobody should read this")

    assert not chamber.server.talk.history()
    assert (await chamber.server.row(1)).ending is Ending.ANSWERED


async def test_what_came_to_another_end_is_not_posted_after_a_crash(chamber: Chamber) -> None:
    await ask(chamber)

    async def crash(*_: object) -> None:
        raise RuntimeError

    await chamber.silence(chamber.server.talk)
    with patch.object(Concluding, "_tell", crash):
        await chamber.server.cleo.click(chamber.card, label="Approve")
    ended = (await chamber.server.row(1)).ending
    await chamber.give_voice(chamber.server.talk)
    await chamber.server.env.restart_bot(chamber.server.new_bot())
    await look(chamber)

    assert ended not in {None, Ending.ANSWERED}
    assert (await chamber.server.row(1)).ending is ended
    assert not chamber.server.talk.history()


async def test_a_card_about_a_private_answer_says_so_also_after_a_crash(chamber: Chamber) -> None:
    await ask(chamber)

    async def crash(*_: object) -> None:
        raise RuntimeError

    with patch.object(Concluding, "_tell", crash):
        await chamber.server.cleo.click(chamber.card, label="Answer privately")
    await chamber.server.env.restart_bot(chamber.server.new_bot())
    await look(chamber)

    assert words.NOT_POSTED_STOPPED not in read(chamber.card)
    assert (await chamber.server.row(1)).ending is Ending.ANSWERED


@pytest.mark.parametrize(
    "custom_id", ["m:form:approve:1", "m:form:reject:999", "m:form:x:1", "m:form:reject:", "m:form"]
)
async def test_a_form_that_was_made_up_does_nothing(chamber: Chamber, custom_id: str) -> None:
    await ask(chamber)
    form = await chamber.server.cleo.click(chamber.card, label="Reject")
    sent = form._interaction.modal  # pyright: ignore[reportPrivateUsage] - simcord lets nobody forge a form
    assert sent is not None
    sent["custom_id"] = custom_id
    await chamber.server.cleo.submit_modal(form, {"text": "No"})

    assert (await chamber.review()).state is ReviewState.WAITING
