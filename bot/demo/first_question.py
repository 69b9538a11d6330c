"""The question that stands in the page when it opens, taken from the sources themselves."""

from collections.abc import Iterator
from itertools import islice

from bot.answering.asking import Asked
from bot.answering.types import Answer
from bot.backend import Backend
from index.catalogue import Catalogue
from index.sentences import split_sentences
from index.types import Turn, TurnKind

SHORTEST, LONGEST = 20, 140  # characters: what a person would type, and a phone shows whole
TRIED = 20
WITHOUT_QUESTIONS = "What is this about?"


async def first_question(backend: Backend) -> str:
    """Return the first question asked in the sources that gets an answer; else the first one asked."""
    questions = tuple(islice(asked_questions(backend.catalogue), TRIED))
    for question in questions:
        if isinstance(await backend.answering.answer(Asked(text=question)), Answer):
            return question
    return questions[0] if questions else WITHOUT_QUESTIONS


def asked_questions(catalogue: Catalogue) -> Iterator[str]:
    """Yield the short questions that are asked in the sources, in the order they were."""
    for source in catalogue.sources():
        for ordinal in range(source.turns):
            turn = catalogue.turn(source.id, ordinal)
            if turn is not None and turn.kind is TurnKind.QUESTION:
                yield from _short_questions(turn)


def _short_questions(turn: Turn) -> Iterator[str]:
    for sentence in split_sentences(turn):
        words = " ".join(sentence.text.split())
        if words.endswith("?") and SHORTEST <= len(words) <= LONGEST:
            yield words
