"""Looking up a quotation or a claim, and judging what was found."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.answering.checking import Check, check_claim, check_quotation
from bot.answering.finding import CHECKED_PASSAGES, Finder
from bot.answering.question import Kind, Question
from bot.answering.ranking import RankedSentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What a check found, of all that was looked at, best first."""

    check: Check
    ranked: Sequence[RankedSentence]


@dataclass(frozen=True, slots=True, kw_only=True)
class Checker:
    """Checks quotations and claims in one library."""

    finder: Finder

    def check(self, question: Question, sources: frozenset[str]) -> Checked:
        """Check a question's quoted words, or else the claim that it makes."""
        if question.kind is Kind.QUOTE_CHECK and question.quoted is not None:
            found = self.finder.find(question, sources, limit=CHECKED_PASSAGES)
            check = check_quotation(question.quoted, found.ranked, question.speakers)
            return Checked(check=check, ranked=found.ranked)
        found = self.finder.find(question, sources)
        check = check_claim(found.ranked, found.terms, question.speakers)
        return Checked(check=check, ranked=found.ranked)
