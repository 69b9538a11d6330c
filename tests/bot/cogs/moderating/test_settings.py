"""Limits, people, words, the review channel, and the options."""

from dataclasses import replace
from decimal import Decimal

import pytest

from bot.moderation.rules import Allowance
from bot.wording import moderating as wording
from bot.wording import overview as words
from bot.wording import refusals
from tests.bot.cogs.moderating.conftest import Staffed
from tests.bot.server import labels, read


async def test_a_limit_is_set_part_by_part_and_holds(staffed: Staffed) -> None:
    server = staffed.server
    await staffed.use("limits", whose="person", questions=1, minutes=5)
    shown = read(await staffed.use("limits", whose="person", dollars="$0.50"))
    await server.ann.slash(server.talk, "ask", question="Why?")
    second = await server.ann.slash(server.talk, "ask", question="And what else?")

    assert (await staffed.rules()).limits.person == Allowance(
        requests=1, seconds=300, dollars=Decimal("0.50")
    )
    assert "One person: one question in 5 minutes, and 0.50 dollars a day." in shown
    assert second.followups[0].ephemeral
    assert len(server.answering.asked) == 1


async def test_nought_is_without_a_bound(staffed: Staffed) -> None:
    await staffed.use("limits", whose="server", dollars="3")
    await staffed.use("limits", whose="server", questions=0, dollars="0")

    assert (await staffed.rules()).limits.server == Allowance(requests=None, seconds=3600, dollars=None)


@pytest.mark.parametrize("dollars", ["much", "-1", "nan", "Infinity", "1e400", "0.0000000000001", ""])
async def test_dollars_that_cannot_be_counted_change_nothing(staffed: Staffed, dollars: str) -> None:
    before = await staffed.rules()
    shown = read(await staffed.use("limits", whose="person", dollars=dollars))

    assert await staffed.rules() == before
    assert shown == wording.BAD_DOLLARS or shown.startswith("Nothing was changed.")


async def test_whose_limit_it_is_must_be_said(staffed: Staffed) -> None:
    assert read(await staffed.use("limits", questions=3)) == wording.WHOSE_LIMIT


async def test_who_is_blocked_is_not_answered_until_they_are_let_in_again(staffed: Staffed) -> None:
    server = staffed.server
    blocked = read(await staffed.use("people block", person=server.ann))
    refused = read(await server.ann.slash(server.talk, "ask", question="Why?"))
    listed = read(await staffed.use("people list"))
    await staffed.use("people unblock", person=server.ann)

    assert blocked == wording.BLOCKED.format(person=f"<@{server.ann.id}>")
    assert refused == refusals.BLOCKED
    assert f"<@{server.ann.id}>" in listed
    assert read(await staffed.use("people list")) == wording.NOBODY_BLOCKED
    assert not (await server.ann.slash(server.talk, "ask", question="Why?")).ephemeral


async def test_nobody_blocks_themselves(staffed: Staffed) -> None:
    before = await staffed.rules()
    refused = read(await staffed.use("people block", person=staffed.dora))

    assert refused == wording.CANNOT_BLOCK_ONESELF
    assert await staffed.rules() == before


async def test_a_word_is_refused_in_questions_until_it_is_removed(staffed: Staffed) -> None:
    server = staffed.server
    added = read(await staffed.use("words add", word="Fog*"))
    again = read(await staffed.use("words add", word="fog*"))
    refused = await server.ann.slash(server.talk, "ask", question="Why the foghorn?")
    listed = read(await staffed.use("words list"))
    removed = read(await staffed.use("words remove", word="FOG*"))

    assert added == wording.WORD_ADDED.format(word=r"Fog\*")
    assert again == wording.WORD_KNOWN.format(word=r"fog\*")
    assert read(refused.followups[0]) == refusals.WORDS
    assert listed == f"{wording.WORDS_NOW}\n- Fog\\*"
    assert removed == wording.WORD_REMOVED.format(word=r"FOG\*")
    assert read(await staffed.use("words remove", word="fog*")) == wording.WORD_UNKNOWN.format(word=r"fog\*")


async def test_a_word_in_which_nothing_can_be_found_is_not_kept(staffed: Staffed) -> None:
    assert read(await staffed.use("words add", word="***")) == wording.BAD_WORD.format(most=100)
    assert (await staffed.rules()).blocked_words == ()


async def test_more_words_than_are_kept_are_refused_in_a_sentence(staffed: Staffed) -> None:
    many = tuple(f"word{number}" for number in range(200))
    await staffed.server.change_rules(lambda rules: replace(rules, blocked_words=many))
    shown = read(await staffed.use("words add", word="one more"))

    assert (
        shown
        == "Nothing was changed. `blocked_words` must be a list in square brackets of at most 200 entries."
    )


async def test_a_long_list_has_pages_that_are_turned_by_who_may(staffed: Staffed) -> None:
    many = tuple(f"word number {number:03} which is long enough" for number in range(200))
    await staffed.server.change_rules(lambda rules: replace(rules, blocked_words=many))
    first = await staffed.use("words list")
    assert first.response is not None
    assert labels(first) == ["Next page"]
    seen = set(read(first).splitlines())
    second = await staffed.dora.click(first.response, label="Next page")
    seen |= set(read(second).splitlines())
    assert "-# Page 2 of 3." in read(second)
    third = await staffed.dora.click(second.response or first.response, label="Next page")
    seen |= set(read(third).splitlines())

    assert {f"- {word}" for word in many} <= seen


async def test_the_channel_for_drafts_is_set_shown_and_unset(staffed: Staffed) -> None:
    office = staffed.server.office
    assert read(await staffed.use("review")) == words.NO_REVIEW
    shown = read(await staffed.use("review", channel=office))

    assert shown.splitlines() == [
        wording.REVIEW_SET.format(channel=f"<#{office.id}>"),
        wording.REVIEW_READ_BY_ALL.format(channel=f"<#{office.id}>"),
    ]
    assert read(await staffed.use("review")) == words.REVIEW.format(channel=f"<#{office.id}>")
    assert read(await staffed.use("review", none=True)) == wording.REVIEW_UNSET
    assert (await staffed.rules()).review_channel is None


async def test_options_are_set_alone_and_shown_together(staffed: Staffed) -> None:
    shown = read(
        await staffed.use(
            "options", staff_exempt=False, quiet_minutes=0, draft_hours=1, strict=True, language="de"
        )
    )
    rules = await staffed.rules()

    assert shown.splitlines() == [
        wording.DONE,
        words.STAFF_NOT_EXEMPT,
        words.NO_QUIET,
        words.DRAFT_HOURS.one,
        words.STRICT,
        words.LANGUAGE.format(language="German"),
    ]
    assert (rules.staff_exempt, rules.quiet_minutes, rules.draft_hours) == (False, 0, 1)
    assert (rules.strict, rules.language) == (True, "de")
    await staffed.use("options", language="server")
    assert (await staffed.rules()).language is None


async def test_languages_complete_and_others_are_refused(staffed: Staffed) -> None:
    offered = await staffed.dora.autocomplete(staffed.server.office, "moderation options", "language", "")

    assert {"server", "de", "en-US", "en-GB"} == {choice["value"] for choice in offered}
    assert read(await staffed.use("options", language="tlh")) == wording.BAD_LANGUAGE.format(server="server")
