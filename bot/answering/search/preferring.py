"""Which of what was found is preferred: who likely tells, what gives what is asked, what is nearest."""

from collections.abc import Sequence
from dataclasses import replace

from bot.answering.questions.question import Kind, Question
from bot.answering.search.finding import Found
from bot.answering.search.nearness import coverage, is_near, near_enough
from bot.answering.search.ranking import RankedSentence, lift_speakers
from bot.answering.search.sought import gives_sought
from bot.answering.search.terms import Terms, stems_of
from index.types import TurnKind

LOOKED_AT = 5
"""So many of the best sentences are looked at for whether they answer."""
THEIRS = 3
# A question for one speaker is about another's words where those cover so much more of it …
_MUCH_BETTER = 0.25
# … and are so much nearer in meaning, where that is known.
_NEARER = 0.1


def prefer(question: Question, ranked: list[RankedSentence]) -> list[RankedSentence]:
    """Prefer who likely tells: others, of who somebody is; themselves, of what somebody does."""
    if question.kind is not Kind.WHO_IS or not question.about:
        return lift_speakers(ranked, question.subject)
    return [one for one in ranked if one.sentence.turn.speaker.id not in question.about or _is_told(one)]


def _is_told(one: RankedSentence) -> bool:
    """Tell whether a sentence of the text around a talk names its own author, as a publication does."""
    return one.sentence.turn.kind is TurnKind.NARRATION and bool(
        stems_of(one.sentence.turn.speaker.name) & one.stems
    )


def is_anothers(
    ranked: Sequence[RankedSentence], everybody: Found, best: RankedSentence, question: Question
) -> bool:
    """Tell whether it was another who said what this speaker is asked about; `best` is the other's best."""
    if not near_enough(ranked, everybody.terms, asked(question)):
        return True
    if best is not everybody.ranked[0]:
        return False
    theirs = max(max(coverage(one, everybody.terms), one.supported) for one in ranked[:THEIRS])
    nearest = max(one.cosine for one in ranked[:THEIRS])
    nearer = best.sentence.cosine is None or best.cosine >= nearest + _NEARER
    return nearer and coverage(best, everybody.terms) >= theirs + _MUCH_BETTER


def searched(question: Question) -> Question:
    """Return what is looked for: of a follow-up without matter of its own, what it follows."""
    if question.follow is None or question.earlier is None:
        return question
    return replace(question, topic=question.earlier, earlier=None)


def giving(question: Question, ranked: list[RankedSentence]) -> list[RankedSentence]:
    """Put first what gives what is asked of a topic ("when was that?"), where the topic is spoken of."""
    best = ranked[0].sentence.turn if ranked else None
    there = [one for one in ranked if one.sentence.turn == best]
    first = [one for one in there if gives_sought(one, question.topic)]
    return [*first, *(one for one in ranked if one not in first)]


def nearest_first(
    telling: Sequence[RankedSentence], terms: Terms, question: Question
) -> Sequence[RankedSentence]:
    """Let the first sentence lead that is near enough to answer, where the best is not."""
    lead = next((one for one in telling[:LOOKED_AT] if is_near(one, terms, asked(question))), None)
    return telling if lead is None else [lead, *(one for one in telling if one is not lead)]


def of_near_speakers(
    telling: Sequence[RankedSentence], terms: Terms, question: Question
) -> list[RankedSentence]:
    """Leave out whoever says nothing near enough: asked for each one's words, they have none on this."""
    near = {one.sentence.turn.speaker.id for one in telling if is_near(one, terms, asked(question))}
    return [one for one in telling if not near or one.sentence.turn.speaker.id in near]


def asked(question: Question) -> str | None:
    """Return what is asked for itself, where the terms are those of a thread as well."""
    return None if question.earlier is None else question.topic


def is_general(question: Question) -> bool:
    """Tell whether a question names nobody and leans on nothing, so that it may be about anything."""
    return not (question.speakers or question.about or question.earlier or question.each)
