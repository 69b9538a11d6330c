"""The rules of every server as they hold now: read through the database, remembered for a moment."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass

import structlog

from bot.moderation.rules import GuildRules
from bot.moderation.rules_json import RulesError
from bot.storage.database import Database
from bot.storage.rules import keep_guild_rules, read_guild_rules, read_kept_rules

_log: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(__name__)
# A pause must hold within a second, also where another process sets it.
_REMEMBERED = 0.5  # seconds
_MOST_REMEMBERED = 1000
_TRIES = 5

UNREADABLE_RULES = GuildRules(paused_at=0)
"""Stands for rules that cannot be read: everything is stopped there, also where the operator opened it."""


class ContestedError(Exception):
    """Others changed the same rules again and again meanwhile."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Remembered:
    rules: GuildRules
    read_at: float


class Rulebook:
    """Gives a server's rules, at most half a second old, and changes them."""

    def __init__(self, database: Database, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._database = database
        self._clock = clock
        self._remembered: dict[int, _Remembered] = {}
        self._reading: dict[int, asyncio.Task[GuildRules]] = {}
        self._unreadable: set[int] = set()

    async def of(self, guild: int) -> GuildRules:
        """Return the rules of a server; `UNREADABLE_RULES` where what is kept is damaged.

        Raises:
            StorageError: If the database cannot be read.
        """
        found = self._remembered.get(guild)
        if found is not None and self._is_fresh(found):
            return found.rules
        reading = self._reading.get(guild)
        if reading is None:
            reading = self._reading[guild] = asyncio.create_task(self._read(guild))
            reading.add_done_callback(lambda done: self._end(guild, done))
        # One who stops waiting must not end the reading for the others.
        return await asyncio.shield(reading)

    async def change(self, guild: int, change: Callable[[GuildRules], GuildRules], at: int) -> GuildRules:
        """Change the rules of a server from what they are now, and return them; `at` is in Unix seconds.

        `change` may be called several times, when others change them meanwhile.

        Raises:
            RulesError: If what is kept is damaged, or what it would become is beyond what is kept.
            StorageError: If the database cannot be written.
            ContestedError: If others were always faster.
        """
        for _ in range(_TRIES):
            async with self._database.session() as session:
                kept = await read_kept_rules(session, guild, to_change=True)
                changed = change(kept.rules)
                done = await keep_guild_rules(
                    session, guild, changed, changed_at=at, expected_version=kept.version
                )
            if done:
                self._forget(guild)
                return changed
        raise ContestedError

    async def put(self, guild: int, rules: GuildRules, at: int) -> None:
        """Replace the rules of a server whatever they are, also where they are damaged.

        Raises:
            RulesError: If they are beyond what is kept.
            StorageError: If the database cannot be written.
        """
        async with self._database.session() as session:
            await keep_guild_rules(session, guild, rules, changed_at=at)
        self._forget(guild)

    async def _read(self, guild: int) -> GuildRules:
        async with self._database.reading() as session:
            # Its turn at the database may have been long in coming; older than this it is not.
            read_at = self._clock()
            try:
                rules = await read_guild_rules(session, guild)
            except RulesError as error:
                self._report(guild, error)
                rules = UNREADABLE_RULES
            else:
                self._unreadable.discard(guild)
        if self._reading.get(guild) is asyncio.current_task():
            self._remember(guild, _Remembered(rules=rules, read_at=read_at))
        return rules

    def _remember(self, guild: int, found: _Remembered) -> None:
        if len(self._remembered) >= _MOST_REMEMBERED:
            kept = {one: held for one, held in self._remembered.items() if self._is_fresh(held)}
            self._remembered = kept if len(kept) < _MOST_REMEMBERED else {}
        self._remembered[guild] = found

    def _forget(self, guild: int) -> None:
        """Let nobody have what was read before: not from memory, and not from a reading under way."""
        self._remembered.pop(guild, None)
        self._reading.pop(guild, None)

    def _end(self, guild: int, done: "asyncio.Task[GuildRules]") -> None:
        if self._reading.get(guild) is done:
            del self._reading[guild]
        if not done.cancelled():
            # Those who wait raise it; where nobody does any more, nothing is lost.
            done.exception()

    def _report(self, guild: int, error: RulesError) -> None:
        if guild not in self._unreadable:
            self._unreadable.add(guild)
            _log.error(
                "rules of a server cannot be read, nothing is answered there", guild=guild, why=str(error)
            )

    def _is_fresh(self, found: _Remembered) -> bool:
        return self._clock() - found.read_at < _REMEMBERED
