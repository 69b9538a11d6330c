"""Deleting what is kept of a person leaves nothing of them, proven by a scan of every row of every table."""

from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.moderation.limits import Limited
from bot.moderation.reviews import ReviewState
from bot.moderation.rules import Allowance, Limits
from bot.storage.admitting import Admitted, Slowed, admit_question
from bot.storage.erasing import erase_person
from bot.storage.flags import FlagReason, FlagState, NewFlag, flag_answer, flagged_by, flags_of
from bot.storage.forgetting import stand_in_of
from bot.storage.outcomes import store_outcome
from bot.storage.people import count_kept, has_opted_out, kept_of, opt_in, opt_out
from bot.storage.questions import (
    Ending,
    QuestionState,
    accept_question,
    end_question,
    erase_question,
    find_question,
    keep_outcome,
    question_of_message,
)
from bot.storage.reviews import decide_review, review_of_question, waiting_reviews
from bot.storage.standing import publish_question
from bot.storage.tables import ActRow, Base, FlagRow, GuildRulesRow, QuestionRow
from tests.bot.fakes import fog_answer
from tests.bot.storage.canaries import (
    ASKED,
    FINGERPRINT,
    HERE,
    OTHER,
    PERSON,
    SECRET,
    THERE,
    WORD,
    put,
    put_everywhere,
    put_on_shelf,
    scan,
)

SOUGHT = (PERSON, WORD, SECRET, FINGERPRINT)


async def fill(session: AsyncSession) -> None:
    for guild, base in ((HERE, 1000), (THERE, 2000)):
        await put_everywhere(session, PERSON, guild, base)
        await put_on_shelf(session, PERSON, guild)


async def test_the_scan_finds_a_person_in_every_table_that_can_hold_one(session: AsyncSession) -> None:
    await fill(session)
    await opt_out(session, PERSON, at=1)
    session.add(GuildRulesRow(guild=HERE, rules={"blocked_people": [str(PERSON)]}, version=1, changed_at=1))
    await session.flush()

    found = await scan(session, *SOUGHT)
    assert found == [
        "acts.actor",
        "acts.detail",
        "flags.flagger",
        "flags.note",
        "guild_rules.rules",
        "opt_outs.person",
        *(
            f"questions.{column}"
            for column in ("asker", "draft", "fingerprint", "source", "speaker", "text", "token", "trace")
        ),
        "reviews.decided_by",
        "reviews.edited",
        "reviews.reason",
        "source_versions.added_by",
        *(f"uploads.{column}" for column in ("data", "name", "person", "sidecar")),
    ]


async def test_after_deleting_everywhere_nothing_of_a_person_is_left(session: AsyncSession) -> None:
    await fill(session)
    erased = await erase_person(session, PERSON, None, at=9000)

    assert await scan(session, *SOUGHT) == []
    assert (erased.questions, erased.stopped) == (6, 4)
    assert (erased.flags, erased.reviews, erased.acts, erased.sources) == (2, 2, 2, 2)
    assert len(erased.rows) == 6


async def test_deleting_here_leaves_what_is_kept_elsewhere(session: AsyncSession) -> None:
    await fill(session)
    elsewhere = await kept_of(session, PERSON, THERE)
    await erase_person(session, PERSON, HERE, at=9000)

    assert await kept_of(session, PERSON, HERE) == replace(
        elsewhere, questions=(), flags=(), reviews=(), acts=(), sources=(), blocked_in=()
    )
    assert await kept_of(session, PERSON, THERE) == elsewhere
    assert len(elsewhere.questions) == 3


async def test_what_is_kept_of_others_stays(session: AsyncSession) -> None:
    await fill(session)
    before = await kept_of(session, OTHER, None)
    await erase_person(session, PERSON, None, at=9000)
    session.expire_all()

    assert await kept_of(session, OTHER, None) == before
    assert len(before.questions) == 2


async def test_that_something_happened_stays_as_counts(session: AsyncSession) -> None:
    await fill(session)
    before = [len((await session.scalars(select(table))).all()) for table in (QuestionRow, FlagRow, ActRow)]
    await erase_person(session, PERSON, None, at=9000)
    after = [len((await session.scalars(select(table))).all()) for table in (QuestionRow, FlagRow, ActRow)]
    costs = await session.scalars(select(QuestionRow.nanodollars).where(QuestionRow.erased_at == 9000))

    assert before == after
    assert len(costs.all()) == 6


async def test_a_block_is_the_moderators_decision_and_stays(session: AsyncSession) -> None:
    rules = {"blocked_people": [str(PERSON)]}
    session.add(GuildRulesRow(guild=HERE, rules=rules, version=1, changed_at=1))
    session.add(GuildRulesRow(guild=THERE, rules={"review_channel": str(PERSON)}, version=1, changed_at=1))
    await session.flush()
    await erase_person(session, PERSON, None, at=9000)

    assert (await kept_of(session, PERSON, None)).blocked_in == (HERE,)
    assert (await kept_of(session, PERSON, THERE)).blocked_in == ()


async def test_who_opted_out_stays_opted_out(session: AsyncSession) -> None:
    await opt_out(session, PERSON, at=3)
    await erase_person(session, PERSON, None, at=9000)

    assert (await kept_of(session, PERSON, None)).opted_out_at == 3


async def test_deleting_again_finds_nothing(session: AsyncSession) -> None:
    await fill(session)
    await erase_person(session, PERSON, None, at=9000)
    again = await erase_person(session, PERSON, None, at=9001)

    assert not again.anything
    assert (await count_kept(session, PERSON, None)).questions == 0


async def test_a_question_that_runs_ends_and_nothing_of_it_comes_back(session: AsyncSession) -> None:
    row = await put(session, ASKED, ended=False)
    await erase_person(session, PERSON, None, at=9000)

    assert not await keep_outcome(
        session, row, store_outcome(fog_answer()), draft={"a": WORD}, trace={"b": 1}
    )
    assert not await end_question(session, row, Ending.ANSWERED, ended_at=9, answer_message=5)
    assert not await publish_question(session, row, answer_message=6)
    session.expire_all()
    kept = await find_question(session, row)
    assert kept is not None
    assert (kept.state, kept.ending, kept.outcome, kept.answer_message) == (
        QuestionState.ENDED,
        Ending.STOPPED,
        None,
        None,
    )
    assert await scan(session, *SOUGHT) == []


async def test_a_draft_that_waits_is_closed_and_cannot_be_approved(session: AsyncSession) -> None:
    await fill(session)
    waiting = await waiting_reviews(session)
    await erase_person(session, PERSON, None, at=9000)

    assert len(waiting) == 2
    for review in waiting:
        assert not await decide_review(session, review.id, ReviewState.APPROVED, by=OTHER, at=9001)
        closed = await review_of_question(session, review.question)
        assert closed is not None
        assert (closed.state, closed.told_at) == (ReviewState.WITHDRAWN, 9000)


async def test_an_edited_answer_that_is_not_shown_yet_is_not_unedited_by_its_editors_wish(
    session: AsyncSession,
) -> None:
    await put_everywhere(session, PERSON, HERE, 1000)
    shown = (await session.scalars(select(QuestionRow).where(QuestionRow.origin == 1030))).one()
    shown.state = QuestionState.WAITING
    await session.flush()
    await erase_person(session, PERSON, None, at=9000)
    review = await review_of_question(session, shown.id)

    assert review is not None
    assert (review.decided_by, review.edited) == (None, {"text": WORD})


async def test_two_flags_on_one_answer_can_both_lose_their_flagger(session: AsyncSession) -> None:
    await put_everywhere(session, PERSON, HERE, 1000)
    await erase_person(session, PERSON, None, at=9000)
    await erase_person(session, OTHER + 1000, None, at=9000)
    flags = [flag for row in range(1, 5) for flag in await flags_of(session, row)]

    assert len({flag.flagger for flag in flags}) == len(flags) == 2
    assert all(flag.flagger < 0 and flag.note is None for flag in flags)
    assert {flag.state for flag in flags} == {FlagState.OPEN}


async def test_only_the_public_answers_of_that_person_are_marked_for_deletion(session: AsyncSession) -> None:
    row = await put(session, ASKED)
    private = await put(session, replace(ASKED, origin=1100, public=False))
    others = await put(session, replace(ASKED, origin=1200, asker=OTHER))
    await erase_person(session, PERSON, None, at=9000, answers=True)
    marked = await session.scalars(select(QuestionRow.id).where(QuestionRow.unwanted_at == 9000))

    assert marked.all() == [row]
    assert len({row, private, others}) == 3


async def test_limits_still_hold_for_who_deleted_everything(session: AsyncSession) -> None:
    one = Limits(person=Allowance(requests=1, seconds=600), channel=Allowance(), server=Allowance())
    new = replace(ASKED, accepted_at=100)
    first = await admit_question(session, new, one, now=100)
    await erase_person(session, PERSON, None, at=110)
    again = await admit_question(session, replace(new, origin=2, accepted_at=120), one, now=120)
    slowed = await admit_question(session, replace(new, origin=2), None, slowmode=60, now=120)
    later = await admit_question(session, replace(new, origin=2, accepted_at=800), one, now=800)

    assert isinstance(first, Admitted)
    assert isinstance(again, Limited)
    assert isinstance(slowed, Slowed)
    assert isinstance(later, Admitted)


async def test_a_replayed_event_is_no_new_question_after_its_asker_deleted_it(session: AsyncSession) -> None:
    await admit_question(session, ASKED, None, now=100)
    await erase_person(session, PERSON, None, at=110)

    assert not isinstance(await admit_question(session, ASKED, None, now=120), Admitted)


async def test_of_who_opted_out_nothing_is_left_once_a_question_has_ended(session: AsyncSession) -> None:
    await opt_out(session, PERSON, at=1)
    row = await put(session, ASKED, ended=False)
    assert await scan(session, WORD)
    assert await end_question(session, row, Ending.ANSWERED, ended_at=6000, answer_message=1001)
    session.expire_all()
    kept = await find_question(session, row)

    assert await scan(session, *SOUGHT) == ["opt_outs.person"]
    assert kept is not None
    assert (kept.ending, kept.answer_message, kept.erased_at) == (Ending.ANSWERED, 1001, 6000)
    assert kept.asker == await stand_in_of(session, PERSON)
    assert await question_of_message(session, ASKED.channel, 1001) == kept


async def test_a_flag_of_who_opted_out_has_no_flagger_and_is_still_one_a_person(
    session: AsyncSession,
) -> None:
    await opt_out(session, PERSON, at=1)
    row = await put(session, replace(ASKED, asker=OTHER))
    new = NewFlag(question=row, guild=HERE, flagger=PERSON, reason=FlagReason.OTHER, flagged_at=5)

    assert (await flag_answer(session, new), await flag_answer(session, new)) == (True, False)
    assert await flagged_by(session, PERSON, HERE, since=0) == [5]
    assert await scan(session, PERSON) == ["opt_outs.person"]
    erased = await erase_person(session, PERSON, None, at=9000)
    assert erased.flags == 1


async def test_of_who_opted_in_again_questions_are_kept(session: AsyncSession) -> None:
    assert await opt_out(session, PERSON, at=1)
    assert not await opt_out(session, PERSON, at=2)
    assert await has_opted_out(session, PERSON)
    assert await opt_in(session, PERSON)
    assert not await opt_in(session, PERSON)
    row = await put(session, ASKED)
    kept = await find_question(session, row)

    assert kept is not None
    assert kept.text == ASKED.text


async def test_everything_that_is_kept_is_shown(session: AsyncSession) -> None:
    await fill(session)
    await opt_out(session, PERSON, at=3)
    kept, counts = await kept_of(session, PERSON, HERE), await count_kept(session, PERSON, HERE)

    assert [question.origin for question in kept.questions] == [1020, 1010, 1000]
    assert [flag.note for flag in kept.flags] == [f"{WORD} never said so"]
    assert [review.reason for review in kept.reviews] == [WORD]
    assert [act.detail for act in kept.acts] == [{"reason": WORD}]
    assert kept.opted_out_at == 3
    assert (counts.questions, counts.texts, counts.flags, counts.reviews, counts.acts) == (3, 3, 1, 1, 1)


async def test_delete_under_an_answer_forgets_every_word_of_it(session: AsyncSession) -> None:
    row = await put(session, ASKED)
    await erase_question(session, row, erased_at=9)

    assert await scan(session, WORD, SECRET, FINGERPRINT) == []
    assert await scan(session, PERSON) == ["questions.asker"]


@pytest.mark.parametrize(
    "column", sorted(column.name for column in Base.metadata.tables["questions"].columns)
)
async def test_no_column_of_a_question_is_unknown_to_forgetting(session: AsyncSession, column: str) -> None:
    """A new column has to be put into one of the two: what goes, or what may stay."""
    stays = {
        *("id", "origin", "way", "intent", "guild", "channel", "main_channel", "public", "follows", "state"),
        *("ending", "answer_message", "accepted_at", "ended_at", "erased_at", "mode", "nanodollars"),
        *("withdrawn_at", "unwanted_at", "outdated_at"),
    }
    goes = {"asker", "text", "token", "outcome", "speaker", "source", "language", "fingerprint"}
    row = await put(session, ASKED)
    await erase_person(session, PERSON, None, at=9000)
    value = await session.scalar(select(getattr(QuestionRow, column)).where(QuestionRow.id == row))

    assert column in stays | goes | {"draft", "trace"}
    if column not in stays | {"asker"}:
        assert value is None


async def test_however_many_questions_there_are_all_are_shown(session: AsyncSession) -> None:
    for number in range(405):
        await accept_question(session, replace(ASKED, origin=1000 + number))
    kept = await kept_of(session, PERSON, None)

    assert [question.origin for question in kept.questions] == [1404 - number for number in range(405)]
