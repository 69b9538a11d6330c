"""What changes while an answer is made, while a draft waits, before an answer is shared: a quiet ending.

Nobody reads the answer then, nobody is told in public why, and the question ends once.
"""

import logging

import pytest
from structlog.testing import capture_logs

from bot.moderation.reviews import ReviewState
from bot.moderation.rules import ChannelMode
from bot.storage.questions import Ending, QuestionState
from bot.storage.reviews import find_review
from tests.bot.cogs.changing import working_on
from tests.bot.cogs.matrix import changes
from tests.bot.cogs.matrix.changes import Change, Scene
from tests.bot.cogs.matrix.forging import command, press, stored_message, write
from tests.bot.server import Server

# On a busy machine a commit alone may take seconds; what hangs is found all the same.
pytestmark = pytest.mark.simcord(settle_timeout=60.0)

OF_ANN: list[Change] = [changes.time_out, changes.kick, changes.block, changes.take_role]
OF_THREAD: list[Change] = [changes.lock, changes.archive, changes.delete_thread]
OF_RULES: list[Change] = [changes.switch_off, changes.switch_thread_off, changes.pause]
OF_BOT: list[Change] = [changes.hush_bot, changes.blind_bot]
ALL = [*OF_ANN, *OF_THREAD, *OF_RULES, *OF_BOT]
PUBLIC = [*ALL, changes.make_private]
ENDINGS: dict[Change, set[Ending]] = {
    changes.hush_bot: {Ending.FORBIDDEN},
    # What a server hides from a bot is as good as not there.
    changes.blind_bot: {Ending.FORBIDDEN, Ending.STOPPED},
}


@pytest.fixture(autouse=True)
def quiet(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.ERROR)


def endings(change: Change) -> set[Ending]:
    return ENDINGS.get(change, {Ending.STOPPED})


async def ask(scene: Scene, *, private: bool = False) -> int:
    """Ask in the thread, and return the number of the question."""
    server = scene.server
    await command(server.env, server.ann, scene.thread, "ask", question="Who waits?", private=private)
    return 1


@pytest.mark.parametrize("private", [False, True])
@pytest.mark.parametrize("change", ALL)
async def test_a_command_is_not_answered_after(server: Server, change: Change, *, private: bool) -> None:
    scene = await Scene.set_up(server, ChannelMode.OPEN)
    with capture_logs() as logs:
        async with working_on(server, ask(scene, private=private)):
            await change(scene)
    row = await server.row(1)

    assert not [entry for entry in logs if entry["log_level"] == "error"]
    if private and change is changes.hush_bot:
        # What Ann alone reads is no writing in the place.
        assert row.ending is Ending.ANSWERED
    else:
        assert row.ending in endings(change)
    assert scene.posted == []
    assert not server.env.errors


@pytest.mark.parametrize("change", [*PUBLIC, changes.delete_question])
async def test_a_mention_is_not_answered_after(server: Server, change: Change) -> None:
    scene = await Scene.set_up(server, ChannelMode.OPEN)
    asking = write(server.env, server.ann.id, scene.thread.id, f"{server.bot_mention} who waits?")
    with capture_logs() as logs:
        async with working_on(server, asking):
            await change(scene)

    assert not [entry for entry in logs if entry["log_level"] == "error"]
    assert (await server.row(1)).ending in endings(change)
    assert scene.posted == []
    assert not server.env.errors


@pytest.mark.parametrize("mention", [False, True])
@pytest.mark.parametrize("change", PUBLIC)
async def test_a_draft_is_not_shown_after(server: Server, change: Change, *, mention: bool) -> None:
    scene = await Scene.set_up(server, ChannelMode.DRAFT)
    if mention:
        await write(server.env, server.ann.id, scene.thread.id, f"{server.bot_mention} who waits?")
    else:
        await ask(scene)
    waits = scene.posted
    (card,) = scene.desk.history()
    await change(scene)
    await server.env.settle()
    with capture_logs() as logs:
        await press(server.env, server.cleo, scene.desk.id, card.id, "m:approve:1")
    row = await server.row(1)
    async with server.database.session() as session:
        review = await find_review(session, 1)

    assert review is not None
    assert not [entry for entry in logs if entry["log_level"] == "error"]
    if change is changes.pause:
        assert (row.state, review.state) == (QuestionState.WAITING, ReviewState.WAITING)
    else:
        assert row.ending in endings(change)
        assert review.state is ReviewState.APPROVED
    assert set(scene.posted) <= set(waits)
    assert not server.env.errors


@pytest.mark.parametrize("change", [*PUBLIC])
async def test_an_answer_is_not_shared_after(server: Server, change: Change) -> None:
    scene = await Scene.set_up(server, ChannelMode.OPEN)
    result = await command(server.env, server.ann, scene.thread, "ask", question="Who waits?", private=True)
    assert result.response is not None
    answer = result.response.id
    await change(scene)
    await server.env.settle()
    with capture_logs() as logs:
        await share(scene, answer)
    row = await server.row(1)

    assert not [entry for entry in logs if entry["log_level"] == "error"]
    assert (row.ending, row.public) == (Ending.ANSWERED, False)
    assert scene.posted == []
    assert not server.env.errors


async def share(scene: Scene, answer: int) -> None:
    """Press *Share*, if there is anything left to be pressed and anybody to press it."""
    server = scene.server
    here = stored_message(server.env, scene.thread.id, answer) is not None
    if here and server.ann.id in server.guild.member_ids():
        await press(server.env, server.ann, scene.thread.id, answer, "q:share:1")
