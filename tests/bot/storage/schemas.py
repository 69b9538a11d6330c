"""Databases as older versions left them, in either engine."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from bot.storage.migrating import migrate

_QUESTION = (
    "INSERT INTO questions "
    "(id, origin, way, guild, channel, asker, text, public, state, accepted_at, outcome) "
    "VALUES (1, 7, 'slash', 1, 2, 3, 'why?', :public, 'accepted', 5, :outcome)"
)
_LATER = {
    "0002": "UPDATE questions SET intent = 'claim'",
    "0003": (
        "INSERT INTO model_calls (id, day, model, input_tokens, output_tokens, nanodollars) "
        "VALUES (1, '2026-11-20', 'm', 1, 2, 3)"
    ),
}
OUTCOME = '{"kind": "abstention", "reason": "nothing_found", "verdict": null, "citations": []}'


async def make_old(url: str, revision: str, *more: str) -> None:
    """Make a database as the version of that schema left it, with a question and what else it kept."""

    def make(connection: Connection) -> None:
        migrate(connection, to=revision)
        connection.execute(text(_QUESTION), {"public": True, "outcome": OUTCOME})
        for later, statement in _LATER.items():
            if later <= revision:
                connection.execute(text(statement))
        for statement in more:
            connection.execute(text(statement))

    async with connected(url) as connection:
        await connection.run_sync(make)


async def ask(url: str, statement: str) -> list[tuple[object, ...]]:
    """Return the rows of a statement, as they are kept."""
    async with connected(url) as connection:
        found = await connection.execute(text(statement))
        return [tuple(row) for row in found] if found.returns_rows else []


@asynccontextmanager
async def connected(url: str) -> AsyncGenerator[AsyncConnection]:
    """Give a connection of its own in a transaction, closed at the end whatever happens."""
    engine = create_async_engine(url)
    try:
        async with engine.begin() as connection:
            yield connection
    finally:
        await engine.dispose()
