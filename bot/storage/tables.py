"""The tables."""

from datetime import date
from typing import Any

from sqlalchemy import JSON, BigInteger, Date, ForeignKey, Index, LargeBinary, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.base import ROW_ID, Base
from bot.storage.shelf.tables import (
    IndexingRow,
    PackRow,
    ShelfRow,
    SourceFileRow,
    SourceRow,
    SourceVersionRow,
    UploadRow,
)
from bot.storage.words import Words

__all__ = [
    "ActRow",
    "Base",
    "DayQuotesRow",
    "DepartureRow",
    "FlagRow",
    "GuildRulesRow",
    "IndexingRow",
    "KeyRow",
    "ModelCallRow",
    "OptOutRow",
    "PackRow",
    "QuestionRow",
    "ReviewRow",
    "ShelfRow",
    "SourceFileRow",
    "SourceRow",
    "SourceVersionRow",
    "SweepRow",
    "SyncedCommandsRow",
    "UploadRow",
    "WithdrawalRow",
]


class QuestionRow(Base):
    """One accepted question and its one ending; times are Unix seconds.

    `origin` is Discord's id of the interaction or message, unique, so that a replayed event is harmless.
    `intent` is what was wanted of the text, as `bot.answering.asking.Intent` names it; `speaker` and
    `source` are what it was narrowed to. `main_channel` is the channel itself, or what a thread hangs
    under. `mode` is the place's when it was accepted. `draft` is a whole outcome, kept while it may still
    have to be shown; `trace` is how it came about. `fingerprint` is a keyed hash of what was asked.
    `asker` is 0, or for a day a number below it, where who asked is not kept (see `bot.askers`).
    `unwanted_at` is when its asker had its public answer taken down, until that is done. `outdated_at` is
    when moderators were told that the sources of its answer have changed.
    """

    __tablename__ = "questions"

    id: Mapped[int] = mapped_column(ROW_ID, primary_key=True)
    origin: Mapped[int] = mapped_column(BigInteger, unique=True)
    way: Mapped[str] = mapped_column(Text)
    intent: Mapped[str] = mapped_column(Text, server_default="question")
    guild: Mapped[int] = mapped_column(BigInteger)
    channel: Mapped[int] = mapped_column(BigInteger, index=True)
    asker: Mapped[int] = mapped_column(BigInteger, index=True)
    text: Mapped[str | None] = mapped_column(Words)
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
    main_channel: Mapped[int | None] = mapped_column(BigInteger)
    speaker: Mapped[str | None] = mapped_column(Words)
    source: Mapped[str | None] = mapped_column(Words)
    mode: Mapped[str | None] = mapped_column(Text)
    language: Mapped[str | None] = mapped_column(Words)
    fingerprint: Mapped[str | None] = mapped_column(Text)
    draft: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    trace: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    nanodollars: Mapped[int | None] = mapped_column(BigInteger)
    withdrawn_at: Mapped[int | None] = mapped_column(BigInteger)
    unwanted_at: Mapped[int | None] = mapped_column(BigInteger)
    outdated_at: Mapped[int | None] = mapped_column(BigInteger)

    __table_args__ = (
        Index("ix_questions_guild_accepted_at", "guild", "accepted_at"),
        Index("ix_questions_fingerprint", "guild", "fingerprint"),
        # Where a row is deleted, those that follow it are looked for.
        Index("ix_questions_follows", "follows"),
    )


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


class GuildRulesRow(Base):
    """What one server's moderators have set, as JSON; `version` grows with each change."""

    __tablename__ = "guild_rules"

    guild: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    rules: Mapped[dict[str, Any]] = mapped_column(JSON)
    version: Mapped[int] = mapped_column(BigInteger)
    changed_at: Mapped[int] = mapped_column(BigInteger)


class ReviewRow(Base):
    """A drafted answer before moderators: waiting, or decided once.

    `state` is as `bot.moderation.reviews.ReviewState` names it. `edited` holds the sentences as a moderator
    wrote them, after they were verified.
    """

    __tablename__ = "reviews"

    id: Mapped[int] = mapped_column(ROW_ID, primary_key=True)
    question: Mapped[int] = mapped_column(ROW_ID, ForeignKey("questions.id"), unique=True)
    guild: Mapped[int] = mapped_column(BigInteger, index=True)
    state: Mapped[str] = mapped_column(Text, index=True)
    card_channel: Mapped[int | None] = mapped_column(BigInteger)
    card_message: Mapped[int | None] = mapped_column(BigInteger)
    opened_at: Mapped[int] = mapped_column(BigInteger)
    expires_at: Mapped[int] = mapped_column(BigInteger, index=True)
    decided_by: Mapped[int | None] = mapped_column(BigInteger)
    decided_at: Mapped[int | None] = mapped_column(BigInteger)
    reason: Mapped[str | None] = mapped_column(Words)
    edited: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    told_at: Mapped[int | None] = mapped_column(BigInteger)
    """When the asker was told how it ended: once."""


class FlagRow(Base):
    """What somebody holds against an answer; one a person and answer. `state` is open or handled.

    `flagger` is below 0, and no two are the same, where who flagged is not kept.
    """

    __tablename__ = "flags"

    id: Mapped[int] = mapped_column(ROW_ID, primary_key=True)
    question: Mapped[int] = mapped_column(ROW_ID, ForeignKey("questions.id"), index=True)
    guild: Mapped[int] = mapped_column(BigInteger, index=True)
    flagger: Mapped[int] = mapped_column(BigInteger, index=True)
    reason: Mapped[str] = mapped_column(Words)
    note: Mapped[str | None] = mapped_column(Words)
    state: Mapped[str] = mapped_column(Text)
    card_channel: Mapped[int | None] = mapped_column(BigInteger)
    card_message: Mapped[int | None] = mapped_column(BigInteger)
    flagged_at: Mapped[int] = mapped_column(BigInteger)

    __table_args__ = (UniqueConstraint("question", "flagger"),)


class WithdrawalRow(Base):
    """An answer that was taken back: no person, no words; what it quoted, and a keyed hash of the question.

    `quoted` is a list of `[source, sha256 of its file, start, end]`.
    """

    __tablename__ = "withdrawals"

    id: Mapped[int] = mapped_column(ROW_ID, primary_key=True)
    guild: Mapped[int] = mapped_column(BigInteger)
    fingerprint: Mapped[str] = mapped_column(Text)
    quoted: Mapped[list[Any]] = mapped_column(JSON)
    reason: Mapped[str] = mapped_column(Words)
    withdrawn_at: Mapped[int] = mapped_column(BigInteger)

    __table_args__ = (Index("ix_withdrawals_fingerprint", "guild", "fingerprint"),)


class ActRow(Base):
    """What somebody did as a moderator; `detail` holds no words of anybody else's."""

    __tablename__ = "acts"

    id: Mapped[int] = mapped_column(ROW_ID, primary_key=True)
    guild: Mapped[int] = mapped_column(BigInteger, index=True)
    question: Mapped[int | None] = mapped_column(ROW_ID, ForeignKey("questions.id"), index=True)
    actor: Mapped[int | None] = mapped_column(BigInteger, index=True)
    act: Mapped[str] = mapped_column(Text)
    detail: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    acted_at: Mapped[int] = mapped_column(BigInteger)


class OptOutRow(Base):
    """Somebody of whom nothing is stored beyond what an answer needs."""

    __tablename__ = "opt_outs"

    person: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    opted_out_at: Mapped[int] = mapped_column(BigInteger)


class DepartureRow(Base):
    """A server that removed the bot: its data goes after a time of grace."""

    __tablename__ = "departures"

    guild: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    left_at: Mapped[int] = mapped_column(BigInteger)


class DayQuotesRow(Base):
    """What a server was shown of a source on a day of UTC: how many words, and where they stand.

    `shown` are stretches by the ordinals of turns, of the file that `sha256` names; `version` grows with each
    change. No words, and nobody who read them.
    """

    __tablename__ = "day_quotes"

    day: Mapped[date] = mapped_column(Date, primary_key=True)
    guild: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    source: Mapped[str] = mapped_column(Text, primary_key=True)
    sha256: Mapped[str] = mapped_column(Text)
    words: Mapped[int] = mapped_column(BigInteger)
    shown: Mapped[dict[str, Any]] = mapped_column(JSON)
    version: Mapped[int] = mapped_column(BigInteger)


class SweepRow(Base):
    """When what is too old was last looked for, by the clock of this machine."""

    __tablename__ = "sweeps"

    name: Mapped[str] = mapped_column(Text, primary_key=True)
    ended_at: Mapped[int] = mapped_column(BigInteger)


class ProcessRow(Base):
    """A process that runs the bot: its range of shards (of 0: all there are); times are Unix milliseconds.

    That it lives is told by its locks (`bot.storage.locks`); the row says what it runs, and when it was seen.
    """

    __tablename__ = "processes"

    id: Mapped[int] = mapped_column(ROW_ID, primary_key=True)
    host: Mapped[str] = mapped_column(Text)
    first_shard: Mapped[int] = mapped_column(BigInteger)
    last_shard: Mapped[int] = mapped_column(BigInteger)
    shard_count: Mapped[int] = mapped_column(BigInteger)
    started_at: Mapped[int] = mapped_column(BigInteger)
    seen_at: Mapped[int] = mapped_column(BigInteger)


class ForgottenCaseRow(Base):
    """A case that every process is to take out of its own case file; times are Unix seconds.

    `fingerprint` is the keyed hash of what was asked.
    """

    __tablename__ = "forgotten_cases"

    fingerprint: Mapped[str] = mapped_column(Text, primary_key=True)
    forgotten_at: Mapped[int] = mapped_column(BigInteger)


class IdentifyRow(Base):
    """When a bucket's last login to Discord's gateway was, in Unix milliseconds."""

    __tablename__ = "identifies"

    bucket: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    taken_at: Mapped[int] = mapped_column(BigInteger)
