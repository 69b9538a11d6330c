"""One question, from words to outcome: read, find, judge, draft, verify."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.answering.abstentions import Abstentions
from bot.answering.asking import Asked, Intent
from bot.answering.budgets.allowances import allowances_of
from bot.answering.budgets.keeping import keep_within
from bot.answering.comparing import Comparer
from bot.answering.exhibits import Exhibits
from bot.answering.extractive import compose
from bot.answering.generation.generating import Brief, Generator
from bot.answering.generation.unwritten import unwritten_sentence
from bot.answering.generation.writing import Attempt, Writer, excerpts_of
from bot.answering.judging.checks import Checker
from bot.answering.judging.rulings import Rulings
from bot.answering.origins import stands, with_origins
from bot.answering.people import (
    admitted_sources,
    names_of,
    restrict_speakers,
    speakers_named,
    speakers_of,
)
from bot.answering.questions.question import Kind, Question
from bot.answering.questions.reading import read_question
from bot.answering.questions.statements import split_statements
from bot.answering.search.finding import Finder
from bot.answering.search.searches import Searches
from bot.answering.search.selecting import Selected, Selector, Unanswered
from bot.answering.sides import Sides
from bot.answering.types import Abstention, Answer, Claim, Draft, Mode, Outcome, Reason, Trace
from bot.answering.verification.grounding import Evidence, verify
from bot.answering.working import Workers
from bot.phrases import Phrase, join_phrases
from bot.wording.notes import MISREAD, TRANSLATED
from index.library import Library
from index.words import split_words


@dataclass(frozen=True, slots=True, kw_only=True)
class _Task:
    """A question as read, and where it may be answered from (empty: all sources)."""

    asked: Asked
    question: Question
    sources: frozenset[str]


class AnswerPipeline:
    """Answers from a library, and keeps with each outcome how it came about."""

    def __init__(self, library: Library, generator: Generator | None = None) -> None:
        self._library = library
        self._finder = Finder(library=library)
        self._writer = None if generator is None else Writer(generator=generator)
        self._workers = Workers()

    async def answer(self, asked: Asked) -> Outcome:
        """Return the outcome; raise QuestionError, with a sentence for its asker, where nothing is asked."""
        began = time.monotonic()
        outcome = await self._answer(asked)
        if not await self._workers.run(stands, outcome, self._library.corpus):
            # A source was changed or removed while its words were looked at.
            outcome = await self._answer(asked)
        seconds = time.monotonic() - began
        trace = None if outcome.trace is None else replace(outcome.trace, seconds=seconds)
        return replace(outcome, trace=trace)

    async def _answer(self, asked: Asked) -> Outcome:
        searches = Searches()
        # What may not be answered from here is not there for anything below.
        library = self._library.within(asked.sources)
        finder = replace(self._finder, library=library, searches=searches)
        inquiry = _Inquiry(library, finder, self._writer, self._workers)
        outcome = await inquiry.answer(asked)
        return await self._workers.run(_finish, outcome, library, searches)


def _finish(outcome: Outcome, library: Library, searches: Searches) -> Outcome:
    """Return an outcome within its budgets, with its links, its versions, and how it came about."""
    sources = library.corpus.sources()
    considered = searches.considered()
    found_in = {one.source for one in considered}
    versions = ((one.id, one.sha256) for one in sources if one.id in found_in)
    kept = with_origins(keep_within(outcome, allowances_of(sources), library.corpus.speakers()), sources)
    return replace(kept, trace=Trace(considered=considered, versions=tuple(versions), seconds=0.0))


class _Inquiry:
    """Answers one question; every draft is verified, whoever wrote it."""

    def __init__(self, library: Library, finder: Finder, writer: Writer | None, workers: Workers) -> None:
        self._corpus = library.corpus
        self._exhibits = Exhibits(corpus=library.corpus)
        self._selector = Selector(finder=finder, exhibits=self._exhibits)
        self._abstentions = Abstentions(exhibits=self._exhibits)
        self._rulings = Rulings(
            checker=Checker(finder=finder, exhibits=self._exhibits),
            exhibits=self._exhibits,
            abstentions=self._abstentions,
        )
        self._sides = Sides(
            comparer=Comparer(finder=finder, exhibits=self._exhibits),
            exhibits=self._exhibits,
            abstentions=self._abstentions,
        )
        self._writer = writer
        self._workers = workers

    async def answer(self, asked: Asked) -> Outcome:
        task, found = await self._workers.run(self._find, asked)
        if not isinstance(found, Selected):
            return found
        if self._writer is None:
            return await self._workers.run(self._extracted, task, found)
        brief, evidence = await self._workers.run(self._brief, task, found)
        attempt = await self._writer.write(brief, evidence)
        return await self._workers.run(self._written, task, found, attempt)

    def _find(self, asked: Asked) -> tuple[_Task, Outcome | Selected]:
        """Read the question and find what answers it; checks and abstentions need no more than that."""
        sources = admitted_sources(asked, self._corpus)
        question = self._read(asked, asked.text, sources)
        sources = question.sources or sources
        task = _Task(asked=asked, question=question, sources=sources)
        if question.kind is Kind.OUTSIDE:
            return task, self._abstentions.abstain(question, Reason.OUTSIDE_SOURCES, sources=sources)
        if asked.intent is Intent.COMPARE:
            return task, self._sides.lay_out(question, sources)
        if question.kind in {Kind.QUOTE_CHECK, Kind.CLAIM_CHECK}:
            return task, self._check(task)
        found = self._selector.select(question, sources)
        return task, self._unanswered(task, found) if isinstance(found, Unanswered) else found

    def _read(self, asked: Asked, text: str, sources: frozenset[str]) -> Question:
        speakers = speakers_of(self._corpus, sources)
        vocabulary = self._corpus.vocabulary()
        question = read_question(
            text,
            speakers,
            after=asked.after,
            known_word=vocabulary.__contains__,
            intent=asked.intent,
            sources=[one for one in self._corpus.sources() if not sources or one.id in sources],
        )
        if asked.speaker is None:
            return question
        chosen = speakers_named(asked.speaker, speakers)
        return replace(question, speakers=restrict_speakers(chosen, question.speakers, speakers))

    def _unanswered(self, task: _Task, found: Unanswered) -> Outcome:
        return self._abstentions.abstain(
            task.question, found.reason, found.ranked, sources=task.sources, foreign=found.foreign
        )

    def _check(self, task: _Task) -> Outcome:
        """Judge a quotation or a claim: a model has no say in it."""
        if task.asked.intent is not Intent.CLAIM:
            return self._rule(task.question, task.sources)
        statements = split_statements(task.asked.text)
        questions = [self._read(task.asked, text, task.sources) for text in statements.kept]
        if len(questions) == 1:
            return self._rule(replace(questions[0], text=task.question.text), task.sources)
        return self._rulings.rule_each(task.question.text, questions, task.sources, statements.left_out)

    def _rule(self, question: Question, sources: frozenset[str]) -> Outcome:
        outcome = self._rulings.rule(question, sources)
        return replace(outcome, note=_note(question)) if isinstance(outcome, Answer) else outcome

    def _extracted(self, task: _Task, found: Selected) -> Outcome:
        wide = _is_wide(task.question)
        draft = compose(
            found.telling, wide=wide, each=task.question.each, allowances=self._exhibits.allowances
        )
        return self._verified(task, found, draft, task.question.speakers)

    def _verified(self, task: _Task, found: Selected, draft: Draft, admitted: frozenset[str]) -> Outcome:
        verified = verify(draft, self._exhibits.evidence(found.ranked, admitted))
        if not verified.claims:
            return self._abstentions.abstain(
                task.question,
                Reason.NOTHING_FOUND,
                found.ranked,
                sources=task.sources,
                rejected=verified.rejected,
            )
        return Answer(
            question=task.question.text,
            mode=draft.mode,
            claims=verified.claims,
            verdict=draft.verdict,
            rejected=verified.rejected,
            note=_note(task.question, found),
        )

    def _brief(self, task: _Task, found: Selected) -> tuple[Brief, Evidence]:
        """Return what a model may read, and what its draft is checked against: only what was found."""
        question = task.question
        speakers = speakers_of(self._corpus, task.sources)
        brief = Brief(
            question=question.text,
            excerpts=excerpts_of(found.ranked, self._exhibits),
            wanted=tuple(names_of(one for one in speakers if one.id in question.speakers)),
            after=task.asked.after,
            asker=task.asked.asker,
        )
        evidence = self._exhibits.evidence(found.ranked, question.speakers)
        # In the question's language, and no other, a model may answer.
        return brief, replace(evidence, asked=question.text)

    def _written(self, task: _Task, found: Selected, attempt: Attempt) -> Outcome:
        """Return what stands of a model's draft; else the quotations, and that no model wrote them."""
        verified = attempt.verified
        if verified is not None and verified.claims:
            return Answer(
                question=task.question.text,
                mode=Mode.GENERATED,
                claims=verified.claims,
                rejected=verified.rejected,
                note=_joined(_note(task.question, found), _translation_note(verified.claims)),
                spent=attempt.spent,
            )
        if verified is not None and not verified.rejected:
            outcome = self._unanswered(task, Unanswered(reason=Reason.NOTHING_FOUND, ranked=found.ranked))
            return replace(outcome, spent=attempt.spent)
        extracted = self._extracted(task, found)
        rejected = (*extracted.rejected, *(verified.rejected if verified is not None else ()))
        extracted = replace(extracted, rejected=rejected, spent=attempt.spent)
        if isinstance(extracted, Abstention):
            return extracted
        return replace(extracted, note=_joined(extracted.note, unwritten_sentence(attempt.unwritten)))


def _note(question: Question, found: Selected | None = None) -> str | None:
    misread = Phrase(MISREAD, names=", ".join(question.misread)) if question.misread else None
    return _joined(misread, found.note if found else None)


def _translation_note(claims: Sequence[Claim]) -> str | None:
    return Phrase(TRANSLATED) if any(claim.translated for claim in claims) else None


def _joined(*notes: str | None) -> str | None:
    given = [note for note in notes if note]
    return join_phrases(" · ", given) if given else None


def _is_wide(question: Question) -> bool:
    """Tell whether more than the very nearest is wanted: a list, or everybody's words."""
    first = split_words(question.text)[0].text
    return question.each or first in {"list", "which", "compare"}
