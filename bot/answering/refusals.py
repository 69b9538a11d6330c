"""Why a sentence of a draft is not shown."""

from enum import StrEnum


class Refusal(StrEnum):
    """The rule that a sentence broke."""

    NO_QUOTE = "no_quote"
    TURN_NOT_RETRIEVED = "turn_not_retrieved"
    QUOTE_NOT_FOUND = "quote_not_found"
    QUOTE_TOO_SHORT = "quote_too_short"
    OTHER_SPEAKER = "other_speaker"
    NUMBER_NOT_IN_EVIDENCE = "number_not_in_evidence"
    NAME_NOT_IN_EVIDENCE = "name_not_in_evidence"
    NEGATION_CHANGED = "negation_changed"
    OVERSTATED = "overstated"
    REVERSED_OUTSIDE = "reversed_outside"
    UNSAFE_TEXT = "unsafe_text"
