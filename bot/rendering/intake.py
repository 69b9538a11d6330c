"""What was understood of a file, as a card that is read on a phone before anything is stored."""

from collections.abc import Iterable, Iterator, Sequence

from bot.escaping import neutralise, plain, shorten
from bot.rendering.hearing import heard_as
from bot.rendering.pages import Section, paginate_apart
from bot.rendering.quotations import show_name, show_time, show_title
from bot.translating import Tongue
from bot.understanding import Understood, Voice
from bot.wording import corpus as words
from index.transcripts import Doubt
from index.types import Seconds

_FACT = 60
_MOST_VOICES = 12
_MOST_DOUBTS = 6
_DOUBT = 300  # characters
_ROOM = 3300  # of Discord's 4000: the rest is for what stands above and below


def show_understood(
    tongue: Tongue, understood: Understood, *, above: Iterable[str] = (), below: Iterable[str] = ()
) -> tuple[str, ...]:
    """Return the blocks of a card: what it is, who speaks, what is doubtful, what is missing."""
    sections = (
        Section(heading=_head(tongue, understood)),
        *(Section(heading=text) for text in above),
        Section(heading=tongue.say(words.WHO_SPEAKS), lines=tuple(_voices(tongue, understood.voices))),
        _doubts(tongue, understood),
        *_skipped(tongue, understood),
    )
    shown = paginate_apart(sections, _ROOM)[0]
    return (*shown, *(text for text in (*_missing(tongue, understood), *below) if text))


def tell_amount(tongue: Tongue, turns: int, said: int) -> str:
    """Return how much somebody says: "3 turns, 40 words"."""
    return tongue.say(
        words.OPTION_SAID, turns=tongue.say_many(words.TURNS, turns), words=tongue.say_many(words.WORDS, said)
    )


def _head(tongue: Tongue, understood: Understood) -> str:
    title = tongue.say(words.HEAD, title=show_title(understood.title))
    return f"{title}\n{tongue.say(words.FACTS, facts=' · '.join(_facts(tongue, understood)))}"


def _facts(tongue: Tongue, understood: Understood) -> Iterator[str]:
    yield _safe(understood.file)
    yield tongue.say(words.TEXT) if understood.kind == words.TEXT else understood.kind
    yield tongue.say_many(words.TURNS, understood.turns)
    yield tongue.say_many(words.WORDS, understood.words)
    if understood.seconds is not None:
        yield tongue.say(words.LENGTH, time=show_time(Seconds(understood.seconds, understood.seconds)))
    if understood.publisher:
        yield tongue.say(words.PUBLISHED_BY, publisher=_safe(understood.publisher))
    if understood.date:
        yield _safe(understood.date)
    if understood.licence:
        yield tongue.say(words.LICENCE, licence=_safe(understood.licence))
    if understood.age_restricted:
        yield tongue.say(words.AGE_RESTRICTED)


def _voices(tongue: Tongue, voices: Sequence[Voice]) -> Iterator[str]:
    for voice in voices[:_MOST_VOICES]:
        yield _voice(tongue, voice)
    if len(voices) > _MOST_VOICES:
        yield tongue.say_many(words.VOICES_MORE, len(voices) - _MOST_VOICES)


def _voice(tongue: Tongue, voice: Voice) -> str:
    sentence = words.VOICE
    if voice.unknown:
        sentence = words.VOICE_LABEL if voice.label else words.VOICE_UNKNOWN
    return tongue.say(
        sentence,
        name=show_name(voice.name, tongue),
        label=_safe(voice.label or ""),
        turns=tongue.say_many(words.TURNS, voice.turns),
        words=tongue.say_many(words.WORDS, voice.words),
    )


def _doubts(tongue: Tongue, understood: Understood) -> Section:
    doubts = [_doubt(tongue, doubt) for doubt in understood.doubts[:_MOST_DOUBTS]]
    if len(understood.doubts) > _MOST_DOUBTS:
        doubts.append(tongue.say_many(words.DOUBTS_MORE, len(understood.doubts) - _MOST_DOUBTS))
    if not doubts:
        return Section(lines=(tongue.say(words.NO_DOUBTS),))
    return Section(heading=tongue.say(words.DOUBTS), lines=tuple(doubts))


def _skipped(tongue: Tongue, understood: Understood) -> Iterator[Section]:
    if understood.skipped:
        yield Section(lines=(tongue.say_many(words.SKIPPED, understood.skipped),))


def _doubt(tongue: Tongue, doubt: Doubt) -> str:
    sentence = neutralise(shorten(plain(tongue.tell(heard_as(doubt.sentence))), _DOUBT))
    if doubt.line is None:
        return tongue.say(words.DOUBT, sentence=sentence)
    return tongue.say(words.DOUBT_AT, line=doubt.line, sentence=sentence)


def _missing(tongue: Tongue, understood: Understood) -> Iterator[str]:
    missing = [
        tongue.say(told)
        for told, there in (
            (words.MISSING_TITLE, understood.title != understood.file.rpartition(".")[0]),
            (words.MISSING_DATE, understood.date),
            (words.MISSING_LICENCE, understood.licence),
        )
        if not there
    ]
    if missing:
        yield tongue.say(words.MISSING, missing=", ".join(missing))
    if understood.unknown:
        yield tongue.say_many(words.NAME_UNKNOWN, understood.unknown)


def _safe(text: str) -> str:
    return neutralise(shorten(plain(text), _FACT))
