"""What is said when the sources do not answer: which case it is, in a sentence."""

from collections.abc import Sequence

from bot.answering.judging.verdicts import verdict_sentence
from bot.answering.questions.smalltalk import Outside
from bot.answering.types import Reason, Verdict

_ASK = "ask what somebody said in them."
_SENTENCES = {
    Reason.NOTHING_FOUND: "The sources do not say.",
    Reason.OTHER_SPEAKER: "{asked} did not say that in the sources; {others} spoke of it.",
    Reason.ASKED_NOT_ANSWERED: "It was asked, but the sources give no answer.",
    Reason.OUTSIDE_SOURCES: "This seems to be about other matters than the sources: " + _ASK,
}
_FOREIGN = "Nothing was found for this in its own language: ask in the language of the sources."
_OUTSIDE = {
    Outside.GREETING: "Hello! I answer only from the sources: " + _ASK,
    Outside.THANKS: "You are welcome! I answer only from the sources: " + _ASK,
    Outside.HELP: "I answer only from the sources, with the words of who speaks there: ask a question in "
    "your own words, quote words to find out who said them, or write a claim to have it checked.",
    Outside.ORDER: "I answer only from the sources: " + _ASK,
    Outside.ERRAND: "That is nothing that I do: I answer only from the sources, so " + _ASK,
    Outside.WORDLESS: "There is nothing in that to look for: write a whole question about the sources.",
    Outside.UNCLEAR: "I cannot tell what that is about: write the whole question, and whom or what you mean.",
}


def sentence_for(
    reason: Reason,
    verdict: Verdict | None = None,
    *,
    asked: Sequence[str] = (),
    about: Sequence[str] = (),
    others: Sequence[str] = (),
    stranger: str | None = None,
    outside: Outside | None = None,
    foreign: bool = False,
) -> str:
    """Return the sentence of an abstention.

    `asked`, `about` and `others` are names: whose words were asked for, who was asked about, and who spoke of
    it; `stranger` is who was to be quoted and speaks nowhere; `foreign` says that the question is in another
    language than the sources.
    """
    if verdict is not None:
        return verdict_sentence(verdict)
    if outside is not None:
        return _OUTSIDE[outside]
    if reason is Reason.NOTHING_FOUND:
        return _FOREIGN if foreign else _nothing(asked, about, stranger)
    if reason is Reason.OTHER_SPEAKER and about and not asked:
        return f"The sources do not tell that of {_join(about)}; {_join(others) or 'others'} spoke of it."
    return _SENTENCES[reason].format(
        asked=_join(asked) or "Nobody asked for", others=_join(others) or "others"
    )


def _nothing(asked: Sequence[str], about: Sequence[str], stranger: str | None) -> str:
    if stranger is not None:
        return f"{stranger} does not speak in the sources, and nobody there tells of that."
    if asked:
        return f"The sources have nothing from {_join(asked)} on that."
    return f"The sources do not tell that of {_join(about)}." if about else _SENTENCES[Reason.NOTHING_FOUND]


def _join(names: Sequence[str]) -> str:
    return " and ".join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else "".join(names)
