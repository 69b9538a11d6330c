"""Why a model's words are not shown, in a sentence for the reader."""

from bot.answering.generation.generating import Unwritten

_REFUSED = "What the model wrote did not hold against the sources: these are the words themselves."
_AWAY = "No model wrote this answer ({why}): these are the words themselves."
_WHY = {
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


def unwritten_sentence(reason: Unwritten | None) -> str:
    """Return why the reader gets quotations; None is for a draft of which nothing stood."""
    return _REFUSED if reason is None else _AWAY.format(why=_WHY[reason])
