"""So many at once, so many waiting; the next is told when to come again."""

import asyncio

import pytest

from bot.cogs.asking.queueing import Queue, QueueFullError
from bot.storage.questions import open_questions
from tests.bot.cogs.asking.test_waiting import asked_as, make_desk
from tests.bot.cogs.changing import until
from tests.bot.cogs.conftest import Parts
from tests.bot.cogs.deliveries import SilentDelivery
from tests.bot.fakes import FakeBackend


async def test_as_many_as_fit_are_inside_and_the_next_is_sent_away() -> None:
    queue = Queue(at_once=1, waiting=1)
    with queue.place(), queue.place():
        with pytest.raises(QueueFullError), queue.place():
            pass
        inside = len(queue)

    assert inside == 2
    assert len(queue) == 0


async def test_no_more_than_allowed_have_their_turn_at_once() -> None:
    queue, most, now = Queue(at_once=3, waiting=100), 0, 0

    async def work() -> None:
        nonlocal most, now
        with queue.place():
            async with queue.turn():
                now += 1
                most = max(most, now)
                await asyncio.sleep(0.001)
                now -= 1

    await asyncio.gather(*(work() for _ in range(50)))

    assert most == 3


async def test_the_estimate_follows_what_was_measured() -> None:
    queue = Queue(at_once=1, waiting=0)
    first = again_in(queue)
    for _ in range(30):
        async with queue.turn():
            await asyncio.sleep(0.001)

    assert first == 2
    assert again_in(queue) == 1


def again_in(queue: Queue) -> int:
    with queue.place(), pytest.raises(QueueFullError) as full, queue.place():
        pass
    return full.value.again_in


async def test_whoever_finds_the_queue_full_is_told_at_once_and_leaves_no_row(parts: Parts) -> None:
    backend = FakeBackend(ready=False)
    desk = make_desk(parts.database, backend, queue=Queue(at_once=1, waiting=2))
    deliveries = [SilentDelivery() for _ in range(10)]
    asking = [
        asyncio.create_task(desk.handle(asked_as(number), delivery))
        for number, delivery in enumerate(deliveries, start=1)
    ]
    await until(lambda: sum(bool(delivery.told) for delivery in deliveries) == 7)
    backend.load()
    await asyncio.gather(*asking)
    async with parts.database.session() as session:
        left = await open_questions(session)

    assert sorted(len(delivery.told) for delivery in deliveries) == [0] * 3 + [1] * 7
    assert not left
    assert len(backend.answering.asked) == 3
