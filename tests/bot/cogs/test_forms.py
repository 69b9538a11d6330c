"""*Ask more*: a form under every answer, whose question goes on from it and is as public as it is."""

from collections.abc import Callable, Coroutine
from dataclasses import replace

import discord
import pytest
import simcord
from simcord.results import ResponseMessage
from sqlalchemy import update

from bot import wording
from bot.answering.asking import Asked
from bot.answering.types import Abstention, Mode, Outcome, Reason
from bot.moderation.rules import Allowance, Limits
from bot.storage.errors import StorageError
from bot.storage.questions import Ending, Way, erase_question
from bot.storage.tables import QuestionRow
from bot.views.controls import AskMore
from bot.views.forms import AskMoreForm
from bot.views.page import Page
from tests.bot.cogs.test_pressing import put_control
from tests.bot.server import Server, labels, read

FIRST = "What do they wait for?"


async def ask(server: Server, **options: object) -> ResponseMessage:
    result = await server.ann.slash(server.talk, "ask", question=FIRST, **options)
    assert result.response is not None
    return result.response


async def send(
    server: Server, answer: ResponseMessage, typed: str, who: simcord.MemberActor | None = None
) -> simcord.InteractionResult:
    person = who or server.ann
    return await person.submit_modal(await person.click(answer, label="Ask more"), {"question": typed})


def context(form: simcord.InteractionResult) -> str:
    assert form.modal is not None
    return next(part["content"] for part in form.modal["components"] if part["type"] == 10)


async def test_the_form_shows_what_was_asked_before(server: Server) -> None:
    form = await server.bea.click(await ask(server), label="Ask more")

    assert form.modal is not None
    assert form.modal["title"] == wording.FORM_TITLE
    assert context(form) == f"-# Going on from: “{FIRST}”"


async def test_an_opened_form_is_not_kept_in_memory() -> None:
    assert AskMoreForm(1, FIRST).is_finished()


async def test_what_was_asked_is_shown_as_it_is_and_shortened(server: Server) -> None:
    result = await server.ann.slash(server.talk, "ask", question="@everyone **who** " + "waits " * 100)
    assert result.response is not None
    form = await server.ann.click(result.response, label="Ask more")

    assert context(form).startswith("-# Going on from: “@\u200beveryone \\*\\*who\\*\\* waits")
    assert len(context(form)) < 400


async def test_a_question_in_the_form_goes_on_from_the_answer(server: Server) -> None:
    result = await send(server, await ask(server), "And Jon?")
    row = await server.row(2)

    assert (server.answering.asked[-1].text, server.answering.asked[-1].after) == ("And Jon?", (FIRST,))
    assert read(result).startswith("-# Asked: “And Jon?”\n")
    assert labels(result) == ["Show passage", "Ask more", "Flag", "Delete"]
    assert (row.way, row.follows, row.ending, row.public) == (Way.FORM, 1, Ending.ANSWERED, True)


async def test_it_goes_on_and_on(server: Server) -> None:
    second = await send(server, await ask(server), "And Jon?")
    assert second.response is not None
    await send(server, second.response, "Why?", server.bea)

    assert server.answering.asked[-1].after == (FIRST, "And Jon?")


async def test_whoever_sees_a_public_answer_may_ask_more_and_it_is_their_own_question(
    server: Server,
) -> None:
    result = await send(server, await ask(server), "And Jon?", server.bea)
    row = await server.row(2)
    assert result.response is not None
    await server.bea.click(result.response, label="Delete")

    assert not result.ephemeral
    assert row.asker == server.bea.id
    assert (await server.row(2)).text is None
    assert (await server.row(1)).text == FIRST


async def test_more_about_a_private_answer_is_private_too(server: Server) -> None:
    result = await send(server, await ask(server, private=True), "And Jon?")

    assert result.ephemeral
    assert not (await server.row(2)).public


async def test_the_button_under_a_private_answer_is_its_askers_own(server: Server) -> None:
    await ask(server, private=True)
    await put_control(server, Page(["odd"], [[AskMore(1)]]))
    odd = server.talk.last_message
    assert odd is not None
    async with server.database.session() as session:
        await session.execute(update(QuestionRow).values(answer_message=odd.id))
    result = await server.bea.click(odd, label="Ask more")

    assert result.modal is None
    assert result.ephemeral
    assert read(result) == wording.NOT_YOURS


async def test_a_forged_form_does_not_go_on_from_anothers_private_answer(server: Server) -> None:
    await ask(server, private=True)
    own = await server.bea.slash(server.talk, "ask", question="And the tide?")
    assert own.response is not None
    form = await server.bea.click(own.response, label="Ask more")
    vars(form)["_interaction"].modal["custom_id"] = "q:form:1"
    result = await server.bea.submit_modal(form, {"question": "And Jon?"})

    assert result.ephemeral
    assert read(result) == wording.NOT_YOURS
    assert len(server.answering.asked) == 2


async def test_more_is_private_where_the_channel_was_closed_since(server: Server) -> None:
    answer = await ask(server)
    server.open_channels.clear()

    assert (await send(server, answer, "And Jon?")).ephemeral


async def test_an_answer_to_a_mention_can_be_asked_more_about(server: Server) -> None:
    await server.ann.send(server.talk, f"{server.bot_mention} {FIRST}")
    answer = server.talk.last_message
    assert answer is not None
    form = await server.bea.click(answer, label="Ask more")
    result = await server.bea.submit_modal(form, {"question": "And Jon?"})

    assert not result.ephemeral
    assert server.answering.asked[-1].after == (FIRST,)


async def test_more_can_be_asked_where_nothing_was_found(server: Server) -> None:
    def nothing(asked: Asked) -> Outcome:
        return Abstention(
            question=asked.text, mode=Mode.EXTRACTIVE, reason=Reason.NOTHING_FOUND, text="Nothing."
        )

    server.answering.reply = nothing
    answer = await ask(server)
    await send(server, answer, "And Jon?")

    assert labels(answer) == ["Ask more", "Flag", "Delete"]
    assert server.answering.asked[-1].after == (FIRST,)


async def test_the_button_works_after_a_restart(server: Server) -> None:
    answer = await ask(server)
    await server.env.restart_bot(server.new_bot())
    result = await send(server, answer, "And Jon?", server.bea)

    assert "Mira Okafor" in read(result)
    assert server.answering.asked[-1].after == (FIRST,)


async def test_a_form_that_was_opened_before_a_restart_can_be_sent_after_it(server: Server) -> None:
    form = await server.bea.click(await ask(server), label="Ask more")
    await server.env.restart_bot(server.new_bot())
    result = await server.bea.submit_modal(form, {"question": "And Jon?"})

    assert "Mira Okafor" in read(result)
    assert (await server.row(2)).follows == 1


async def test_a_form_is_answered_though_the_answer_was_forgotten_meanwhile(server: Server) -> None:
    form = await server.bea.click(await ask(server), label="Ask more")
    async with server.database.session() as session:
        await erase_question(session, 1, erased_at=1)
    result = await server.bea.submit_modal(form, {"question": "And Jon?"})

    assert "Mira Okafor" in read(result)
    assert server.answering.asked[-1].after == ()


async def test_a_form_that_comes_twice_is_answered_once(server: Server) -> None:
    form = await server.ann.click(await ask(server), label="Ask more")
    heard: list[discord.Interaction] = []
    server.bot.add_listener(_keep(heard), "on_interaction")
    await server.ann.submit_modal(form, {"question": "And Jon?"})
    server.env.bot.dispatch("interaction", heard[-1])
    await server.env.settle()

    assert [asked.text for asked in server.answering.asked] == [FIRST, "And Jon?"]


def _keep(heard: list[discord.Interaction]) -> Callable[[discord.Interaction], Coroutine[None, None, None]]:
    async def keep(interaction: discord.Interaction) -> None:
        heard.append(interaction)

    return keep


async def test_who_sends_a_form_while_the_database_is_away_is_told(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = await server.ann.click(await ask(server), label="Ask more")

    def fail() -> None:
        raise StorageError("The disk of the database is full.")

    for way in ("session", "reading"):
        monkeypatch.setattr(server.database, way, fail)
    result = await server.ann.submit_modal(form, {"question": "And Jon?"})

    assert result.ephemeral
    assert read(result) == wording.NOT_KEPT


async def test_of_a_checked_message_the_form_says_that_its_words_are_not_kept(server: Server) -> None:
    claim = await server.bea.send(server.talk, "Forty ships wait.")
    checked = await server.ann.context_menu(server.talk, "Check against sources", claim)
    assert checked.response is not None
    form = await server.ann.click(checked.response, label="Ask more")
    result = await server.ann.submit_modal(form, {"question": "Who said that forty ships wait?"})

    assert context(form) == f"-# {wording.FORM_WITHOUT_CONTEXT}"
    assert result.ephemeral
    assert server.answering.asked[-1].after == ()


async def test_a_form_of_an_unknown_row_is_refused_with_a_sentence(server: Server) -> None:
    await put_control(server, Page(["odd"], [[AskMore(7)]]))
    odd = server.talk.last_message
    assert odd is not None
    result = await server.ann.click(odd, label="Ask more")

    assert result.modal is None
    assert result.ephemeral
    assert read(result) == wording.GONE


async def test_a_form_that_is_not_ours_is_left_alone(server: Server) -> None:
    answer = await ask(server)
    form = await server.ann.click(answer, label="Ask more")
    vars(form)["_interaction"].modal["custom_id"] = "q:form:1:other"
    result = await server.ann.submit_modal(form, {"question": "And Jon?"})

    assert not result.acknowledged
    assert len(server.answering.asked) == 1


@pytest.mark.parametrize("questions", [12])
async def test_of_a_long_chain_only_the_last_questions_are_handed_over(
    server: Server, questions: int
) -> None:
    await server.change_rules(lambda rules: replace(rules, limits=Limits(person=Allowance())))
    answer = await ask(server)
    for number in range(questions):
        result = await send(server, answer, f"And {number}?")
        assert result.response is not None
        answer = result.response

    assert server.answering.asked[-1].after == tuple(f"And {number}?" for number in range(6, 11))
