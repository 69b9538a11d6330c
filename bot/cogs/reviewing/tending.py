"""Looking again and again for what is due: drafts that are over, and what a crash left half done."""

from collections.abc import Awaitable, Callable, Sequence

import structlog
from discord.ext import commands, tasks

_log: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(__name__)
_PERIOD = 20.0  # seconds

Work = Callable[[], Awaitable[None]]


class Tending(commands.Cog):
    """Does some work once, when the bot is ready, and other work every so often."""

    def __init__(self, *, once: Sequence[Work], often: Sequence[Work]) -> None:
        self._once = once
        self._often = often
        self._begun = False

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Begin: before that, nobody knows which language a server speaks."""
        if not self.tend.is_running():
            self.tend.start()

    async def cog_unload(self) -> None:
        """End."""
        self.tend.cancel()

    @tasks.loop(seconds=_PERIOD)
    async def tend(self) -> None:
        """Do what is due once."""
        works = self._often if self._begun else (*self._often, *self._once)
        self._begun = True
        for work in works:
            try:
                await work()
            except Exception as error:  # noqa: BLE001 - the outermost edge: one failure must not end the rest
                _log.error("not tended", exc_info=error)
