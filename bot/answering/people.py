"""Who an answer may quote: names as typed, and the sources that may be answered from."""

from collections.abc import Iterable, Sequence

from bot.answering.asking import Asked
from bot.answering.errors import QuestionError
from bot.phrases import Phrase
from bot.wording import questions as wording
from bot.wording.lists import AND, list_with
from index.corpus import Corpus
from index.speakers import find_mentions
from index.types import Speaker

_NAMED = 20
"""So many sources are named to who asks for one that is not there."""


def admitted_sources(asked: Asked, corpus: Corpus) -> frozenset[str]:
    """Return the ids of the sources that may be answered from, empty for all; raise QuestionError if none.

    `corpus` is a view of no more than `asked.sources`.
    """
    if asked.sources is not None and not asked.sources:
        raise QuestionError(Phrase(wording.NO_SOURCES))
    if asked.source is None:
        return frozenset()
    if corpus.source(asked.source) is None:
        named = ", ".join(entry.id for entry in corpus.sources()[:_NAMED])
        raise QuestionError(Phrase(wording.NO_SUCH_SOURCE, source=asked.source, named=named))
    return frozenset({asked.source})


def speakers_of(corpus: Corpus, sources: frozenset[str]) -> list[Speaker]:
    """Return who speaks in these sources; empty for all."""
    return [one for one in corpus.speakers() if not sources or one.id.rpartition("#")[0] in sources]


def speakers_named(name: str, speakers: Sequence[Speaker]) -> frozenset[str]:
    """Return the ids of who is called so: by id or name, else by alias, else by what the name means.

    Raises:
        QuestionError: If nobody is; it says who there is.
    """
    wanted = _fold(name)
    called = (
        [one.id for one in speakers if wanted in {_fold(one.id), _fold(one.name)}]
        or [one.id for one in speakers if wanted in map(_fold, one.aliases)]
        or [identity for mention in find_mentions(name, speakers) for identity in mention.speakers]
    )
    if called:
        return frozenset(called)
    names = ", ".join(sorted(names_of(speakers)))
    raise QuestionError(Phrase(wording.NO_SUCH_SPEAKER, name=name, names=names))


def restrict_speakers(
    chosen: frozenset[str], asked_for: frozenset[str], speakers: Sequence[Speaker]
) -> frozenset[str]:
    """Return whose words are wanted where both an option and the question itself name speakers.

    Raises:
        QuestionError: If they name different ones.
    """
    both = chosen & asked_for if asked_for else chosen
    if both:
        return both
    asked, only = (
        list_with(AND, sorted(names_of(one for one in speakers if one.id in ids)))
        for ids in (asked_for, chosen)
    )
    raise QuestionError(Phrase(wording.TWO_SPEAKERS, asked=asked, only=only))


def names_of(speakers: Iterable[Speaker]) -> list[str]:
    """Return the names of speakers, each once, in their order."""
    return list(dict.fromkeys(speaker.name for speaker in speakers))


def _fold(name: str) -> str:
    return " ".join(name.casefold().split())
