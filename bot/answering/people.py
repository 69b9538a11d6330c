"""Who an answer may quote: names as typed, and the sources that may be answered from."""

from collections.abc import Iterable, Sequence

from bot.answering.asking import Asked
from bot.answering.errors import QuestionError
from index.corpus import Corpus
from index.speakers import find_mentions
from index.types import Speaker


def admitted_sources(asked: Asked, corpus: Corpus) -> frozenset[str]:
    """Return the ids of the sources that may be answered from, empty for all; raise QuestionError if none."""
    if asked.sources is not None and not asked.sources:
        raise QuestionError("There are no sources to answer from here: ask who runs this bot to add one.")
    if asked.source is None:
        return asked.sources or frozenset()
    if corpus.source(asked.source) is None or (
        asked.sources is not None and asked.source not in asked.sources
    ):
        raise QuestionError(f"There is no source “{asked.source}” here: see the list of sources.")
    return frozenset({asked.source})


def speakers_of(corpus: Corpus, sources: frozenset[str]) -> list[Speaker]:
    """Return who speaks in these sources; empty for all."""
    return [one for one in corpus.speakers() if not sources or one.id.rpartition("#")[0] in sources]


def speakers_named(name: str, speakers: Sequence[Speaker]) -> frozenset[str]:
    """Return the ids of who a name means; raise QuestionError, with who there is, if nobody."""
    exact = frozenset(one.id for one in speakers if name.casefold() in {one.name.casefold(), one.id})
    if exact:
        return exact
    mentions = find_mentions(name, speakers)
    if not mentions:
        names = ", ".join(names_of(speakers))
        raise QuestionError(f"Nobody called “{name}” speaks in the sources. Who does: {names}.")
    return frozenset[str]().union(*(mention.speakers for mention in mentions))


def names_of(speakers: Iterable[Speaker]) -> list[str]:
    """Return the names of speakers, each once, in their order."""
    return list(dict.fromkeys(speaker.name for speaker in speakers))
