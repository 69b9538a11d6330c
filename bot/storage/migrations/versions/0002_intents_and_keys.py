"""What was wanted of a question's text, and random keys of this installation."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column, and the table."""
    op.add_column(
        "questions", sa.Column("intent", sa.Text(), nullable=False, server_default=sa.text("'question'"))
    )
    op.create_table(
        "keys",
        sa.Column("name", sa.Text(), primary_key=True),
        sa.Column("value", sa.LargeBinary(), nullable=False),
    )


def downgrade() -> None:
    """Drop them."""
    op.drop_table("keys")
    with op.batch_alter_table("questions") as questions:
        questions.drop_column("intent")
