"""Rules of servers, reviews, flags, withdrawals, what moderators did, and who opted out."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_TABLES = ("sweeps", "departures", "opt_outs", "acts", "withdrawals", "flags", "reviews", "guild_rules")
_COLUMNS = {
    "main_channel": sa.BigInteger(),
    "speaker": sa.Text(),
    "source": sa.Text(),
    "mode": sa.Text(),
    "language": sa.Text(),
    "fingerprint": sa.Text(),
    "draft": sa.JSON(none_as_null=True),
    "trace": sa.JSON(none_as_null=True),
    "nanodollars": sa.BigInteger(),
    "withdrawn_at": sa.BigInteger(),
    "unwanted_at": sa.BigInteger(),
    "outdated_at": sa.BigInteger(),
}


def upgrade() -> None:
    """Add the columns and the tables."""
    for name, kind in _COLUMNS.items():
        op.add_column("questions", sa.Column(name, kind))
    op.create_index("ix_questions_guild_accepted_at", "questions", ["guild", "accepted_at"])
    op.create_index("ix_questions_fingerprint", "questions", ["guild", "fingerprint"])
    op.create_index("ix_questions_follows", "questions", ["follows"])
    _add_rules()
    _add_reviews()
    _add_flags()
    _add_withdrawals()
    _add_acts()
    _add_people()


def downgrade() -> None:
    """Drop them."""
    for table in _TABLES:
        op.drop_table(table)
    op.drop_index("ix_questions_follows", "questions")
    op.drop_index("ix_questions_fingerprint", "questions")
    op.drop_index("ix_questions_guild_accepted_at", "questions")
    with op.batch_alter_table("questions") as questions:
        for name in _COLUMNS:
            questions.drop_column(name)


def _add_rules() -> None:
    op.create_table(
        "guild_rules",
        sa.Column("guild", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("rules", sa.JSON(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
    )


def _add_reviews() -> None:
    op.create_table(
        "reviews",
        sa.Column("id", _row_id(), primary_key=True),
        sa.Column("question", _row_id(), sa.ForeignKey("questions.id"), nullable=False, unique=True),
        sa.Column("guild", sa.BigInteger(), nullable=False, index=True),
        sa.Column("state", sa.Text(), nullable=False, index=True),
        sa.Column("card_channel", sa.BigInteger()),
        sa.Column("card_message", sa.BigInteger()),
        sa.Column("opened_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False, index=True),
        sa.Column("decided_by", sa.BigInteger()),
        sa.Column("decided_at", sa.BigInteger()),
        sa.Column("reason", sa.Text()),
        sa.Column("edited", sa.JSON(none_as_null=True)),
        sa.Column("told_at", sa.BigInteger()),
    )


def _add_flags() -> None:
    op.create_table(
        "flags",
        sa.Column("id", _row_id(), primary_key=True),
        sa.Column("question", _row_id(), sa.ForeignKey("questions.id"), nullable=False, index=True),
        sa.Column("guild", sa.BigInteger(), nullable=False, index=True),
        sa.Column("flagger", sa.BigInteger(), nullable=False, index=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("note", sa.Text()),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("card_channel", sa.BigInteger()),
        sa.Column("card_message", sa.BigInteger()),
        sa.Column("flagged_at", sa.BigInteger(), nullable=False),
        sa.UniqueConstraint("question", "flagger"),
    )


def _add_withdrawals() -> None:
    op.create_table(
        "withdrawals",
        sa.Column("id", _row_id(), primary_key=True),
        sa.Column("guild", sa.BigInteger(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("quoted", sa.JSON(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("withdrawn_at", sa.BigInteger(), nullable=False),
    )
    op.create_index("ix_withdrawals_fingerprint", "withdrawals", ["guild", "fingerprint"])


def _add_acts() -> None:
    op.create_table(
        "acts",
        sa.Column("id", _row_id(), primary_key=True),
        sa.Column("guild", sa.BigInteger(), nullable=False, index=True),
        sa.Column("question", _row_id(), sa.ForeignKey("questions.id"), index=True),
        sa.Column("actor", sa.BigInteger(), index=True),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("detail", sa.JSON(none_as_null=True)),
        sa.Column("acted_at", sa.BigInteger(), nullable=False),
    )


def _add_people() -> None:
    op.create_table(
        "opt_outs",
        sa.Column("person", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("opted_out_at", sa.BigInteger(), nullable=False),
    )
    op.create_table(
        "departures",
        sa.Column("guild", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("left_at", sa.BigInteger(), nullable=False),
    )
    op.create_table(
        "sweeps",
        sa.Column("name", sa.Text(), primary_key=True),
        sa.Column("ended_at", sa.BigInteger(), nullable=False),
    )


def _row_id() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")
