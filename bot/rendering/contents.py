"""What there is to ask: sources and who speaks in them, as pages."""

from collections.abc import Iterator, Sequence

from bot.escaping import neutralise, plain, shorten
from bot.rendering.pages import Section, paginate
from bot.rendering.quotations import show_link, show_name, show_title
from bot.rendering.ruling import listed
from bot.translating import Tongue, name_language
from bot.wording import contents as words
from index.catalogue import SourceEntry
from index.links import Link, LinkKind

_FACT = 60
_VERSION = 12
_MOST_ALIASES = 4


def show_sources(tongue: Tongue, entries: Sequence[SourceEntry]) -> tuple[str, ...]:
    """Return the sources as pages: title, publisher, date, who speaks, language, licence, version."""
    if not entries:
        return (tongue.say(words.NO_SOURCES),)
    heading = tongue.say_many(words.SOURCES, len(entries))
    lines = tuple("\n".join(_source(tongue, entry)) for entry in entries)
    return paginate([Section(heading=heading, lines=lines, again=heading)])


def show_speakers(tongue: Tongue, entries: Sequence[SourceEntry]) -> tuple[str, ...]:
    """Return who speaks, by name, and where; as pages."""
    named: dict[str, list[tuple[SourceEntry, int]]] = {}
    aliases: dict[str, dict[str, None]] = {}
    for entry in entries:
        for one in entry.speakers:
            named.setdefault(one.speaker.name, []).append((entry, one.turns))
            aliases.setdefault(one.speaker.name, {}).update(dict.fromkeys(one.speaker.aliases))
    if not named:
        return (tongue.say(words.NO_SOURCES),)
    heading = tongue.say_many(words.SPEAKERS, len(named))
    lines = tuple(
        _speaker(tongue, name, list(aliases[name]), named[name])
        for name in sorted(named, key=lambda name: plain(name).casefold())
    )
    return paginate([Section(heading=heading, lines=lines, again=heading)])


def _source(tongue: Tongue, entry: SourceEntry) -> Iterator[str]:
    yield tongue.say(words.SOURCE, title=show_title(entry.title), source=_code(entry.id))
    yield tongue.say(words.FACTS, facts=" · ".join(_facts(tongue, entry)))
    speakers = [
        tongue.say(
            words.NAMED_TURNS,
            name=show_name(one.speaker.name, tongue),
            turns=tongue.say_many(words.TURNS, one.turns),
        )
        for one in entry.speakers
    ]
    if speakers:
        yield tongue.say(words.SPOKEN_BY, speakers=listed(tongue, speakers))


def _facts(tongue: Tongue, entry: SourceEntry) -> Iterator[str]:
    if entry.publisher:
        yield tongue.say(words.PUBLISHED_BY, publisher=_safe(entry.publisher))
    if entry.date:
        yield _safe(entry.date)
    yield tongue.say_many(words.TURNS, entry.turns)
    if entry.language:
        yield tongue.say(words.LANGUAGE, language=_safe(name_language(entry.language, tongue)))
    if entry.licence:
        yield tongue.say(words.LICENCE, licence=_safe(entry.licence))
    if entry.url:
        yield show_link(tongue.say(words.PUBLISHED_PAGE), Link(kind=LinkKind.PAGE, url=entry.url))
    if entry.recording:
        yield show_link(tongue.say(words.RECORDING), Link(kind=LinkKind.RECORDING, url=entry.recording))
    if entry.age_restricted:
        yield tongue.say(words.AGE_RESTRICTED)
    yield tongue.say(words.VERSION, version=entry.sha256[:_VERSION])


def _speaker(
    tongue: Tongue, name: str, aliases: Sequence[str], where: Sequence[tuple[SourceEntry, int]]
) -> str:
    spoken = listed(
        tongue,
        (
            tongue.say(
                words.SPEAKS_IN, title=show_title(entry.title), turns=tongue.say_many(words.TURNS, turns)
            )
            for entry, turns in where
        ),
    )
    also = ", ".join(show_name(one, tongue) for one in aliases[:_MOST_ALIASES])
    return tongue.say(
        words.SPEAKER_ALSO if also else words.SPEAKER,
        name=show_name(name, tongue),
        aliases=also,
        sources=spoken,
    )


def _safe(text: str) -> str:
    return neutralise(shorten(plain(text), _FACT))


def _code(text: str) -> str:
    """Return text that stands between backticks, where no mark is alive but a backtick itself."""
    return plain(text).replace("`", "")
