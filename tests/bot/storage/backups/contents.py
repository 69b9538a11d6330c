"""Whatever a database may hold, and what it holds."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from hypothesis import strategies as st
from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    Integer,
    LargeBinary,
    String,
    Table,
    cast,
    insert,
    select,
)

from bot.storage.backups.tables import worth_keeping
from bot.storage.database import Database
from bot.storage.tables import Base
from tests.bot.storage.schemas import connected

Rows = dict[str, list[dict[str, Any]]]
_IDS = st.integers(1, 2**63 - 1)
_TEXTS = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=20)
_SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8)
)
_JSON = st.dictionaries(
    st.text(max_size=5),
    st.recursive(_SCALARS, lambda inner: st.lists(inner, max_size=3), max_leaves=5),
    max_size=3,
)
_KINDS: Mapping[type[Any], st.SearchStrategy[Any]] = {
    Boolean: st.booleans(),
    Integer: _IDS,
    BigInteger: st.integers(-(2**63), 2**63 - 1),
    JSON: _JSON,
    LargeBinary: st.binary(max_size=40),
    Date: st.dates(),
}


@st.composite
def contents(draw: st.DrawFn) -> Rows:
    """Return rows for all tables, which point to each other as they may."""
    rows: Rows = {}
    for table in Base.metadata.sorted_tables:
        rows[table.name] = [_row(draw, table, number, rows) for number in range(1, draw(st.integers(1, 4)))]
    return rows


def _row(draw: st.DrawFn, table: Table, number: int, rows: Rows) -> dict[str, Any]:
    row = {column.name: _value(draw, column) for column in table.columns}
    # What must be unique is so by its number; what points somewhere points to what is there before.
    for column in table.columns:
        unique = column.unique or column.primary_key or column.name in {"flagger", "number"}
        if column.foreign_keys:
            (pointed,) = column.foreign_keys
            before = [kept["id"] for kept in rows.get(pointed.column.table.name, [])]
            row[column.name] = draw(st.sampled_from(before)) if before else None
            if column.name == "follows":
                row[column.name] = draw(st.none() | st.integers(1, number - 1)) if number > 1 else None
            elif column.unique:
                row[column.name] = before[number - 1] if number <= len(before) else None
        elif unique and isinstance(column.type, Date):
            row[column.name] = date.fromordinal(730_000 + number)
        elif unique and row[column.name] is not None:
            row[column.name] = number if isinstance(column.type, Integer) else f"{row[column.name]}{number}"
    return row


def _value(draw: st.DrawFn, column: Column[Any]) -> Any:  # noqa: ANN401 - whatever a column holds
    kind = next((kind for known, kind in _KINDS.items() if isinstance(column.type, known)), _TEXTS)
    return draw(st.none() | kind if column.nullable else kind)


async def fill(url: str, rows: Rows) -> None:
    """Make a database of this version that holds these rows."""
    await (await Database.open(url)).close()
    async with connected(url) as connection:
        for table in Base.metadata.sorted_tables:
            if table.name != "alembic_version" and _whole(table, rows[table.name]):
                await connection.execute(insert(table), _whole(table, rows[table.name]))


def _whole(table: Table, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Leave out rows that point to nothing where they must."""
    required = [column.name for column in table.columns if not column.nullable]
    return [row for row in rows if all(row[name] is not None for name in required)]


async def read(url: str) -> Rows:
    """Return every row that backups hold; JSON as it is written, so that its null is not nothing."""
    rows: Rows = {}
    async with connected(url) as connection:
        for table in worth_keeping(Base.metadata.sorted_tables):
            columns = [
                cast(column, String).label(column.name) if isinstance(column.type, JSON) else column
                for column in table.columns
            ]
            found = await connection.execute(select(*columns).order_by(*table.primary_key))
            rows[table.name] = [dict(row) for row in found.mappings()]
    return rows
