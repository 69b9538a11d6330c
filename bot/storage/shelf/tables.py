"""The tables of the shelf; times are Unix seconds."""

from sqlalchemy import BigInteger, ForeignKey, LargeBinary, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.base import ROW_ID, Base
from bot.storage.words import Words


class SourceRow(Base):
    """A source that somebody added, as it is now.

    `identity` is the id by which everybody knows it, unique over all servers. `guild` is the server that
    owns it, NULL where the operator does and offers it to all. `sidecar` is TOML; `digest` changes with
    whatever an index is made of.
    """

    __tablename__ = "sources"

    id: Mapped[int] = mapped_column(ROW_ID, primary_key=True)
    identity: Mapped[str] = mapped_column(Text, unique=True)
    guild: Mapped[int | None] = mapped_column(BigInteger, index=True)
    version: Mapped[int] = mapped_column(BigInteger)
    digest: Mapped[str] = mapped_column(Text)
    sidecar: Mapped[str] = mapped_column(Words)


class SourceVersionRow(Base):
    """A version of a source: its facts, for ever. `name` is what its file was called."""

    __tablename__ = "source_versions"

    id: Mapped[int] = mapped_column(ROW_ID, primary_key=True)
    source: Mapped[int] = mapped_column(ROW_ID, ForeignKey("sources.id"))
    number: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[str] = mapped_column(Text)
    digest: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Words)
    size: Mapped[int] = mapped_column(BigInteger)
    words: Mapped[int] = mapped_column(BigInteger)
    turns: Mapped[int] = mapped_column(BigInteger)
    added_at: Mapped[int] = mapped_column(BigInteger)
    added_by: Mapped[int | None] = mapped_column(BigInteger, index=True)

    __table_args__ = (UniqueConstraint("source", "number"),)


class SourceFileRow(Base):
    """The file of a source as it was handed over last; apart, so that listing sources reads none."""

    __tablename__ = "source_files"

    id: Mapped[int] = mapped_column(ROW_ID, primary_key=True)
    source: Mapped[int] = mapped_column(ROW_ID, ForeignKey("sources.id"), unique=True)
    data: Mapped[bytes] = mapped_column(LargeBinary)


class UploadRow(Base):
    """A file that somebody handed over and has not decided on; `replaces` is the source it would update."""

    __tablename__ = "uploads"

    id: Mapped[int] = mapped_column(ROW_ID, primary_key=True)
    token: Mapped[str] = mapped_column(Text, unique=True)
    guild: Mapped[int | None] = mapped_column(BigInteger, index=True)
    person: Mapped[int | None] = mapped_column(BigInteger, index=True)
    replaces: Mapped[str | None] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Words)
    sidecar: Mapped[str] = mapped_column(Words)
    data: Mapped[bytes] = mapped_column(LargeBinary)
    kept_at: Mapped[int] = mapped_column(BigInteger)


class IndexingRow(Base):
    """What the index still has to do about a source, or did last; one a source.

    `source` is its identity, also of one that is no more: then `version` is 0 until no index holds it.
    `state` is as `bot.storage.shelf.indexing.IndexingState` names it. Whoever works on it has it until
    `taken_until`; who crashed has it no longer than that.
    """

    __tablename__ = "indexing"

    id: Mapped[int] = mapped_column(ROW_ID, primary_key=True)
    source: Mapped[str] = mapped_column(Text, unique=True)
    version: Mapped[int] = mapped_column(BigInteger)
    state: Mapped[str] = mapped_column(Text, index=True)
    done: Mapped[int] = mapped_column(BigInteger)
    total: Mapped[int] = mapped_column(BigInteger)
    sentence: Mapped[str | None] = mapped_column(Words)
    taken_by: Mapped[str | None] = mapped_column(Text)
    taken_until: Mapped[int | None] = mapped_column(BigInteger)
    changed_at: Mapped[int] = mapped_column(BigInteger)


class ShelfRow(Base):
    """How often the shelf has changed; one row."""

    __tablename__ = "shelf"

    name: Mapped[str] = mapped_column(Text, primary_key=True)
    revision: Mapped[int] = mapped_column(BigInteger)


class PackRow(Base):
    """What was embedded of a version of a source in one way of making an index; it can be made anew.

    `digest` is that of the source on the shelf, NULL where it is one of the operator's folder. `data` is NULL
    while a process makes it, which has it until `taken_until`, in milliseconds.
    """

    __tablename__ = "packs"

    id: Mapped[int] = mapped_column(ROW_ID, primary_key=True)
    key: Mapped[str] = mapped_column(Text, unique=True)
    digest: Mapped[str | None] = mapped_column(Text, index=True)
    data: Mapped[bytes | None] = mapped_column(LargeBinary)
    size: Mapped[int] = mapped_column(BigInteger)
    kept_at: Mapped[int] = mapped_column(BigInteger)
    taken_by: Mapped[str | None] = mapped_column(Text)
    taken_until: Mapped[int | None] = mapped_column(BigInteger)
