"""Questions with their endings, and which commands were synced."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the first tables."""
    row_id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "questions",
        sa.Column("id", row_id, primary_key=True),
        sa.Column("origin", sa.BigInteger(), nullable=False, unique=True),
        sa.Column("way", sa.Text(), nullable=False),
        sa.Column("guild", sa.BigInteger(), nullable=False),
        sa.Column("channel", sa.BigInteger(), nullable=False, index=True),
        sa.Column("asker", sa.BigInteger(), nullable=False, index=True),
        sa.Column("text", sa.Text()),
        sa.Column("public", sa.Boolean(), nullable=False),
        sa.Column("follows", row_id, sa.ForeignKey("questions.id", ondelete="SET NULL")),
        sa.Column("token", sa.Text()),
        sa.Column("state", sa.Text(), nullable=False, index=True),
        sa.Column("ending", sa.Text()),
        sa.Column("outcome", sa.JSON(none_as_null=True)),
        sa.Column("answer_message", sa.BigInteger(), unique=True),
        sa.Column("accepted_at", sa.BigInteger(), nullable=False),
        sa.Column("ended_at", sa.BigInteger()),
        sa.Column("erased_at", sa.BigInteger()),
    )
    op.create_table(
        "synced_commands",
        sa.Column("application", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("synced_at", sa.BigInteger(), nullable=False),
    )


def downgrade() -> None:
    """Drop them."""
    op.drop_table("synced_commands")
    op.drop_table("questions")
