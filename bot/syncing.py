"""Giving Discord the commands: when they changed, never on every start."""

import hashlib
import json
import time
from typing import Any

import discord
import structlog
from discord import app_commands

from bot.storage.commands import keep_synced_hash, synced_hash
from bot.storage.database import Database

_log: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(__name__)


async def sync_commands(
    tree: app_commands.CommandTree[discord.Client],
    application: int,
    database: Database,
    *,
    force: bool = False,
) -> bool:
    """Sync the tree if it is not what this application was last given; tell whether it was synced."""
    wanted = await hash_commands(tree)
    async with database.session() as session:
        if not force and await synced_hash(session, application) == wanted:
            return False
    await tree.sync()
    async with database.session() as session:
        await keep_synced_hash(session, application, wanted, synced_at=int(time.time()))
    _log.info("commands synced")
    return True


async def hash_commands(tree: app_commands.CommandTree[discord.Client]) -> str:
    """Return a hash of what Discord would be given, in all languages."""
    payload = sorted(await payloads_of(tree), key=lambda made: (made["name"], made.get("type", 1)))
    return hashlib.sha256(json.dumps(payload, sort_keys=True).encode()).hexdigest()


async def payloads_of(tree: app_commands.CommandTree[discord.Client]) -> list[dict[str, Any]]:
    """Return every command as Discord would be given it."""
    translator = tree.translator
    if translator is None:
        return [command.to_dict(tree) for command in tree.get_commands()]
    return [await command.get_translated_payload(tree, translator) for command in tree.get_commands()]
