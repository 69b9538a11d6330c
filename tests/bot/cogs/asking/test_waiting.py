"""While an answer takes long: that it is being written stays to be seen, and there is an end to it."""

import asyncio
import contextlib
from dataclasses import dataclass
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest

from bot import wording
from bot.answering.asking import Asked
from bot.cogs.asking import life
from bot.cogs.asking.admission import Admission
from bot.cogs.asking.delivery import MentionDelivery
from bot.cogs.asking.desk import QuestionDesk
from bot.cogs.asking.drafts import Undecided
from bot.cogs.asking.ending import EndingUnanswered
from bot.cogs.asking.incoming import Incoming
from bot.cogs.asking.life import Life
from bot.cogs.asking.manners import Manners
from bot.cogs.asking.policy import Policy
from bot.cogs.asking.queueing import Queue
from bot.cogs.asking.rechecking import Recheck
from bot.cogs.asking.scrutiny import Scrutiny
from bot.cogs.asking.showing import Showing
from bot.cogs.asking.standing import StandingAnswers
from bot.moderation.places import Person, Place, PlaceKind
from bot.moderation.screeners import NoScreener
from bot.rulebook import Rulebook
from bot.storage.database import Database
from bot.storage.questions import Ending, NewQuestion, Way, find_question
from tests.bot.cogs.conftest import Parts
from tests.bot.cogs.deliveries import SilentDelivery
from tests.bot.fakes import FakeBackend

if TYPE_CHECKING:
    import discord


def asked_as(origin: int) -> Incoming:
    """Return a question of a direct message: of it nothing has to be asked of Discord first."""
    return Incoming(
        new=NewQuestion(
            origin=origin,
            way=Way.SLASH,
            guild=0,
            channel=3,
            asker=origin,
            text="Why?",
            public=False,
            accepted_at=5,
        ),
        asked=Asked(text="Why?"),
        place=Place(guild=None, channel=3, kind=PlaceKind.DIRECT),
        person=Person(id=origin, member=False),
    )


def make_desk(
    database: Database, backend: FakeBackend, *, longest: float = 60.0, queue: Queue | None = None
) -> QuestionDesk:
    policy = Policy(Rulebook(database), open_channels=(), direct_messages=True)
    client = cast("discord.Client", None)
    recheck = Recheck(client, policy)
    showing = Showing(database, recheck, Undecided())
    made = Life(
        database=database,
        backend=backend,
        policy=policy,
        admission=Admission(database),
        queue=Queue() if queue is None else queue,
        scrutiny=Scrutiny(screener=NoScreener()),
        standing=StandingAnswers(client, database),
        manners=Manners(client=client, policy=policy),
        showing=showing,
        ending=EndingUnanswered(showing),
        longest=longest,
    )
    return QuestionDesk(made)


@dataclass
class TypingChannel:
    """Counts how often typing was shown, and fails when told so."""

    shown: int = 0
    failing: bool = False

    async def typing(self) -> None:
        self.shown += 1
        if self.failing:
            raise OSError


def mention(channel: TypingChannel) -> MentionDelivery:
    message = cast("discord.Message", SimpleNamespace(channel=channel))
    return MentionDelivery(message, typing_every=0.01)


async def test_typing_is_shown_again_and_again_until_the_answer_is_there() -> None:
    channel = TypingChannel()
    async with mention(channel).waiting():
        await asyncio.sleep(0.1)
    shown = channel.shown
    await asyncio.sleep(0.05)

    assert shown >= 3
    assert channel.shown == shown


async def test_typing_ends_with_an_answer_that_fails() -> None:
    channel = TypingChannel()
    with contextlib.suppress(ZeroDivisionError):
        async with mention(channel).waiting():
            raise ZeroDivisionError
    await asyncio.sleep(0.05)

    assert channel.shown == 0


async def test_typing_that_cannot_be_shown_is_not_tried_on_and_on() -> None:
    channel = TypingChannel(failing=True)
    async with mention(channel).waiting():
        await asyncio.sleep(0.1)

    assert channel.shown == 1


async def test_who_waits_too_long_is_told_before_discord_forgets_the_question(parts: Parts) -> None:
    desk = make_desk(parts.database, FakeBackend(ready=False), longest=0.05)
    delivery = SilentDelivery()
    await desk.handle(asked_as(1), delivery)
    async with parts.database.session() as session:
        row = await find_question(session, 1)

    assert delivery.told == [wording.TOO_LONG]
    assert row is not None
    assert row.ending is Ending.FAILED


async def test_while_the_rules_cannot_be_read_in_time_who_asks_is_sent_away(
    parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def hang(*_: object) -> None:
        await asyncio.sleep(60)

    monkeypatch.setattr(Policy, "judge", hang)
    monkeypatch.setattr(life, "_PROMPT", 0.05)
    delivery = SilentDelivery()
    await make_desk(parts.database, FakeBackend()).handle(asked_as(1), delivery)
    (told,) = delivery.told

    assert told.startswith("Many people are asking right now.")
    assert not delivery.begun


@pytest.mark.parametrize("ready", [True, False])
async def test_waiting_is_shown_exactly_while_the_answer_is_made(parts: Parts, *, ready: bool) -> None:
    backend = FakeBackend(ready=ready)
    delivery = SilentDelivery()
    seen: list[int] = []
    reply = backend.answering.reply
    backend.answering.reply = lambda asked: (seen.append(delivery.waits), reply(asked))[1]
    asking = asyncio.create_task(make_desk(parts.database, backend).handle(asked_as(1), delivery))
    await asyncio.sleep(0.05)
    backend.load()
    await asking

    assert seen == [1]
    assert delivery.waits == 0
