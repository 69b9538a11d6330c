"""Sources that people added: versions, files, what waits for a decision, what the index has to do."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_TABLES = ("shelf", "indexing", "uploads", "source_files", "source_versions", "sources")


def upgrade() -> None:
    """Add the tables."""
    _add_sources()
    _add_versions()
    _add_files()
    _add_uploads()
    _add_indexing()
    op.create_table(
        "shelf",
        sa.Column("name", sa.Text(), primary_key=True),
        sa.Column("revision", sa.BigInteger(), nullable=False),
    )


def downgrade() -> None:
    """Remove them."""
    for table in _TABLES:
        op.drop_table(table)


def _add_sources() -> None:
    op.create_table(
        "sources",
        sa.Column("id", _row_id(), primary_key=True),
        sa.Column("identity", sa.Text(), nullable=False, unique=True),
        sa.Column("guild", sa.BigInteger(), index=True),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("sidecar", sa.Text(), nullable=False),
    )


def _add_versions() -> None:
    op.create_table(
        "source_versions",
        sa.Column("id", _row_id(), primary_key=True),
        sa.Column("source", _row_id(), sa.ForeignKey("sources.id"), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("words", sa.BigInteger(), nullable=False),
        sa.Column("turns", sa.BigInteger(), nullable=False),
        sa.Column("added_at", sa.BigInteger(), nullable=False),
        sa.Column("added_by", sa.BigInteger(), index=True),
        sa.UniqueConstraint("source", "number"),
    )


def _add_files() -> None:
    op.create_table(
        "source_files",
        sa.Column("id", _row_id(), primary_key=True),
        sa.Column("source", _row_id(), sa.ForeignKey("sources.id"), nullable=False, unique=True),
        sa.Column("data", sa.LargeBinary(), nullable=False),
    )


def _add_uploads() -> None:
    op.create_table(
        "uploads",
        sa.Column("id", _row_id(), primary_key=True),
        sa.Column("token", sa.Text(), nullable=False, unique=True),
        sa.Column("guild", sa.BigInteger(), index=True),
        sa.Column("person", sa.BigInteger(), index=True),
        sa.Column("replaces", sa.Text()),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sidecar", sa.Text(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("kept_at", sa.BigInteger(), nullable=False),
    )


def _add_indexing() -> None:
    op.create_table(
        "indexing",
        sa.Column("id", _row_id(), primary_key=True),
        sa.Column("source", sa.Text(), nullable=False, unique=True),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False, index=True),
        sa.Column("done", sa.BigInteger(), nullable=False),
        sa.Column("total", sa.BigInteger(), nullable=False),
        sa.Column("sentence", sa.Text()),
        sa.Column("taken_by", sa.Text()),
        sa.Column("taken_until", sa.BigInteger()),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
    )


def _row_id() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")
