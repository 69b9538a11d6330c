"""The doors to the channels of the demo: one is open at a time."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from simcord import Preview, SetupError

from bot.demo.errors import DemoError
from bot.demo.rooms import Room
from bot.demo.server import SETTLE_SECONDS, DemoServer

T = TypeVar("T")

_PAUSE = 0.1  # seconds between tries, while something in the open channel is still being worked on


class Doors:
    """Opens the page of one channel at a time: the simulation serves no more."""

    def __init__(self, server: DemoServer, *, port: int) -> None:
        self._server = server
        self._port = port
        self._open: Preview | None = None
        self._moving = asyncio.Lock()
        self._watching: set[asyncio.Task[None]] = set()
        self.ended = asyncio.Event()
        """Set when a visitor pressed *End preview session*."""

    async def enter(self, room: Room, *, moderating: bool) -> str:
        """Close the channel that is open, open another, and return its address."""
        async with self._moving:
            await self.close()
            return await self._enter(room, moderating=moderating)

    async def close(self) -> None:
        """Close the channel that is open."""
        page, self._open = self._open, None
        if page is not None:
            await page.close()

    async def _enter(self, room: Room, *, moderating: bool) -> str:
        async with asyncio.timeout(SETTLE_SECONDS):
            await _when_idle(self._server.catch_up)
            page = await _when_idle(self._make(room, moderating=moderating))
        self._open = page
        watch = asyncio.create_task(self._watch(page))
        self._watching.add(watch)
        watch.add_done_callback(self._watching.discard)
        return page.url

    def _make(self, room: Room, *, moderating: bool) -> Callable[[], Awaitable[Preview]]:
        async def make() -> Preview:
            return await self._server.page(room, moderating=moderating, port=self._port).__aenter__()

        return make

    async def _watch(self, page: Preview) -> None:
        await page.wait_closed()
        if page is self._open:
            self.ended.set()


async def _when_idle(act: Callable[[], Awaitable[T]]) -> T:
    """Do something with the simulation as soon as nothing else is being done with it."""
    while True:
        try:
            return await act()
        except SetupError as error:
            if "overlaps" not in str(error):
                raise DemoError(f"The page cannot be served ({error}): try another --port.") from error
        await asyncio.sleep(_PAUSE)
