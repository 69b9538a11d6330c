"""Buttons under answers: what they do, for whom, and that they outlive a restart."""

import asyncio
from dataclasses import replace

import pytest
import simcord
from simcord.results import ResponseMessage

from bot import wording
from bot.storage.questions import Ending
from bot.views.controls import DeleteAnswer, ShowTurn
from bot.views.page import Page
from bot.wording import passages as words
from index.quoting import QuoteBudget
from tests.bot.interview import ENTRY, TITLE, TURNS
from tests.bot.server import Server, labels, links, read


async def ask(server: Server, **options: object) -> ResponseMessage:
    result = await server.ann.slash(server.talk, "ask", question="What do they wait for?", **options)
    assert result.response is not None
    return result.response


async def show(server: Server, who: simcord.MemberActor | None = None) -> ResponseMessage:
    result = await (who or server.ann).click(await ask(server), label="Show passage")
    assert result.response is not None
    return result.response


async def put_control(server: Server, page: Page) -> None:
    """Let the bot send a page that none of its own ways would send."""
    channel = server.env.bot.get_partial_messageable(server.talk.id, guild_id=server.guild.id)
    await channel.send(view=page)


async def test_show_passage_is_seen_only_by_who_pressed_and_marks_the_quote(server: Server) -> None:
    passage = await show(server, server.bea)

    assert passage.ephemeral
    assert "Pia Roth: What does a harbour master do all day?" in read(passage)
    assert "**Mostly I wait for fog.** When it lifts" in read(passage)


async def test_steps_lead_to_the_turns_before_and_after(server: Server) -> None:
    passage = await show(server)
    await server.ann.click(passage, label="After")
    after = read(passage)
    await server.ann.click(passage, label="Before")
    await server.ann.click(passage, label="Before")

    assert "She leaves out the paperwork." in after
    assert "Pia Roth" in read(passage)
    assert labels(passage) == ["After"]


async def test_a_passage_leads_to_the_page_and_to_the_second_of_the_turn_that_is_shown(
    server: Server,
) -> None:
    page, film = "https://example.org/talk", "https://media.example.org/talk.mp3"
    server.backend.catalogue.entry = replace(ENTRY, url=page, recording=film)
    passage = await show(server)
    first = links(passage)
    await server.ann.click(passage, label="After")

    assert first == {
        "Listen at 1:00": f"{film}#t=60",
        "Open the page": f"{page}#:~:text=Mostly%20I%20wait%20for%20fog.",
    }
    assert links(passage)["Listen at 2:00"] == f"{film}#t=120"


async def test_without_an_address_in_the_sidecar_there_is_no_link(server: Server) -> None:
    assert links(await show(server)) == {}


async def test_there_is_no_step_past_the_last_turn(server: Server) -> None:
    passage = await show(server)
    for _ in TURNS[2:]:
        await server.ann.click(passage, label="After")

    assert "By the metre." in read(passage)
    assert labels(passage) == ["Before"]


async def test_another_citation_can_be_chosen(server: Server) -> None:
    passage = await show(server)
    await server.ann.select(passage, ["1"])

    assert "She leaves out the paperwork. **Half of my work is stamps.**" in read(passage)


async def test_the_asker_deletes_the_answer_and_what_was_asked_is_forgotten(server: Server) -> None:
    answer = await ask(server)
    await server.ann.click(answer, label="Delete")
    row = await server.row(1)

    assert not server.talk.history()
    assert (row.text, row.outcome, row.ending) == (None, None, Ending.ANSWERED)


async def test_a_moderator_deletes_the_answer(server: Server) -> None:
    await server.cleo.click(await ask(server), label="Delete")

    assert not server.talk.history()


async def test_a_stranger_may_not_delete_and_is_told_alone(server: Server) -> None:
    answer = await ask(server)
    result = await server.bea.click(answer, label="Delete")

    assert read(result.followups[0]) == wording.MAY_NOT_DELETE
    assert result.followups[0].ephemeral
    assert [message.id for message in server.talk.history()] == [answer.id]
    assert (await server.row(1)).text is not None


async def test_an_answer_seen_only_by_its_asker_can_be_deleted_too(server: Server) -> None:
    answer = await ask(server, private=True)
    await server.ann.click(answer, label="Delete")

    assert not server.talk.history()


async def test_buttons_work_after_a_restart(server: Server) -> None:
    answer = await ask(server)
    passage = await server.bea.click(answer, label="Show passage")
    assert passage.response is not None
    await server.env.restart_bot(server.new_bot())

    await server.bea.click(passage.response, label="After")
    assert "She leaves out the paperwork." in read(passage)
    stranger = await server.bea.click(answer, label="Delete")
    assert read(stranger.followups[0]) == wording.MAY_NOT_DELETE
    again = await server.bea.click(answer, label="Show passage")
    assert "**Mostly I wait for fog.**" in read(again)
    await server.ann.click(answer, label="Delete")
    assert not [message for message in server.talk.history() if not message.flags.ephemeral]


async def test_an_answer_that_is_gone_already_is_forgotten_all_the_same(server: Server) -> None:
    answer = await ask(server)
    server.env.inject_error("DELETE", "/webhooks/*/messages/@original", status=404, code=10008)
    await server.ann.click(answer, label="Delete")

    assert (await server.row(1)).text is None


async def test_pressing_twice_has_one_effect(server: Server) -> None:
    answer = await ask(server)
    await server.ann.click(answer, label="Delete")

    with pytest.raises(simcord.BackendError):
        await server.ann.click(answer, label="Delete")


@pytest.mark.parametrize("row", [2, 999_999_999_999_999])
async def test_a_control_of_an_unknown_row_is_refused_with_a_sentence(server: Server, row: int) -> None:
    await ask(server)
    await put_control(server, Page(["odd"], [[ShowTurn(row, 0, 1, "Odd"), DeleteAnswer(row)]]))
    odd = server.talk.last_message
    assert odd is not None
    for label in ("Odd", "Delete"):
        result = await server.ann.click(odd, label=label)
        assert read(result.followups[0]) == wording.GONE


@pytest.mark.parametrize(("citation", "turn"), [(2, 1), (9999, 1), (0, 999_999_999)])
async def test_a_place_that_the_answer_does_not_have_is_refused(
    server: Server, citation: int, turn: int
) -> None:
    await ask(server)
    await put_control(server, Page(["odd"], [[ShowTurn(1, citation, turn, "Odd")]]))
    odd = server.talk.last_message
    assert odd is not None
    result = await server.ann.click(odd, label="Odd")

    assert read(result.followups[0]) in {wording.GONE, wording.CHANGED}


async def test_a_control_moved_to_another_channel_is_refused(server: Server) -> None:
    await ask(server)
    channel = server.env.bot.get_partial_messageable(server.office.id, guild_id=server.guild.id)
    await channel.send(view=Page(["odd"], [[ShowTurn(1, 0, 1, "Odd"), DeleteAnswer(1)]]))
    odd = server.office.last_message
    assert odd is not None
    for label in ("Odd", "Delete"):
        result = await server.ann.click(odd, label=label)
        assert read(result.followups[0]) == wording.GONE
    assert (await server.row(1)).text is not None


async def test_a_control_copied_under_another_message_is_refused(server: Server) -> None:
    await ask(server)
    await put_control(server, Page(["odd"], [[DeleteAnswer(1)]]))
    odd = server.talk.last_message
    assert odd is not None
    result = await server.ann.click(odd, label="Delete")

    assert read(result.followups[0]) == wording.GONE
    assert (await server.row(1)).text is not None


async def test_the_passage_of_a_private_answer_is_its_askers_own(server: Server) -> None:
    await ask(server, private=True)
    await put_control(server, Page(["odd"], [[ShowTurn(1, 0, 1, "Odd")]]))
    odd = server.talk.last_message
    assert odd is not None
    result = await server.bea.click(odd, label="Odd")

    assert read(result.followups[0]) == wording.NOT_YOURS


async def test_a_source_that_changed_since_is_not_shown_as_if_it_had_not(server: Server) -> None:
    answer = await ask(server)
    changed = replace(TURNS[1], text="Now I mostly wait for rain, and for the tide.")
    server.backend.catalogue.turns = (TURNS[0], changed, *TURNS[2:])
    server.backend.catalogue.entry = replace(ENTRY, sha256="1" * 64)
    result = await server.ann.click(answer, label="Show passage")

    assert f"**Mira Okafor**\n**Mostly I wait for fog.**\n{words.KEPT_CHANGED}" in read(result)
    assert words.KEPT_VERSION.format(version="0" * 12) in read(result)
    assert "rain" not in read(result)
    assert labels(result) == []


async def test_words_that_moved_in_a_newer_version_are_found_there_and_it_says_so(server: Server) -> None:
    answer = await ask(server)
    server.backend.catalogue.turns = tuple(
        replace(one, ordinal=n, answers=None) for n, one in enumerate((TURNS[4], *TURNS))
    )
    server.backend.catalogue.entry = replace(ENTRY, sha256="1" * 64, turns=6)
    passage = (await server.ann.click(answer, label="Show passage")).response
    assert passage is not None

    assert "**Mostly I wait for fog.** When it lifts" in read(passage)
    assert words.NEWER in read(passage)
    await server.ann.click(passage, label="After")
    assert "She leaves out the paperwork." in read(passage)


async def test_of_a_source_that_is_gone_the_words_of_the_answer_are_left(server: Server) -> None:
    answer = await ask(server)
    server.backend.catalogue.entry = replace(ENTRY, id="another", title="Another talk")
    result = await server.bea.click(answer, label="Show passage")

    assert f"**Mostly I wait for fog.**\n{words.KEPT_GONE}" in read(result)
    assert f"in “{TITLE}”" in read(result)
    assert "Another" not in read(result)


async def test_a_source_that_another_server_took_over_shows_nothing_any_more(server: Server) -> None:
    answer = await ask(server)
    server.backend.catalogue.entry = replace(ENTRY, servers=frozenset({5}))
    result = await server.ann.click(answer, label="Show passage")

    assert read(result) == wording.CHANGED


async def test_stepping_stays_within_what_the_source_lets_be_shown_of_it(server: Server) -> None:
    budget = QuoteBudget(longest=10, answer_share=0.5)
    server.backend.catalogue.entry = replace(ENTRY, words=60, budget=budget)
    passage = await show(server)
    seen = [read(passage)]
    while "After" in labels(passage):
        await server.ann.click(passage, label="After")
        seen.append(read(passage))

    assert "**Mostly I wait for fog.** When it lifts, forty ships" in seen[0]
    assert "want the same quay" not in "".join(seen)
    assert words.LIMITED in seen[0]
    assert len(seen) < len(TURNS)


async def test_a_press_waits_for_the_index_as_a_question_does(server: Server) -> None:
    answer = await ask(server)
    server.backend.__init__(server.answering, ready=False)
    pressing = asyncio.create_task(server.bea.click(answer, label="Show passage"))
    await server.backend.wanted.wait()
    server.backend.load()

    assert "**Mostly I wait for fog.**" in read(await pressing)
