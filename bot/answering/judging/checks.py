"""Looking up a quotation or a claim, and judging what was found."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.answering.exhibits import Exhibits
from bot.answering.judging.checking import Check
from bot.answering.judging.claims import check_claim
from bot.answering.judging.clauses import Circumstance
from bot.answering.judging.quotations import check_quotation
from bot.answering.questions.question import Kind, Question
from bot.answering.search.finding import CHECKED_PASSAGES, PASSAGES, Finder, Found
from bot.answering.search.ranking import RankedSentence
from bot.answering.types import Verdict
from index.types import Turn
from index.words import split_words

# Words in quotation marks inside a claim are checked as a quotation, if there are so many.
_QUOTED = 4
# A quotation is looked for in so many turns that hold its longest words, wherever they stand.
_TURNS = 200
_LONGEST = 3
# Somebody may be cut short by one other turn, or by two.
_BETWEEN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What a check found, of all that was looked at, best first."""

    check: Check
    ranked: Sequence[RankedSentence]


@dataclass(frozen=True, slots=True, kw_only=True)
class Checker:
    """Checks quotations and claims in one library."""

    finder: Finder
    exhibits: Exhibits

    def check(self, question: Question, sources: frozenset[str]) -> Checked:
        """Check a question's quoted words, or else the claim that it makes."""
        quoted = question.quoted
        if quoted is not None and (question.kind is Kind.QUOTE_CHECK or len(split_words(quoted)) >= _QUOTED):
            checked = self._quotation(question, quoted, sources)
        else:
            checked = self._claim(question, sources)
        return checked if question.stranger is None else replace(checked, check=_of_stranger(checked.check))

    def _quotation(self, question: Question, quoted: str, sources: frozenset[str]) -> Checked:
        ranked = self._find(question, sources, CHECKED_PASSAGES).ranked
        turns = {(one.sentence.turn.source, one.sentence.turn.ordinal): one.sentence.turn for one in ranked}
        turns |= {(turn.source, turn.ordinal): turn for turn in self._holding(quoted, sources)}
        near = [one.sentence for one in ranked]
        check = check_quotation(quoted, tuple(turns.values()), near, question.speakers, self._following)
        return Checked(check=check, ranked=ranked)

    def _claim(self, question: Question, sources: frozenset[str]) -> Checked:
        found = self._find(question, sources)
        check = check_claim(
            question.topic, found.ranked, question.speakers, self.exhibits.question, found.terms.text
        )
        return Checked(check=check, ranked=found.ranked)

    def _find(self, question: Question, sources: frozenset[str], limit: int = PASSAGES) -> Found:
        """Find everybody's words, and at any rate those of who is asked about."""
        found = self.finder.find(question, sources, limit=limit)
        if not question.speakers:
            return found
        theirs = self.finder.find(question, sources, question.speakers, limit)
        places = {_place(one) for one in theirs.ranked}
        others = [one for one in found.ranked if _place(one) not in places]
        ranked = sorted((*theirs.ranked, *others), key=lambda one: -one.score)
        return Found(terms=found.terms, ranked=ranked)

    def _holding(self, quoted: str, sources: frozenset[str]) -> tuple[Turn, ...]:
        """Return turns that hold the longest words of a quotation, which a search may rank too low."""
        letters = {word.text for word in split_words(quoted) if word.text.isascii() and word.text.isalnum()}
        longest = sorted(letters, key=lambda text: (-len(text), text))[:_LONGEST]
        return self.exhibits.corpus.turns_with(longest, sources, _TURNS) if longest else ()

    def _following(self, turn: Turn) -> Turn | None:
        """Return the turn in which a speaker goes on after having been interrupted."""
        following = (
            self.exhibits.corpus.turn(turn.source, turn.ordinal + step) for step in range(1, _BETWEEN + 1)
        )
        return next((one for one in following if one is not None and one.speaker == turn.speaker), None)


def _of_stranger(check: Check) -> Check:
    """Judge what was found of somebody who speaks in no source: another said it, or reports them."""
    if not check.sentences or check.circumstance is Circumstance.REPORTED:
        return check
    if check.quoted or (check.verdict is Verdict.SUPPORTED and not check.close):
        return replace(check, verdict=Verdict.SAID_BY_OTHER, circumstance=None)
    return Check(verdict=Verdict.NOT_IN_SOURCES)


def _place(one: RankedSentence) -> tuple[str, int, int]:
    return one.sentence.turn.source, one.sentence.turn.ordinal, one.sentence.start
