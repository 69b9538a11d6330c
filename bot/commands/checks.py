"""Checks of what was typed, before the index is opened for it."""

from collections.abc import Iterable

from bot.answering.errors import QuestionError
from bot.answering.question import read_question
from index.corpus import Corpus
from index.speakers import find_mentions
from index.types import Speaker


def check_question(text: str) -> str:
    """Return a question that can be looked up, its white space folded.

    Raises:
        QuestionError: If it is empty, too long, without words, or not Unicode text.
    """
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise QuestionError(
            "The question holds bytes that are not text: type it anew, or save it as UTF-8."
        ) from error
    return read_question(text, ()).text


def find_speakers(name: str | None, speakers: Iterable[Speaker]) -> frozenset[str]:
    """Return the ids of who is called so; all who share an alias, and nobody (all) for no name.

    Raises:
        QuestionError: If nobody is.
    """
    if name is None:
        return frozenset()
    known = tuple(speakers)
    wanted = _fold(name)
    called = (
        [person.id for person in known if wanted in {_fold(person.id), _fold(person.name)}]
        or [person.id for person in known if wanted in map(_fold, person.aliases)]
        or [identity for mention in find_mentions(name, known) for identity in mention.speakers]
    )
    if called:
        return frozenset(called)
    names = ", ".join(sorted({person.name for person in known}))
    raise QuestionError(f"Nobody called “{name}” speaks in the sources: choose one of {names}.")


def find_source(identity: str | None, corpus: Corpus) -> frozenset[str]:
    """Return the id of a source as a set; nothing (all) for none.

    Raises:
        QuestionError: If there is no such source.
    """
    if identity is None:
        return frozenset()
    if corpus.source(identity) is None:
        known = ", ".join(entry.id for entry in corpus.sources()[:20])
        raise QuestionError(f"There is no source “{identity}”: choose one of {known}.")
    return frozenset({identity})


def _fold(name: str) -> str:
    return " ".join(name.casefold().split())
