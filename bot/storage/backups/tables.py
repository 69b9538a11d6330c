"""Our tables as a database has them, whichever version made it."""

from sqlalchemy import JSON, Connection, MetaData, Table, func, inspect, select

from bot.storage.tables import Base, PackRow

VERSION = "alembic_version"
"""The table that says which schema it is."""


def reflect(connection: Connection) -> list[Table]:
    """Return the tables that are there, each after those that it points to; without the version's."""
    names = [name for name in inspect(connection).get_table_names() if name in Base.metadata.tables]
    found = MetaData()
    found.reflect(connection, only=names)
    for table in found.tables.values():
        for column in table.columns:
            if isinstance(column.type, JSON):
                # Nothing there is NULL, and not JSON's own null.
                column.type = JSON(none_as_null=True)
    return found.sorted_tables


def worth_keeping(tables: list[Table]) -> list[Table]:
    """Return the tables that a backup holds: not what is made anew of the others."""
    return [table for table in tables if table.name != PackRow.__tablename__]


def count_rows(connection: Connection, tables: list[Table]) -> dict[str, int]:
    """Return how many rows each table has."""
    return {
        table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
        for table in tables
    }
