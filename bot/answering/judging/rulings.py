"""The outcome of a check: of one quotation or claim, or of each sentence of a longer text."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.answering.abstentions import Abstentions
from bot.answering.exhibits import Exhibits
from bot.answering.extractive import quote_sentences
from bot.answering.judging.checks import Checked, Checker
from bot.answering.judging.verdicts import summarise, summarise_findings, worst_of
from bot.answering.people import names_of, speakers_of
from bot.answering.questions.question import Question
from bot.answering.types import Abstention, Answer, Finding, Mode, Outcome, Reason, Verdict
from bot.answering.verification.grounding import verify


@dataclass(frozen=True, slots=True, kw_only=True)
class Rulings:
    """Rules on quotations and claims: a model has no say in it."""

    checker: Checker
    exhibits: Exhibits
    abstentions: Abstentions

    def rule(self, question: Question, sources: frozenset[str]) -> Outcome:
        """Return the outcome for one quotation or claim; an abstention where the sources have nothing."""
        checked = self.checker.check(question, sources)
        check = checked.check
        summary = summarise(check, self._wanted(question, sources))
        if not check.sentences:
            return self._nothing(question, checked, sources, summary)
        evidence = self.exhibits.evidence_of(sentence.turn for sentence in check.sentences)
        verified = verify(quote_sentences(check.sentences, check.verdict), evidence)
        if not verified.claims:
            return self.abstentions.abstain(
                question, Reason.NOTHING_FOUND, checked.ranked, sources=sources, rejected=verified.rejected
            )
        return Answer(
            question=question.text,
            mode=Mode.EXTRACTIVE,
            claims=verified.claims,
            verdict=check.verdict,
            summary=summary,
            rejected=verified.rejected,
            differences=check.differences,
        )

    def rule_each(
        self, text: str, questions: Sequence[Question], sources: frozenset[str], left_out: int = 0
    ) -> Outcome:
        """Return one outcome for several sentences of a text; `left_out` more of it are not looked at."""
        outcomes = [self.rule(question, sources) for question in questions]
        findings = tuple(
            _finding(question, outcome) for question, outcome in zip(questions, outcomes, strict=True)
        )
        answers = [outcome for outcome in outcomes if isinstance(outcome, Answer)]
        summary = summarise_findings(findings, left_out)
        if not answers:
            first = next(outcome for outcome in outcomes if isinstance(outcome, Abstention))
            return replace(first, question=text, text=summary)
        claims = dict.fromkeys(claim for answer in answers for claim in answer.claims)
        return Answer(
            question=text,
            mode=Mode.EXTRACTIVE,
            claims=tuple(claims),
            verdict=worst_of(findings),
            summary=summary,
            findings=findings,
            rejected=tuple(rejection for outcome in outcomes for rejection in outcome.rejected),
        )

    def _wanted(self, question: Question, sources: frozenset[str]) -> list[str]:
        """Return the names of who is said to have said it, be it somebody who speaks nowhere."""
        if question.stranger is not None:
            return [question.stranger.shown]
        speakers = speakers_of(self.exhibits.corpus, sources)
        return names_of(one for one in speakers if one.id in question.speakers)

    def _nothing(
        self, question: Question, checked: Checked, sources: frozenset[str], summary: str
    ) -> Abstention:
        abstention = self.abstentions.abstain(
            question,
            Reason.NOTHING_FOUND,
            checked.ranked,
            sources=sources,
            verdict=checked.check.verdict,
        )
        return replace(abstention, text=summary)


def _finding(question: Question, outcome: Outcome) -> Finding:
    if isinstance(outcome, Answer) and outcome.verdict is not None:
        return Finding(
            checked=question.text,
            verdict=outcome.verdict,
            summary=outcome.summary or "",
            claims=outcome.claims,
        )
    text = outcome.text if isinstance(outcome, Abstention) else ""
    return Finding(checked=question.text, verdict=Verdict.NOT_IN_SOURCES, summary=text)
