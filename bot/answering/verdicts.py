"""What a check found, in a sentence."""

from bot.answering.types import Verdict

_SENTENCES = {
    Verdict.SAID: "Yes: this was said, in these words.",
    Verdict.NEARLY_SAID: "Nearly: not quite in these words, or not in this sense.",
    Verdict.SAID_BY_OTHER: "It was said, but by someone else.",
    Verdict.NOT_SAID: "No: these words are not in the sources.",
    Verdict.SUPPORTED: "The sources support this.",
    Verdict.CONTRADICTED: "The sources say otherwise.",
    Verdict.NOT_IN_SOURCES: "The sources do not say this, nor the contrary.",
}


def verdict_sentence(verdict: Verdict) -> str:
    """Return the sentence that tells a verdict."""
    return _SENTENCES[verdict]
