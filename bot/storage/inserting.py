"""Inserting a row unless it is there already: the same statement in both engines' own words."""

from typing import Any

from sqlalchemy.dialects.postgresql import Insert as PostgresqlInsert
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import Insert as SqliteInsert
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from bot.storage.tables import Base


def is_postgresql(session: AsyncSession) -> bool:
    """Tell whether this session is one of PostgreSQL."""
    return session.get_bind().dialect.name == "postgresql"


def insert_unless(
    session: AsyncSession, table: type[Base], values: dict[str, Any], *, taken: str
) -> PostgresqlInsert | SqliteInsert:
    """Return the insertion of a row that does nothing where one with the same `taken` columns is there.

    `taken` names the columns of one unique constraint, with spaces between.
    """
    insert = insert_postgresql if is_postgresql(session) else insert_sqlite
    return insert(table).values(values).on_conflict_do_nothing(index_elements=taken.split())
