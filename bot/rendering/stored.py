"""What is told of a stored source: how far it is, what is known of it, and what a server has of its own."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.escaping import neutralise, plain, shorten
from bot.rendering.hearing import heard_as
from bot.rendering.pages import Section, paginate
from bot.rendering.quotations import show_title
from bot.translating import Tongue
from bot.wording import corpus as words

_FACT = 100
_WHY = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldSource:
    """A source of a server's own as it is told; `percent` is None where it can be asked.

    `why` says why it cannot be made findable; times are Unix seconds.
    """

    id: str
    title: str
    file: str
    bytes: int
    words: int
    version: int
    changed_at: int
    withheld: bool = False
    percent: int | None = None
    waits: bool = False
    why: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldUsage:
    """How much a server has of its own, and how much it may."""

    files: int
    bytes: int
    words: int
    most_files: int
    most_bytes: int
    most_words: int


def stored_lines(tongue: Tongue, source: ToldSource, *, outdated: int = 0) -> Iterator[str]:
    """Give the lines of what became of a source that was stored."""
    yield tongue.say(
        words.STORED, title=show_title(source.title), source=code(source.id), version=source.version
    )
    if source.why is not None:
        yield tongue.say(words.INDEXING_FAILED, why=_safe(tongue.tell(heard_as(source.why)), _WHY))
    elif source.percent is None:
        yield tongue.say(words.INDEXED_WITHHELD if source.withheld else words.INDEXED)
    else:
        waits = tongue.say(words.INDEXING_WAITS)
        yield waits if source.waits else tongue.say(words.INDEXING, percent=source.percent)
        yield tongue.say(words.STAYS)
    if outdated:
        yield tongue.say_many(words.OUTDATED, outdated)


def show_own(tongue: Tongue, sources: Sequence[ToldSource], usage: ToldUsage) -> tuple[str, ...]:
    """Return a server's own sources as pages, and how much room is left."""
    room = Section(lines=(usage_line(tongue, usage),))
    if not sources:
        return paginate([Section(lines=(tongue.say(words.LIST_NOTHING),)), room])
    heading = tongue.say_many(words.LIST_HEAD, len(sources))
    lines = tuple(_line(tongue, source) for source in sources)
    return paginate([Section(heading=heading, lines=lines, again=heading), room])


def usage_line(tongue: Tongue, usage: ToldUsage) -> str:
    """Return how much a server has, and how much it may."""
    return tongue.say(
        words.USAGE,
        files=usage.files,
        most_files=usage.most_files,
        bytes=f"{usage.bytes:,}",
        most_bytes=f"{usage.most_bytes:,}",
        words=f"{usage.words:,}",
        most_words=f"{usage.most_words:,}",
    )


def code(identity: str) -> str:
    """Return an id that stands between backticks."""
    return plain(identity).replace("`", "")


def _line(tongue: Tongue, source: ToldSource) -> str:
    return tongue.say(
        words.LIST_LINE,
        title=show_title(source.title),
        source=code(source.id),
        facts=" · ".join(_facts(tongue, source)),
    )


def _facts(tongue: Tongue, source: ToldSource) -> Iterator[str]:
    yield tongue.say_many(words.WORDS, source.words)
    yield tongue.say(words.LIST_VERSION, version=source.version, when=f"<t:{source.changed_at}:d>")
    if source.withheld:
        yield tongue.say(words.LIST_WITHHELD)
    if source.why is not None:
        yield tongue.say(words.LIST_FAILED, why=_safe(tongue.tell(heard_as(source.why)), _FACT))
    elif source.percent is not None:
        yield tongue.say(words.LIST_WAITS)


def _safe(text: str, most: int) -> str:
    return neutralise(shorten(plain(text), most))
