"""What was embedded of a source, for the other processes of a fleet."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "packs",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), primary_key=True),
        sa.Column("key", sa.Text(), nullable=False, unique=True),
        sa.Column("digest", sa.Text(), index=True),
        sa.Column("data", sa.LargeBinary()),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("kept_at", sa.BigInteger(), nullable=False),
        sa.Column("taken_by", sa.Text()),
        sa.Column("taken_until", sa.BigInteger()),
    )


def downgrade() -> None:
    """Drop it."""
    op.drop_table("packs")
