"""What is looked for again and again: also after a failure."""

from bot.cogs.reviewing.tending import Tending
from bot.storage.errors import StorageError


async def test_a_failure_ends_neither_the_other_work_nor_the_next_time() -> None:
    done: list[str] = []

    async def fail() -> None:
        done.append("failed")
        raise StorageError("The disk of the database is full.")

    async def often() -> None:
        done.append("often")

    async def once() -> None:
        done.append("once")

    tending = Tending(once=(once,), often=(fail, often))
    await tending.tend()
    await tending.tend()

    assert done == ["failed", "often", "once", "failed", "often"]
