"""One question, from words to outcome: read, find, judge, draft, verify."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace

from bot.answering.abstaining import sentence_for
from bot.answering.asking import Asked
from bot.answering.checking import Check, check_claim, check_quotation
from bot.answering.exhibits import Exhibits
from bot.answering.extractive import compose, quote_sentences
from bot.answering.finding import CHECKED_PASSAGES, Finder, Found
from bot.answering.grounding import verify
from bot.answering.nearness import near_enough
from bot.answering.people import admitted_sources, names_of, speakers_named, speakers_of
from bot.answering.question import Kind, Question, read_question
from bot.answering.ranking import RankedSentence, asks, is_question, lift_speakers
from bot.answering.types import Abstention, Answer, Draft, Mode, Outcome, Reason, Verdict
from index.library import Library
from index.words import split_words

_NEAREST = 3
# A question for one speaker is about another's words where those cover so much more of it.
_MUCH_BETTER = 0.25


class AnswerPipeline:
    """Answers from a library without a model; every draft is verified."""

    def __init__(self, library: Library) -> None:
        self._corpus = library.corpus
        self._finder = Finder(library=library)
        self._exhibits = Exhibits(corpus=library.corpus)

    async def answer(self, asked: Asked) -> Outcome:
        """Return the outcome; raise QuestionError, with a sentence for its asker, where nothing is asked."""
        return await asyncio.to_thread(self._answer, asked)

    def _answer(self, asked: Asked) -> Outcome:
        sources = admitted_sources(asked, self._corpus)
        speakers = speakers_of(self._corpus, sources)
        vocabulary = self._corpus.vocabulary()
        question = read_question(asked.text, speakers, after=asked.after, known_word=vocabulary.__contains__)
        if question.kind is Kind.OUTSIDE:
            return self._abstain(question, Reason.OUTSIDE_SOURCES, ())
        if asked.speaker is not None:
            question = replace(question, speakers=speakers_named(asked.speaker, speakers))
        return self._outcome(question, sources)

    def _outcome(self, question: Question, sources: frozenset[str]) -> Outcome:
        if question.kind is Kind.QUOTE_CHECK and question.quoted is not None:
            found = self._finder.find(question, sources, limit=CHECKED_PASSAGES)
            return self._checked(
                question, found, check_quotation(question.quoted, found.ranked, question.speakers)
            )
        if question.kind is Kind.CLAIM_CHECK:
            found = self._finder.find(question, sources)
            return self._checked(question, found, check_claim(found.ranked, found.terms, question.speakers))
        return self._open(question, sources)

    def _open(self, question: Question, sources: frozenset[str]) -> Outcome:
        found = self._finder.find(question, sources, question.speakers)
        ranked = _prefer(question, found.ranked)
        if question.speakers and not question.each:
            everybody = self._finder.find(question, sources)
            if _is_anothers(question, ranked, everybody):
                return self._anothers(question, everybody.ranked)
        if not near_enough(ranked, found.terms):
            return self._abstain(question, Reason.NOTHING_FOUND, ranked)
        telling = ranked if question.kind is Kind.WHO_SAID else self._telling(ranked)
        if not telling:
            return self._abstain(question, Reason.ASKED_NOT_ANSWERED, ranked)
        draft = compose(telling, wide=_is_wide(question), each=question.each)
        return self._verified(question, draft, ranked)

    def _telling(self, ranked: Sequence[RankedSentence]) -> list[RankedSentence]:
        """Leave out sentences that ask; none is left where the best asks and nobody answers it."""
        best = ranked[0].sentence
        if is_question(best) and asks(best) and not self._exhibits.is_answered(best):
            return []
        return [one for one in ranked if not is_question(one.sentence)]

    def _anothers(self, question: Question, ranked: Sequence[RankedSentence]) -> Outcome:
        theirs = [one for one in ranked if one.sentence.turn.speaker.id not in question.speakers]
        return self._abstain(question, Reason.OTHER_SPEAKER, theirs)

    def _checked(self, question: Question, found: Found, check: Check) -> Outcome:
        if not check.sentences:
            return self._abstain(question, Reason.NOTHING_FOUND, found.ranked, check.verdict)
        return self._verified(question, quote_sentences(check.sentences, check.verdict), found.ranked)

    def _verified(self, question: Question, draft: Draft, ranked: Sequence[RankedSentence]) -> Outcome:
        admitted = question.speakers if draft.verdict is None else frozenset[str]()
        verified = verify(draft, self._exhibits.evidence(ranked, admitted))
        if not verified.claims:
            abstention = self._abstain(question, Reason.NOTHING_FOUND, ranked)
            return replace(abstention, rejected=verified.rejected)
        return Answer(
            question=question.text,
            mode=draft.mode,
            claims=verified.claims,
            verdict=draft.verdict,
            rejected=verified.rejected,
            note="Read as a name: " + ", ".join(question.misread) if question.misread else None,
        )

    def _abstain(
        self,
        question: Question,
        reason: Reason,
        ranked: Sequence[RankedSentence],
        verdict: Verdict | None = None,
    ) -> Abstention:
        shown = (
            ranked
            if reason is Reason.ASKED_NOT_ANSWERED
            else [one for one in ranked if not asks(one.sentence)]
        )
        nearest = [one.sentence for one in shown[:_NEAREST]]
        asked = names_of(one for one in self._corpus.speakers() if one.id in question.speakers)
        others = names_of(sentence.turn.speaker for sentence in nearest)
        return Abstention(
            question=question.text,
            mode=Mode.EXTRACTIVE,
            reason=reason,
            text=sentence_for(reason, verdict, asked=asked, others=others),
            nearest=tuple(self._exhibits.cite(sentence) for sentence in nearest),
            verdict=verdict,
        )


def _prefer(question: Question, ranked: list[RankedSentence]) -> list[RankedSentence]:
    """Prefer who likely tells: others, of who somebody is; themselves, of what somebody does."""
    if question.kind is not Kind.WHO_IS or not question.about:
        return lift_speakers(ranked, question.subject)
    return [one for one in ranked if one.sentence.turn.speaker.id not in question.about]


def _is_anothers(question: Question, ranked: Sequence[RankedSentence], everybody: Found) -> bool:
    """Tell whether it was another who said what this speaker is asked about."""
    if not near_enough(everybody.ranked, everybody.terms):
        return False
    best = everybody.ranked[0]
    if best.sentence.turn.speaker.id in question.speakers or asks(best.sentence):
        return False
    if not near_enough(ranked, everybody.terms):
        return True
    theirs = max(one.covered for one in ranked[:_NEAREST])
    return near_enough([best], everybody.terms) and best.covered >= theirs + _MUCH_BETTER


def _is_wide(question: Question) -> bool:
    """Tell whether more than the very nearest is wanted: a list, or everybody's words."""
    first = split_words(question.text)[0].text
    return question.each or first in {"list", "which", "compare"}
