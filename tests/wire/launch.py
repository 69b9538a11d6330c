"""Start a program with its Discord at another address: `python -m tests.wire.launch ADDRESS PROGRAM…`.

The product has no switch for this: the library's addresses are set from outside, and its long pauses are
shortened, before the real program is called.
"""

import asyncio
import importlib
import sys
from types import ModuleType

import discord
import yarl
from discord import gateway, http, shard
from discord.webhook import async_

PAUSE_SHARE = 0.02
"""How much of each of the library's pauses is left: 5 s become 0.1 s."""


class _Hurried(ModuleType):
    """Asyncio with shorter sleeps, for the library's modules only."""

    def __getattr__(self, name: str) -> object:
        return getattr(asyncio, name)

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds * PAUSE_SHARE)


async def _identify_at_once(self: discord.Client, shard_id: int | None, *, initial: bool = False) -> None:
    """Stand in for the library's hook, which waits 5 s before each further IDENTIFY."""


def point_at(address: str) -> None:
    """Set the library's addresses to the fake at `address`, and shorten its pauses."""
    http.Route.BASE = f"{address}/api/v10"
    gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(address.replace("http", "ws", 1)) / "gateway"
    discord.Client.before_identify_hook = _identify_at_once
    hurried = _Hurried("asyncio")
    for module in (shard, http, async_):
        module.asyncio = hurried  # pyright: ignore[reportAttributeAccessIssue]  stands in for the module


def main() -> None:
    """Run `PROGRAM`, a `module:function`, with what follows as its arguments."""
    address, program, *arguments = sys.argv[1:]
    point_at(address)
    module, _, function = program.partition(":")
    sys.argv = [function, *arguments]
    getattr(importlib.import_module(module), function)()


if __name__ == "__main__":
    main()
