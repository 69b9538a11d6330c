"""Why a sentence of a draft is not shown."""

from enum import StrEnum


class Refusal(StrEnum):
    """The rule that a sentence broke."""

    NO_QUOTE = "no_quote"
    TURN_NOT_RETRIEVED = "turn_not_retrieved"
    QUOTE_NOT_FOUND = "quote_not_found"
    QUOTE_TOO_SHORT = "quote_too_short"
    OTHER_SPEAKER = "other_speaker"
    NO_SPEAKER = "no_speaker"
    FIRST_PERSON = "first_person"
    NUMBER_NOT_IN_EVIDENCE = "number_not_in_evidence"
    NUMBER_BOUND_CHANGED = "number_bound_changed"
    NUMBER_MISPLACED = "number_misplaced"
    NAME_NOT_IN_EVIDENCE = "name_not_in_evidence"
    NOT_IN_EVIDENCE = "not_in_evidence"
    NEGATION_CHANGED = "negation_changed"
    HEDGE_CHANGED = "hedge_changed"
    CONDITION_DROPPED = "condition_dropped"
    OPPOSITE = "opposite"
    OVERSTATED = "overstated"
    REPORTED_AS_OWN = "reported_as_own"
    QUESTION_AS_VIEW = "question_as_view"
    REVERSED_OUTSIDE = "reversed_outside"
    UNSAFE_TEXT = "unsafe_text"
    OTHER_LANGUAGE = "other_language"
    QUOTE_BUDGET = "quote_budget"


_WORDS = {
    Refusal.NO_QUOTE: "it had no quote",
    Refusal.TURN_NOT_RETRIEVED: "its label is not one of those given",
    Refusal.QUOTE_NOT_FOUND: "its quote, or what it puts in quotation marks, is not there letter for letter",
    Refusal.QUOTE_TOO_SHORT: "its quote is too short to mean something by itself",
    Refusal.OTHER_SPEAKER: "it gives words to somebody who did not speak them, or to more people than did",
    Refusal.NO_SPEAKER: "it does not name the one who speaks",
    Refusal.FIRST_PERSON: 'it says "I" or "we" outside quotation marks',
    Refusal.NUMBER_NOT_IN_EVIDENCE: "it holds a number or a date that is not in its quotes",
    Refusal.NUMBER_BOUND_CHANGED: 'it drops an "about", "more than" or "at least" of a number, or adds one',
    Refusal.NUMBER_MISPLACED: "it puts a number where its quote has another",
    Refusal.NAME_NOT_IN_EVIDENCE: "it holds a name that is not in its quotes",
    Refusal.NOT_IN_EVIDENCE: "it says something that its quotes do not say; keep to their own words",
    Refusal.NEGATION_CHANGED: 'a "not" or the like was added or lost',
    Refusal.HEDGE_CHANGED: 'a "might", "could", "perhaps" or "I suspect" was added or lost',
    Refusal.CONDITION_DROPPED: 'the "if" or "unless" of its quote was lost',
    Refusal.OPPOSITE: "it says the opposite of its quote",
    Refusal.OVERSTATED: 'it says "all", "only", "most", "must" or the like where its quotes do not',
    Refusal.REPORTED_AS_OWN: "the speaker tells what somebody else said; say so, and name both",
    Refusal.QUESTION_AS_VIEW: "it tells a question as the view of who asks it; say that it was asked",
    Refusal.REVERSED_OUTSIDE: "the words right beside its quote turn it round; quote the whole sentence",
    Refusal.UNSAFE_TEXT: "it is empty, or holds a link, a mention, markup or marks like [1]",
    Refusal.OTHER_LANGUAGE: "it is in another language than the question",
    Refusal.QUOTE_BUDGET: "its quote is longer than the source may be quoted",
}


def describe(refusal: Refusal) -> str:
    """Say in plain words what was wrong with a sentence, as whoever wrote it may be told."""
    return _WORDS[refusal]
