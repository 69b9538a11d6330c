"""Side by side: what each speaker says about a topic, or that they say nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.answering.exhibits import Exhibits
from bot.answering.people import speakers_of
from bot.answering.questions.question import Question
from bot.answering.search.finding import CHECKED_PASSAGES, Finder, Found
from bot.answering.search.nearness import near_enough
from bot.answering.search.ranking import RankedSentence, is_question
from index.types import Role, Speaker

MOST_COLUMNS = 6
"""So many speakers stand side by side; each costs a search of its own."""
# Who asks, or writes around a talk, has a column only for a whole sentence that holds so much of the topic.
_STATED = 0.5
_FEWEST_WORDS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who speaks, under one name in one source or in several."""

    name: str
    ids: frozenset[str]
    asks: bool
    """Asks or writes around the talk in all of these sources."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One speaker's sentences on a topic, best first; none where they say nothing of it."""

    person: Person
    telling: Sequence[RankedSentence] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """What stands side by side, how many more speak of it, and what was found of all, best first."""

    columns: tuple[Column, ...]
    more: int
    ranked: Sequence[RankedSentence]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparer:
    """Lays the words of several speakers side by side."""

    finder: Finder
    exhibits: Exhibits

    def compare(self, question: Question, sources: frozenset[str]) -> Columns:
        """Return a column for each speaker who is named; else for who speaks of it, and who could have.

        Somebody named alone stands first, beside the others.
        """
        found = self.finder.find(question, sources, limit=CHECKED_PASSAGES)
        people = _people(speakers_of(self.exhibits.corpus, sources))
        named = [one for one in people if one.ids & question.speakers]
        tellers = _tellers(people, found)
        if len(named) > 1:
            wanted = named
        else:
            silent = self._silent(people, tellers)
            wanted = list(dict.fromkeys([*named, *tellers, *silent]))
        columns = [self._column(question, sources, person) for person in wanted[:MOST_COLUMNS]]
        left_out = [one for one in wanted[MOST_COLUMNS:] if one in tellers]
        return Columns(
            columns=tuple(
                one for one in columns if one.telling or not one.person.asks or one.person in named
            ),
            more=len(left_out),
            ranked=found.ranked,
        )

    def _silent(self, people: Sequence[Person], tellers: Sequence[Person]) -> list[Person]:
        """Return who was there where the topic is spoken of, and is no teller: they may have said nothing."""
        spoken_in = frozenset(_source(identity) for one in tellers for identity in one.ids)
        there = [one for one in people if any(_source(identity) in spoken_in for identity in one.ids)]
        return [one for one in there if one not in tellers and not one.asks]

    def _column(self, question: Question, sources: frozenset[str], person: Person) -> Column:
        # Each is asked alone, so that who says most leaves room for who says least.
        alone = replace(question, speakers=person.ids)
        found = self.finder.find(alone, sources, person.ids)
        return Column(person=person, telling=_telling(person, found))


def _people(speakers: Iterable[Speaker]) -> list[Person]:
    """Return people by their names: one person may speak in several sources."""
    by_name: dict[str, list[Speaker]] = {}
    for speaker in speakers:
        by_name.setdefault(speaker.name.casefold(), []).append(speaker)
    return [
        Person(
            name=same[0].name,
            ids=frozenset(one.id for one in same),
            asks=all(one.role in {Role.HOST, Role.EDITOR} for one in same),
        )
        for same in by_name.values()
    ]


def _tellers(people: Sequence[Person], found: Found) -> list[Person]:
    """Return who speaks of the topic, guests first, and then by how near they come to it."""
    best = {person: max((one.score for one in _telling(person, found)), default=None) for person in people}
    tellers = [
        (person.asks, -score, person.name, person) for person, score in best.items() if score is not None
    ]
    return [person for *_, person in sorted(tellers, key=lambda entry: entry[:3])]


def _telling(person: Person, found: Found) -> list[RankedSentence]:
    """Return the sentences by which somebody says something of the topic, best first."""
    return [
        one
        for one in found.ranked
        if one.sentence.turn.speaker.id in person.ids
        and not is_question(one.sentence)
        and near_enough([one], found.terms)
        and (not person.asks or _states(one))
    ]


def _states(one: RankedSentence) -> bool:
    """Tell whether who asks states something of the topic: more than a heading, and no mere supposition."""
    text = one.sentence.text
    whole = len(text.split()) >= _FEWEST_WORDS and text.rstrip("\"'”’)] ").endswith((".", "!", "…"))
    return whole and one.covered >= _STATED and not text.casefold().startswith(("if ", "whether ", "how "))


def _source(identity: str) -> str:
    return identity.rpartition("#")[0]
