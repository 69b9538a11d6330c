"""What there is to ask: sources and who speaks in them, as pages."""

from collections.abc import Iterator, Mapping, Sequence

from bot.escaping import neutralise, plain, shorten
from bot.rendering.pages import Section, paginate
from bot.rendering.quotations import show_link, show_name, show_title
from bot.rendering.ruling import listed
from bot.translating import Tongue, name_language
from bot.wording import contents as words
from index.catalogue import SourceEntry
from index.links import Link, LinkKind
from index.transcripts.voices import is_machine_label, is_unknown

_FACT = 60
_VERSION = 12
_MOST_ALIASES = 4


def show_sources(
    tongue: Tongue, entries: Sequence[SourceEntry], changed: Mapping[str, int]
) -> tuple[str, ...]:
    """Return the sources as pages: title, publisher, date, who speaks, licence, version, what is missing.

    `changed` is when those that people added were last changed, in Unix seconds, by their ids.
    """
    if not entries:
        return (tongue.say(words.NO_SOURCES),)
    heading = tongue.say_many(words.SOURCES, len(entries))
    lines = tuple("\n".join(_source(tongue, entry, changed.get(entry.id))) for entry in entries)
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


def _source(tongue: Tongue, entry: SourceEntry, changed: int | None) -> Iterator[str]:
    yield tongue.say(words.SOURCE, title=show_title(entry.title), source=_code(entry.id))
    yield tongue.say(words.FACTS, facts=" · ".join(_facts(tongue, entry, changed)))
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
    if missing := list(_missing(tongue, entry)):
        yield tongue.say(words.MISSING, missing=", ".join(missing))


def _missing(tongue: Tongue, entry: SourceEntry) -> Iterator[str]:
    unknown = sum(is_unknown(one.speaker.name) for one in entry.speakers if one.turns)
    if unknown:
        yield tongue.say_many(words.MISSING_NAMES, unknown)
    if not entry.date:
        yield tongue.say(words.MISSING_DATE)
    if not entry.licence:
        yield tongue.say(words.MISSING_LICENCE)


def _facts(tongue: Tongue, entry: SourceEntry, changed: int | None) -> Iterator[str]:
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
    if changed is not None:
        yield tongue.say(words.CHANGED, when=f"<t:{changed}:d>")


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
    # What a program wrote in place of a name calls nobody by it.
    called = [one for one in aliases if not (is_unknown(one) or is_machine_label(one))]
    also = ", ".join(show_name(one, tongue) for one in called[:_MOST_ALIASES])
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
