"""After a crash: an answer that was kept is shown once, or goes where it should have gone, or is ended."""

from dataclasses import replace
from typing import Any

import pytest
import simcord
from sqlalchemy import update

from bot import wording
from bot.cogs.asking.delivery import ConnectionOverError
from bot.cogs.asking.rechecking import Recheck
from bot.moderation.rules import ChannelMode
from bot.storage.questions import Ending, QuestionState
from bot.storage.reviews import review_of_question
from bot.storage.tables import QuestionRow
from bot.wording import refusals
from index.errors import IndexFolderError
from tests.bot.server import Server, labels, read


@pytest.fixture
def cut(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Let the process end after an answer was kept and before it is shown."""

    async def end(*_: object) -> None:
        raise ConnectionOverError

    monkeypatch.setattr(Recheck, "check", end)
    return monkeypatch


async def come_back(server: Server, cut: pytest.MonkeyPatch) -> None:
    row = await server.row(1)
    assert row.state is QuestionState.ACCEPTED
    assert row.draft is not None or row.text is None
    cut.undo()
    await server.env.restart_bot(server.new_bot())
    await server.env.settle()


async def change_row(server: Server, **values: Any) -> None:  # noqa: ANN401 - of whatever column
    async with server.database.session() as session:
        await session.execute(update(QuestionRow).values(values))


async def slash(server: Server, **options: object) -> simcord.InteractionResult:
    return await server.ann.slash(server.talk, "ask", question="Why?", **options)


@pytest.mark.parametrize("private", [True, False])
async def test_a_command_is_answered_in_place_of_thinking(
    server: Server, cut: pytest.MonkeyPatch, *, private: bool
) -> None:
    result = await slash(server, private=private)
    await come_back(server, cut)
    row = await server.row(1)

    assert "Mira Okafor" in read(result)
    assert ("Share" in labels(result)) is private
    assert (row.ending, row.token, row.public) == (Ending.ANSWERED, None, not private)


async def test_a_mention_is_answered_once_however_often_we_come_back(
    server: Server, cut: pytest.MonkeyPatch
) -> None:
    await server.ann.send(server.talk, f"{server.bot_mention} why?")
    await come_back(server, cut)
    await change_row(server, state="accepted", ending=None)
    await server.env.restart_bot(server.new_bot())
    await server.env.settle()

    assert len([shown for shown in server.talk.history() if "Mira Okafor" in read(shown)]) == 1
    assert (await server.row(1)).ending is Ending.ANSWERED


async def test_an_answer_that_discord_has_already_is_not_sent_again(
    server: Server, cut: pytest.MonkeyPatch
) -> None:
    cut.undo()
    await server.ann.send(server.talk, f"{server.bot_mention} why?")
    for number in range(3):
        await server.bea.send(server.talk, f"talk {number}")
    # Discord has forgotten the nonce by now, and only the message itself tells.
    await change_row(server, state="accepted", ending=None, answer_message=None)
    await server.env.restart_bot(server.new_bot())
    await server.env.settle()

    assert len([shown for shown in server.talk.history() if shown.author.bot]) == 1
    assert (await server.row(1)).ending is Ending.ANSWERED


async def test_a_draft_goes_before_moderators(server: Server, cut: pytest.MonkeyPatch) -> None:
    await server.set_mode(server.talk, ChannelMode.DRAFT)
    await server.change_rules(lambda rules: replace(rules, review_channel=server.nook.id))
    result = await slash(server)
    await come_back(server, cut)
    async with server.database.session() as session:
        review = await review_of_question(session, 1)

    assert review is not None
    assert review.card_message is not None
    assert read(result) == refusals.WAITS
    assert (await server.row(1)).state is QuestionState.WAITING


async def test_what_was_asked_in_private_in_a_draft_place_is_shown(
    server: Server, cut: pytest.MonkeyPatch
) -> None:
    await server.set_mode(server.talk, ChannelMode.DRAFT)
    result = await slash(server, private=True)
    await come_back(server, cut)

    assert "Mira Okafor" in read(result)


async def test_nothing_is_shown_where_it_may_not_be_any_more(server: Server, cut: pytest.MonkeyPatch) -> None:
    await slash(server)
    await server.change_rules(lambda rules: replace(rules, paused_at=1))
    await come_back(server, cut)

    assert not server.talk.history()
    assert (await server.row(1)).ending is Ending.STOPPED


async def test_a_source_that_changed_meanwhile_is_not_quoted(server: Server, cut: pytest.MonkeyPatch) -> None:
    result = await slash(server)
    catalogue = server.backend.catalogue
    catalogue.entry = replace(catalogue.entry, sha256="f" * 64)
    await come_back(server, cut)

    assert read(result) == wording.INTERRUPTED
    assert (await server.row(1)).ending is Ending.INTERRUPTED


async def test_the_words_of_a_checked_message_are_not_kept_so_its_checker_is_told(
    server: Server, cut: pytest.MonkeyPatch
) -> None:
    claim = await server.bea.send(server.talk, "Forty ships wait.")
    result = await server.ann.context_menu(server.talk, "Check against sources", claim)
    kept = (await server.row(1)).draft
    await come_back(server, cut)

    assert kept is None
    assert read(result) == wording.INTERRUPTED


async def test_what_is_too_old_is_ended_without_a_word(server: Server, cut: pytest.MonkeyPatch) -> None:
    await server.ann.send(server.talk, f"{server.bot_mention} why?")
    await change_row(server, accepted_at=1)
    await come_back(server, cut)

    assert len(server.talk.history()) == 1
    assert (await server.row(1)).ending is Ending.INTERRUPTED


async def test_where_the_sources_cannot_be_read_the_asker_is_told(
    server: Server, cut: pytest.MonkeyPatch
) -> None:

    async def fail() -> None:
        raise IndexFolderError("broken")

    result = await slash(server)
    cut.undo()
    cut.setattr(server.backend, "ready", fail)
    await server.env.restart_bot(server.new_bot())
    await server.env.settle()

    assert read(result) == wording.INTERRUPTED
