"""Why a sentence is not shown, as moderators read it; each goes on from "Why:"."""

from bot.answering.verification.refusals import Refusal

NO_QUOTE = "it has no quotation"
TURN_NOT_RETRIEVED = "it quotes what was not found for this question"
QUOTE_NOT_FOUND = "its quotation does not stand in the source letter for letter"
QUOTE_TOO_SHORT = "its quotation is too short to mean something by itself"
OTHER_SPEAKER = "it gives words to somebody who did not speak them"
NO_SPEAKER = "it does not name who speaks"
FIRST_PERSON = "it says “I” or “we” outside quotation marks"
NUMBER_NOT_IN_EVIDENCE = "it holds a number or a date that is not in its quotation"
NUMBER_BOUND_CHANGED = "it drops or adds an “about”, “more than” or “at least” of a number"
NUMBER_MISPLACED = "it puts a number where its quotation has another"
NAME_NOT_IN_EVIDENCE = "it holds a name that is not in its quotation"
NOT_IN_EVIDENCE = "it says something that its quotation does not say"
NEGATION_CHANGED = "a “not” or the like was added or lost"
HEDGE_CHANGED = "a “might”, “perhaps” or the like was added or lost"
CONDITION_DROPPED = "the “if” or “unless” of its quotation was lost"
OPPOSITE = "it says the opposite of its quotation"
OVERSTATED = "it says “all”, “only”, “must” or the like where its quotation does not"
REPORTED_AS_OWN = "it takes what the speaker reports of others for the speaker's own"
QUESTION_AS_VIEW = "it takes a question for the view of who asks it"
REVERSED_OUTSIDE = "the words right beside its quotation turn it round"
UNSAFE_TEXT = "it is empty, or holds a link, a mention or markup"
OTHER_LANGUAGE = "it is in another language than the question"
QUOTE_BUDGET = "its source limits how much of it is shown"
UNKNOWN = "it did not hold against its quotation"

_REASONS = {
    Refusal.NO_QUOTE: NO_QUOTE,
    Refusal.TURN_NOT_RETRIEVED: TURN_NOT_RETRIEVED,
    Refusal.QUOTE_NOT_FOUND: QUOTE_NOT_FOUND,
    Refusal.QUOTE_TOO_SHORT: QUOTE_TOO_SHORT,
    Refusal.OTHER_SPEAKER: OTHER_SPEAKER,
    Refusal.NO_SPEAKER: NO_SPEAKER,
    Refusal.FIRST_PERSON: FIRST_PERSON,
    Refusal.NUMBER_NOT_IN_EVIDENCE: NUMBER_NOT_IN_EVIDENCE,
    Refusal.NUMBER_BOUND_CHANGED: NUMBER_BOUND_CHANGED,
    Refusal.NUMBER_MISPLACED: NUMBER_MISPLACED,
    Refusal.NAME_NOT_IN_EVIDENCE: NAME_NOT_IN_EVIDENCE,
    Refusal.NOT_IN_EVIDENCE: NOT_IN_EVIDENCE,
    Refusal.NEGATION_CHANGED: NEGATION_CHANGED,
    Refusal.HEDGE_CHANGED: HEDGE_CHANGED,
    Refusal.CONDITION_DROPPED: CONDITION_DROPPED,
    Refusal.OPPOSITE: OPPOSITE,
    Refusal.OVERSTATED: OVERSTATED,
    Refusal.REPORTED_AS_OWN: REPORTED_AS_OWN,
    Refusal.QUESTION_AS_VIEW: QUESTION_AS_VIEW,
    Refusal.REVERSED_OUTSIDE: REVERSED_OUTSIDE,
    Refusal.UNSAFE_TEXT: UNSAFE_TEXT,
    Refusal.OTHER_LANGUAGE: OTHER_LANGUAGE,
    Refusal.QUOTE_BUDGET: QUOTE_BUDGET,
}


def refused_because(reason: str) -> str:
    """Return the sentence for why one of a draft is not shown, as it was recorded."""
    known = {refusal.value: sentence for refusal, sentence in _REASONS.items()}
    return known.get(reason, UNKNOWN)
