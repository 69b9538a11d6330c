"""What is said when the sources do not answer: which case it is, in a sentence."""

from collections.abc import Sequence

from bot.answering.types import Reason, Verdict
from bot.answering.verdicts import verdict_sentence

_SENTENCES = {
    Reason.NOTHING_FOUND: "The sources do not say.",
    Reason.OTHER_SPEAKER: "{asked} did not say that in the sources; {others} spoke of it.",
    Reason.ASKED_NOT_ANSWERED: "It was asked, but the sources give no answer.",
    Reason.OUTSIDE_SOURCES: "I answer only from the sources: ask what somebody said in them.",
}


def sentence_for(
    reason: Reason, verdict: Verdict | None = None, *, asked: Sequence[str] = (), others: Sequence[str] = ()
) -> str:
    """Return the sentence of an abstention; `asked` and `others` are names."""
    if verdict is not None:
        return verdict_sentence(verdict)
    if reason is Reason.NOTHING_FOUND and asked:
        return f"The sources have nothing from {_join(asked)} on that."
    return _SENTENCES[reason].format(
        asked=_join(asked) or "Nobody asked for", others=_join(others) or "others"
    )


def _join(names: Sequence[str]) -> str:
    return " and ".join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else "".join(names)
