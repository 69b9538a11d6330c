"""Do as one of several processes does: `python -m tests.bot.fleet.asking URL WHAT FIRST COUNT`."""

import asyncio
import json
import sys
from dataclasses import replace

from bot.moderation.limits import Limited
from bot.moderation.reviews import ReviewState
from bot.moderation.rules import Allowance, ChannelMode, GuildRules, Limits, PlaceRules
from bot.rulebook import Rulebook
from bot.storage.admitting import Admitted, admit_question
from bot.storage.database import Database
from bot.storage.reviews import decide_review
from tests.bot.storage.rows import FIRST

NOW, MOST = 1_800_000_000, 30
LIMITS = Limits(
    person=Allowance(requests=None), channel=Allowance(requests=None), server=Allowance(requests=MOST)
)
PAUSED = GuildRules(default=PlaceRules(mode=ChannelMode.OPEN), paused_at=NOW)


async def admit(database: Database, first: int, count: int) -> int:
    """Let so many questions in at once, and return how many were."""

    async def one(origin: int) -> bool:
        new = replace(FIRST, origin=origin, asker=origin, accepted_at=NOW, token=None)
        admission = await database.run(lambda session: admit_question(session, new, LIMITS, now=NOW))
        assert isinstance(admission, (Admitted, Limited))
        return isinstance(admission, Admitted)

    return sum(await asyncio.gather(*(one(first + number) for number in range(count))))


async def decide(database: Database, first: int, count: int) -> int:
    """Decide so many drafts, and return of how many it was this process that did."""

    async def one(review: int) -> bool:
        return await database.run(
            lambda session: decide_review(session, review, ReviewState.EXPIRED, by=None, at=NOW)
        )

    return sum([await one(first + number) for number in range(count)])


async def pause(database: Database, first: int, _count: int) -> int:
    """Pause a server."""
    await Rulebook(database).put(first, PAUSED, at=NOW)
    return 1


WORKS = {"admit": admit, "decide": decide, "pause": pause}


async def main() -> None:
    """Open the database, wait to be told, work, and say how much of it was done."""
    url, what, first, count = sys.argv[1:]
    database = await Database.open(url)
    sys.stdout.write("\nready\n")
    sys.stdout.flush()
    await asyncio.to_thread(sys.stdin.readline)
    done = await WORKS[what](database, int(first), int(count))
    sys.stdout.write(json.dumps({"done": done}) + "\n")
    await database.close()


if __name__ == "__main__":
    asyncio.run(main())
