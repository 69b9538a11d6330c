"""`whosaid demo`: from the check of what it needs to its clean end."""

import asyncio
import logging
import signal
import time
from collections.abc import AsyncGenerator, Generator
from contextlib import (
    AbstractAsyncContextManager,
    AsyncExitStack,
    asynccontextmanager,
    contextmanager,
    suppress,
)
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from bot.backend import BackendLoader
from bot.client import DiscordBot
from bot.demo.first_question import first_question
from bot.demo.hall import hall_page
from bot.demo.needs import require_extra, require_port
from bot.demo.rooms import DISCUSSION, DRAFTS
from bot.moderation.screeners import Screener
from bot.storage.database import Database

if TYPE_CHECKING:
    from bot.demo.server import DemoServer

BOT_NAME = "whosaid"
INVITATION = """
  The page shows what to try, and opens each channel as a member or as a moderator: #discussion is open,
  #drafts goes to moderators first, #quiet answers privately, #lounge is off, and #moderators sees drafts
  and flags; there /corpus add takes a transcript, and the page has two to try. Type /ask, /quote, /check or
  /compare in the message box; it knows no names: to mention the bot, write {mention} before your question.
  Everything is on this machine only. Ctrl-C ends it.
"""


async def run_demo(
    loader: BackendLoader,
    screener: Screener | None = None,
    *,
    port: int,
    question: str | None = None,
    console: Console,
    database: Database | None = None,
) -> None:
    """Serve the page until Ctrl-C, SIGTERM or its own *End preview session*.

    The index is loaded first, and its progress is the loader's to show; questions are kept in `database`,
    or in one that is gone at its end. DemoError says in one sentence what stands in the way.
    """
    require_extra()
    require_port(port)
    if port:
        require_port(port + 1)
    server = furnished_server(loader, screener, question=question, database=database)
    serving = asyncio.create_task(_serve(server, port, console))
    async with _signalled() as signalled:
        stopping = asyncio.create_task(signalled.wait())
        await asyncio.wait((serving, stopping), return_when=asyncio.FIRST_COMPLETED)
        stopping.cancel()
        if not serving.done():
            serving.cancel()
            with suppress(asyncio.CancelledError):
                await serving
        else:
            serving.result()
    console.print("The demo has ended; nothing that was asked in it is kept.")


@asynccontextmanager
async def furnished_server(
    loader: BackendLoader,
    screener: Screener | None = None,
    *,
    question: str | None = None,
    database: Database | None = None,
) -> AsyncGenerator["DemoServer"]:
    """Give a server with the bot in it and its rules set; one question is answered, one waits."""
    backend = await loader.ready()
    asked = question or await first_question(backend)
    async with AsyncExitStack() as stack:
        kept = database or await stack.enter_async_context(demo_database())
        server = await stack.enter_async_context(_server())
        bot = DiscordBot(backend=loader, database=kept, open_channels=(), shard_count=1, screener=screener)
        await server.join(bot)
        await bot.rulebook.change(server.guild.id, lambda _: server.rules, int(time.time()))
        # By mentions, so that the question stands above its answer for whoever opens the page.
        for room in (DISCUSSION, DRAFTS):
            await server.member.send(server.channels[room], f"{server.mention} {asked}")
        yield server


async def _serve(furnished: AbstractAsyncContextManager["DemoServer"], port: int, console: Console) -> None:
    async with furnished as server:
        await _show(server, port, console)


async def _show(server: "DemoServer", port: int, console: Console) -> None:
    from bot.demo.doors import Doors  # noqa: PLC0415 - needs the extra, as below
    from bot.demo.serving import serve_hall  # noqa: PLC0415 - as above

    doors = Doors(server, port=port and port + 1)
    page = hall_page(
        server=server.name,
        member=server.member_name,
        moderator=server.moderator_name,
        mention=server.mention,
    )
    async with serve_hall(page, doors, port=port) as address:
        # Unbroken, so that it can be copied: the key in it lets its holder into the page.
        console.print(Text.assemble("\n  Open ", (address, f"bold link {address}")), soft_wrap=True)
        console.print(INVITATION.format(mention=server.mention), soft_wrap=True, highlight=False)
        try:
            await doors.ended.wait()
        finally:
            await doors.close()


@asynccontextmanager
async def demo_database() -> AsyncGenerator[Database]:
    """Open a database of the demo's own, in a folder that is gone after the block."""
    with TemporaryDirectory(prefix="whosaid-demo-") as folder:
        database = await Database.open(f"sqlite+aiosqlite:///{Path(folder) / 'demo.db'}")
        try:
            yield database
        finally:
            await database.close()


@asynccontextmanager
async def _server() -> AsyncGenerator["DemoServer"]:
    with _without_probe():
        # Imported only here: the module needs the extra, which was looked for before.
        from bot.demo.server import demo_server  # noqa: PLC0415

    async with demo_server(BOT_NAME) as server:
        yield server


@contextmanager
def _without_probe() -> Generator[None]:
    """Leave unsaid what the simulation is warned of: when loaded, it tries a client without intents."""
    log = logging.getLogger("discord.state")
    level = log.level
    log.setLevel(logging.ERROR)
    try:
        yield
    finally:
        log.setLevel(level)


@asynccontextmanager
async def _signalled() -> AsyncGenerator[asyncio.Event]:
    """Give an event that SIGINT and SIGTERM set."""
    loop, signalled = asyncio.get_running_loop(), asyncio.Event()
    numbers = (signal.SIGINT, signal.SIGTERM)
    for number in numbers:
        loop.add_signal_handler(number, signalled.set)
    try:
        yield signalled
    finally:
        for number in numbers:
            loop.remove_signal_handler(number)
