"""Cases that every process is to take out of its own case file."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "forgotten_cases",
        sa.Column("fingerprint", sa.Text(), primary_key=True),
        sa.Column("forgotten_at", sa.BigInteger(), nullable=False),
    )


def downgrade() -> None:
    """Drop it."""
    op.drop_table("forgotten_cases")
