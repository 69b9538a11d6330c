"""The tables."""

from datetime import date
from typing import Any

from sqlalchemy import JSON, BigInteger, Date, ForeignKey, Integer, LargeBinary, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

# SQLite numbers rows by itself only where the key is an INTEGER.
ROW_ID = BigInteger().with_variant(Integer, "sqlite")


class Base(DeclarativeBase):
    """Base of all tables."""


class QuestionRow(Base):
    """One accepted question and its one ending; times are Unix seconds.

    `origin` is Discord's id of the interaction or message, unique, so that a replayed event is harmless.
    `intent` is what was wanted of the text, as `bot.answering.asking.Intent` names it.
    """

    __tablename__ = "questions"

    id: Mapped[int] = mapped_column(ROW_ID, primary_key=True)
    origin: Mapped[int] = mapped_column(BigInteger, unique=True)
    way: Mapped[str] = mapped_column(Text)
    intent: Mapped[str] = mapped_column(Text, server_default="question")
    guild: Mapped[int] = mapped_column(BigInteger)
    channel: Mapped[int] = mapped_column(BigInteger, index=True)
    asker: Mapped[int] = mapped_column(BigInteger, index=True)
    text: Mapped[str | None] = mapped_column(Text)
    public: Mapped[bool]
    follows: Mapped[int | None] = mapped_column(ROW_ID, ForeignKey("questions.id", ondelete="SET NULL"))
    token: Mapped[str | None] = mapped_column(Text)
    state: Mapped[str] = mapped_column(Text, index=True)
    ending: Mapped[str | None] = mapped_column(Text)
    outcome: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    answer_message: Mapped[int | None] = mapped_column(BigInteger, unique=True)
    accepted_at: Mapped[int] = mapped_column(BigInteger)
    ended_at: Mapped[int | None] = mapped_column(BigInteger)
    erased_at: Mapped[int | None] = mapped_column(BigInteger)


class SyncedCommandsRow(Base):
    """What command tree an application was last given, as a hash."""

    __tablename__ = "synced_commands"

    application: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    sha256: Mapped[str] = mapped_column(Text)
    synced_at: Mapped[int] = mapped_column(BigInteger)


class KeyRow(Base):
    """A random key of this installation, made once and never shown."""

    __tablename__ = "keys"

    name: Mapped[str] = mapped_column(Text, primary_key=True)
    value: Mapped[bytes] = mapped_column(LargeBinary)


class ModelCallRow(Base):
    """One call of a model and what it cost; nothing of what was asked, and not by whom.

    Money is in billionths of a dollar, NULL where the model's price was not known.
    """

    __tablename__ = "model_calls"

    id: Mapped[int] = mapped_column(ROW_ID, primary_key=True)
    day: Mapped[date] = mapped_column(Date, index=True)
    model: Mapped[str] = mapped_column(Text)
    input_tokens: Mapped[int] = mapped_column(BigInteger)
    output_tokens: Mapped[int] = mapped_column(BigInteger)
    nanodollars: Mapped[int | None] = mapped_column(BigInteger)
