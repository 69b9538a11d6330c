"""A door to a server on loopback that can be shut while somebody is inside."""

import asyncio
from contextlib import suppress
from urllib.parse import urlsplit


class Door:
    """Hands bytes on to a server, until it is shut; `url` is the server's address through it."""

    def __init__(self, url: str) -> None:
        self._there = urlsplit(url)
        self._inside: set[asyncio.StreamWriter] = set()
        self._server: asyncio.Server | None = None
        self._port = 0

    @property
    def url(self) -> str:
        """Return the address to go through this door."""
        netloc = f"{self._there.username}@127.0.0.1:{self._port}"
        return self._there._replace(netloc=netloc).geturl()

    async def open(self) -> None:
        """Let in who comes, at the same port each time."""
        self._server = await asyncio.start_server(self._let_in, "127.0.0.1", self._port)
        self._port = self._server.sockets[0].getsockname()[1]

    async def shut(self) -> None:
        """Throw out who is inside, and let in nobody."""
        assert self._server is not None
        self._server.close()
        for writer in self._inside.copy():
            writer.transport.abort()
        await asyncio.sleep(0.01)

    async def _let_in(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_connection(self._there.hostname, self._there.port)
        self._inside |= {writer, back}
        with suppress(ConnectionError):
            await asyncio.gather(_hand_on(reader, back), _hand_on(there, writer))
        self._inside -= {writer, back}


async def _hand_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(ConnectionError):
        while data := await reader.read(1 << 16):
            writer.write(data)
            await writer.drain()
    writer.close()
