"""Plain words that the reader of an answer should have."""

from types import MappingProxyType

from bot.answering.generation.generating import Unwritten
from bot.phrases import Forms

TRANSLATED = "Translated by a model: the quotations are the words that were said."
MISREAD = "Read as a name: {names}"
STRANGER = "{stranger} does not speak in the sources: these are others’ words."
NO_REASON = "No reason is given in so many words: this stands beside what was said."
MORE_SPEAK = Forms(
    "{count} more speaks of this: name whom you want to compare.",
    "{count} more speak of this: name whom you want to compare.",
)

SHORTER = "Their source limits how much of it is shown: there are fewer or shorter quotations here."
NOT_QUOTABLE = (
    "The sources speak of this, but whoever answers for them lets so little be quoted that the words cannot "
    "be shown here. They stand with {places}."
)
USED_UP = (
    "Today’s share of what may be shown of this source is used up; its words can be shown again from "
    "midnight UTC. They stand with {places}."
)
STANDS = "{name}, in “{title}”"

REFUSED = "What the model wrote did not hold against the sources: these are the words themselves."
AWAY = "No model wrote this answer ({why}): these are the words themselves."
WHY = MappingProxyType(
    {
        Unwritten.OVER_BUDGET: "today's budget is used up",
        Unwritten.BUDGET_UNKNOWN: "what is left of today's budget cannot be read",
        Unwritten.CIRCUIT_OPEN: "it failed several times, and is tried again soon",
        Unwritten.QUOTA_EXHAUSTED: "its quota is used up",
        Unwritten.RATE_LIMITED: "it has too much to do",
        Unwritten.TIMED_OUT: "it took too long",
        Unwritten.UNREACHABLE: "it cannot be reached",
        Unwritten.REFUSED_KEY: "its key is not accepted",
        Unwritten.BAD_REQUEST: "it did not take the question",
        Unwritten.SERVER_FAILED: "its server failed",
        Unwritten.DECLINED: "it declined",
        Unwritten.FILTERED: "its provider filtered the answer",
        Unwritten.CUT_OFF: "its answer was cut off",
        Unwritten.MALFORMED: "its answer could not be read",
    }
)
