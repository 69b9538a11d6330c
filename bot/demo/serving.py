"""Serving the page that a visitor opens first, on loopback and to who has its address alone."""

import secrets
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from aiohttp import web

from bot.demo.doors import Doors
from bot.demo.errors import DemoError
from bot.demo.hall import read_sample
from bot.demo.needs import HOST
from bot.demo.rooms import ROOMS

_HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
}
_CLOSED = "This channel cannot be opened just now: go back and try again."
_WHO = {"member": False, "moderator": True}


@asynccontextmanager
async def serve_hall(page: str, doors: Doors, *, port: int) -> AsyncGenerator[str]:
    """Serve the page and what its links lead to; give its address. Port 0 is any free one."""
    hall = _Hall(page, doors)
    runner = web.AppRunner(hall.application(), access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, HOST, port)
    try:
        try:
            await site.start()
        except OSError as error:
            raise DemoError(f"The page cannot be served ({error}): try another --port.") from error
        yield f"http://{HOST}:{hall.listen(runner)}/{hall.key}/"
    finally:
        await runner.cleanup()


class _Hall:
    """Answers a browser; a key in the path keeps out every other program and page."""

    def __init__(self, page: str, doors: Doors) -> None:
        self.key = secrets.token_urlsafe(24)
        self._page = page
        self._doors = doors
        self._hosts: frozenset[str] = frozenset()

    def application(self) -> web.Application:
        """Return what is served."""
        application = web.Application(handler_args={"handler_cancellation": False})
        application.router.add_get("/{key}/", self._show)
        application.router.add_get("/{key}/samples/{name}", self._sample)
        application.router.add_get("/{key}/{room}/{who}", self._enter)
        return application

    def listen(self, runner: web.AppRunner) -> int:
        """Take note of the port that is listened on, and return it."""
        port = int(runner.addresses[0][1])
        self._hosts = frozenset({f"{HOST}:{port}", f"localhost:{port}"})
        return port

    async def _show(self, request: web.Request) -> web.Response:
        self._check(request)
        return web.Response(text=self._page, content_type="text/html", headers=_HEADERS)

    async def _sample(self, request: web.Request) -> web.Response:
        self._check(request)
        name = request.match_info["name"]
        data = read_sample(name)
        if data is None:
            raise web.HTTPNotFound
        headers = {**_HEADERS, "Content-Disposition": f'attachment; filename="{name}"'}
        return web.Response(body=data, content_type="text/vtt", headers=headers)

    async def _enter(self, request: web.Request) -> web.Response:
        self._check(request)
        rooms = {room.name: room for room in ROOMS}
        room, who = rooms.get(request.match_info["room"]), request.match_info["who"]
        if room is None or who not in _WHO:
            raise web.HTTPNotFound
        try:
            address = await self._doors.enter(room, moderating=_WHO[who])
        except (DemoError, TimeoutError) as error:
            return web.Response(status=503, text=f"{_CLOSED} {error}".strip(), headers=_HEADERS)
        return web.Response(status=303, headers={**_HEADERS, "Location": address})

    def _check(self, request: web.Request) -> None:
        # A page elsewhere may have its name lead here: it still asks for its own host.
        known = secrets.compare_digest(request.match_info["key"].encode(), self.key.encode())
        if not known or request.host not in self._hosts:
            raise web.HTTPNotFound
