"""What the library knows of our connections to Discord's gateway."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from bot.fleet.shards import Shards, written

SILENCE = 60.0
"""Seconds without any frame after which a connection is not counted on; a heartbeat is answered every 41."""


class ShardInfo(Protocol):
    """One shard, as discord.py tells of it."""

    def is_closed(self) -> bool:
        """Tell whether it is not connected."""
        ...


class Client(Protocol):
    """What is asked of discord.py's client."""

    @property
    def shards(self) -> Mapping[int, ShardInfo]:
        """The shards of this process."""
        ...

    def is_ready(self) -> bool:
        """Tell whether all servers have come."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Shard:
    """One shard now; `silent` is for how many seconds nothing came, None where that is not known."""

    id: int
    connected: bool
    silent: float | None


def shards_of(client: Client) -> list[Shard]:
    """Return the shards of a client."""
    return [
        Shard(id=identity, connected=not info.is_closed(), silent=_silence(info))
        for identity, info in client.shards.items()
    ]


def problem_of(client: Client | None, wanted: Shards | None = None) -> str | None:
    """Return in a few words why Discord cannot be counted on now; None if it can.

    `wanted` are the shards that this process is to run, where it was told which.
    """
    if client is None or not client.is_ready():
        return _not_yet(client, wanted)
    for shard in shards_of(client):
        if not shard.connected:
            return f"shard {shard.id} is not connected"
        if shard.silent is not None and shard.silent > SILENCE:
            return f"shard {shard.id} has been silent for {shard.silent:.0f} s"
    return None


def _not_yet(client: Client | None, wanted: Shards | None) -> str:
    if wanted is None:
        return "not connected yet"
    missing = set(wanted.ids) - set(() if client is None else client.shards)
    return f"shards {written(missing or wanted.ids)} of {wanted.of} are not connected yet"


def _silence(info: ShardInfo) -> float | None:
    # The library keeps this to itself; without it, a silence is noticed when it hangs up.
    keeper: object = info
    for name in ("_parent", "ws", "_keep_alive"):
        keeper = getattr(keeper, name, None)
    last = getattr(keeper, "_last_recv", None)
    return time.perf_counter() - last if isinstance(last, float) else None
