"""Be a member of a fleet in a process of one's own: `python -m tests.bot.fleet.member URL SHARDS OF`."""

import asyncio
import sys

from bot.fleet.fleet import joined
from bot.fleet.shards import read_shards
from bot.storage.database import Database


async def main() -> None:
    """Join, say so, say when it leads, and stay."""
    url, ids, of = sys.argv[1:]
    database = await Database.open(url)
    async with joined(database, url, read_shards(ids, int(of)), every=0.1) as fleet:
        sys.stdout.write("joined\n")
        sys.stdout.flush()
        await fleet.leading()
        sys.stdout.write("leads\n")
        sys.stdout.flush()
        await asyncio.sleep(120)


if __name__ == "__main__":
    asyncio.run(main())
