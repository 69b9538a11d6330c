"""What a check found, in a sentence."""

from bot.answering.types import Answer, Verdict

_SENTENCES = {
    Verdict.SAID: "Yes: this was said, in these words.",
    Verdict.NEARLY_SAID: "Nearly: not quite in these words, or not in this sense.",
    Verdict.SAID_BY_OTHER: "It was said, but by someone else.",
    Verdict.NOT_SAID: "No: these words are not in the sources.",
    Verdict.SUPPORTED: "Close to this was said: read the words.",
    Verdict.CONTRADICTED: "What was said points the other way: read the words.",
    Verdict.NOT_IN_SOURCES: "The sources do not say this, nor the contrary.",
}


def verdict_sentence(verdict: Verdict) -> str:
    """Return the sentence that tells a verdict."""
    return _SENTENCES[verdict]


def summary_of(answer: Answer) -> str | None:
    """Return the verdict of an answer in a sentence; None if nothing was checked."""
    return answer.summary or (verdict_sentence(answer.verdict) if answer.verdict else None)
