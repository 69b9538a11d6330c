"""One question, from words to outcome: read, find, judge, draft, verify."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from bot.answering.abstaining import sentence_for
from bot.answering.asking import Asked
from bot.answering.checking import Check, check_claim, check_quotation
from bot.answering.errors import QuestionError
from bot.answering.extractive import compose, quote_sentences
from bot.answering.grounding import Evidence, verify
from bot.answering.nearness import near_enough
from bot.answering.question import Kind, Question, read_question
from bot.answering.quotes import cite
from bot.answering.ranking import RankedSentence, asks, blend, lift_speakers, rank_sentences
from bot.answering.terms import StopWords, Terms, read_stop_words, read_terms
from bot.answering.types import Abstention, Answer, Citation, Draft, Mode, Outcome, Reason, Verdict
from index.library import Library
from index.retriever import Query
from index.speakers import find_mentions
from index.types import Sentence, Speaker, Turn
from index.words import split_words

_PASSAGES = 12
_CHECKED_PASSAGES = 30
_NEAREST = 3
# A question for one speaker is about another's words where those cover so much more of it.
_MUCH_BETTER = 0.25


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """What was found for a question, best first."""

    terms: Terms
    ranked: list[RankedSentence]


@dataclass(frozen=True, slots=True)
class AnswerPipeline:
    """Answers from a library without a model; every draft is verified."""

    library: Library
    stop_words: StopWords = field(default_factory=read_stop_words)

    async def answer(self, asked: Asked) -> Outcome:
        """Return the outcome; raise QuestionError, with a sentence for its asker, where nothing is asked."""
        return await asyncio.to_thread(self._answer, asked)

    def _answer(self, asked: Asked) -> Outcome:
        corpus = self.library.corpus
        sources = self._sources(asked)
        speakers = [speaker for speaker in corpus.speakers() if not sources or _source_of(speaker) in sources]
        question = read_question(
            asked.text, speakers, after=asked.after, known_word=lambda word: word in corpus.vocabulary()
        )
        if question.kind is Kind.OUTSIDE:
            return _abstain(question, Reason.OUTSIDE_SOURCES)
        if asked.speaker is not None:
            question = replace(question, speakers=_named(asked.speaker, speakers))
        return self._outcome(question, sources)

    def _sources(self, asked: Asked) -> frozenset[str]:
        """Return the ids that may be answered from; empty for all."""
        if asked.source is None:
            return asked.sources or frozenset()
        if self.library.corpus.source(asked.source) is None or (
            asked.sources is not None and asked.source not in asked.sources
        ):
            raise QuestionError(f"There is no source “{asked.source}” here: see the list of sources.")
        return frozenset({asked.source})

    def _outcome(self, question: Question, sources: frozenset[str]) -> Outcome:
        match question.kind:
            case Kind.QUOTE_CHECK if question.quoted is not None:
                found = self._find(question, sources, frozenset(), _CHECKED_PASSAGES)
                return self._checked(
                    question, found, check_quotation(question.quoted, found.ranked, question.speakers)
                )
            case Kind.CLAIM_CHECK:
                found = self._find(question, sources, frozenset(), _PASSAGES)
                return self._checked(
                    question, found, check_claim(found.ranked, found.terms, question.speakers)
                )
            case _:
                return self._open(question, sources)

    def _open(self, question: Question, sources: frozenset[str]) -> Outcome:
        found = self._find(question, sources, question.speakers, _PASSAGES)
        ranked = _prefer(question, found.ranked)
        if not near_enough(ranked, found.terms):
            return self._not_found(question, sources, ranked)
        if question.speakers and not question.each:
            everybody = self._find(question, sources, frozenset(), _PASSAGES)
            if _is_anothers(question, ranked, everybody):
                return self._anothers(question, everybody.ranked)
        draft = compose(ranked, wide=_is_wide(question), each=question.each)
        return self._verified(question, draft, ranked)

    def _find(
        self, question: Question, sources: frozenset[str], speakers: frozenset[str], limit: int
    ) -> _Found:
        own = self._search(question.topic, sources, speakers, limit)
        if question.earlier is None:
            return own
        whole = self._search(f"{question.earlier} {question.topic}", sources, speakers, limit)
        return _Found(terms=whole.terms, ranked=blend(whole.ranked, own.ranked))

    def _search(self, topic: str, sources: frozenset[str], speakers: frozenset[str], limit: int) -> _Found:
        corpus = self.library.corpus
        terms = read_terms(
            topic,
            stop_words=self.stop_words,
            vocabulary=corpus.vocabulary(),
            frequencies=corpus.document_frequencies,
            passages=corpus.passage_count,
        )
        query = Query(text=terms.text, speakers=speakers, sources=sources, limit=limit)
        return _Found(terms=terms, ranked=rank_sentences(self.library.retriever.retrieve(query), terms))

    def _not_found(
        self, question: Question, sources: frozenset[str], ranked: Sequence[RankedSentence]
    ) -> Outcome:
        if question.speakers:
            everybody = self._find(question, sources, frozenset(), _PASSAGES)
            if near_enough(everybody.ranked, everybody.terms):
                return self._anothers(question, everybody.ranked)
        reason = Reason.NOTHING_FOUND
        return self._abstained(question, reason, ranked)

    def _anothers(self, question: Question, ranked: Sequence[RankedSentence]) -> Outcome:
        theirs = [one for one in ranked if one.sentence.turn.speaker.id not in question.speakers]
        return self._abstained(question, Reason.OTHER_SPEAKER, theirs)

    def _checked(self, question: Question, found: _Found, check: Check) -> Outcome:
        if not check.sentences:
            return self._abstained(question, Reason.NOTHING_FOUND, found.ranked, check.verdict)
        return self._verified(question, quote_sentences(check.sentences, check.verdict), found.ranked)

    def _verified(self, question: Question, draft: Draft, ranked: Sequence[RankedSentence]) -> Outcome:
        restricted = question.speakers if draft.verdict is None else frozenset[str]()
        verified = verify(draft, self._evidence(ranked, restricted))
        if not verified.claims:
            outcome = self._abstained(question, Reason.NOTHING_FOUND, ranked)
            return replace(outcome, rejected=verified.rejected)
        note = "Read as a name: " + ", ".join(question.misread) if question.misread else None
        return Answer(
            question=question.text,
            mode=draft.mode,
            claims=verified.claims,
            verdict=draft.verdict,
            rejected=verified.rejected,
            note=note,
        )

    def _abstained(
        self,
        question: Question,
        reason: Reason,
        ranked: Sequence[RankedSentence],
        verdict: Verdict | None = None,
    ) -> Abstention:
        nearest = [one.sentence for one in ranked if not asks(one.sentence)][:_NEAREST]
        names = {speaker.id: speaker.name for speaker in self.library.corpus.speakers()}
        others = _names(sentence.turn.speaker for sentence in nearest)
        return Abstention(
            question=question.text,
            mode=Mode.EXTRACTIVE,
            reason=reason,
            text=sentence_for(
                reason, verdict, asked=sorted({names[id_] for id_ in question.speakers}), others=others
            ),
            nearest=tuple(self._cite(sentence) for sentence in nearest),
            verdict=verdict,
        )

    def _cite(self, sentence: Sentence) -> Citation:
        turn = sentence.turn
        return cite(
            turn, sentence.start, sentence.end, title=self._title(turn.source), question=self._question(turn)
        )

    def _evidence(self, ranked: Sequence[RankedSentence], admitted: frozenset[str]) -> Evidence:
        turns = {(one.sentence.turn.source, one.sentence.turn.ordinal): one.sentence.turn for one in ranked}
        asked = {key: self._question(turn) for key, turn in turns.items()}
        return Evidence(
            turns=turns,
            titles={source: self._title(source) for source, _ in turns},
            speakers=self.library.corpus.speakers(),
            questions={key: turn for key, turn in asked.items() if turn is not None},
            admitted=admitted,
        )

    def _title(self, source: str) -> str:
        entry = self.library.corpus.source(source)
        return entry.title if entry is not None else source

    def _question(self, turn: Turn) -> Turn | None:
        return None if turn.answers is None else self.library.corpus.turn(turn.source, turn.answers)


def _abstain(question: Question, reason: Reason) -> Abstention:
    return Abstention(question=question.text, mode=Mode.EXTRACTIVE, reason=reason, text=sentence_for(reason))


def _prefer(question: Question, ranked: list[RankedSentence]) -> list[RankedSentence]:
    """Prefer who likely tells: others, of who somebody is; themselves, of what somebody does."""
    if question.kind is not Kind.WHO_IS or not question.about:
        return lift_speakers(ranked, question.subject)
    return [one for one in ranked if one.sentence.turn.speaker.id not in question.about]


def _is_anothers(question: Question, ranked: Sequence[RankedSentence], everybody: _Found) -> bool:
    """Tell whether it was another who said what this speaker is asked about."""
    best = everybody.ranked[0]
    return (
        best.sentence.turn.speaker.id not in question.speakers
        and not asks(best.sentence)
        and near_enough([best], everybody.terms)
        and best.covered >= max(one.covered for one in ranked[:_NEAREST]) + _MUCH_BETTER
    )


def _is_wide(question: Question) -> bool:
    """Tell whether more than the very nearest is wanted: a list, or everybody's words."""
    first = split_words(question.text)[0].text
    return question.each or first in {"list", "which", "compare"}


def _named(name: str, speakers: Sequence[Speaker]) -> frozenset[str]:
    exact = frozenset(one.id for one in speakers if name.casefold() in {one.name.casefold(), one.id})
    if exact:
        return exact
    mentions = find_mentions(name, speakers)
    if not mentions:
        names = ", ".join(_names(speakers))
        raise QuestionError(f"Nobody called “{name}” speaks in the sources. Who does: {names}.")
    return frozenset[str]().union(*(mention.speakers for mention in mentions))


def _names(speakers: Iterable[Speaker]) -> list[str]:
    return list(dict.fromkeys(speaker.name for speaker in speakers))


def _source_of(speaker: Speaker) -> str:
    return speaker.id.rpartition("#")[0]
