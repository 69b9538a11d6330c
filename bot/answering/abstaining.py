"""What is said when the sources do not answer: which case it is, in a sentence."""

from collections.abc import Sequence

from bot.answering.judging.verdicts import verdict_sentence
from bot.answering.questions.smalltalk import Outside
from bot.answering.types import Reason, Verdict
from bot.phrases import Phrase
from bot.wording import abstentions as wording
from bot.wording.lists import AND, list_with


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
        return Phrase(wording.OUTSIDE[outside])
    match reason:
        case Reason.NOTHING_FOUND:
            return Phrase(wording.FOREIGN) if foreign else _nothing(asked, about, stranger)
        case Reason.OTHER_SPEAKER:
            return _other_speaker(asked, about, others)
        case Reason.ASKED_NOT_ANSWERED:
            return Phrase(wording.NOT_ANSWERED)
        case Reason.OUTSIDE_SOURCES:
            return Phrase(wording.OUTSIDE_SOURCES)


def _nothing(asked: Sequence[str], about: Sequence[str], stranger: str | None) -> Phrase:
    if stranger is not None:
        return Phrase(wording.STRANGER, stranger=stranger)
    if asked:
        return Phrase(wording.NOTHING_FROM, asked=list_with(AND, asked))
    if about:
        return Phrase(wording.NOT_TOLD_OF, about=list_with(AND, about))
    return Phrase(wording.NOTHING_FOUND)


def _other_speaker(asked: Sequence[str], about: Sequence[str], others: Sequence[str]) -> Phrase:
    spoke = list_with(AND, others) or Phrase(wording.OTHERS)
    if about and not asked:
        return Phrase(wording.OTHER_TELLER, about=list_with(AND, about), others=spoke)
    named = list_with(AND, asked) or Phrase(wording.NOBODY_ASKED_FOR)
    return Phrase(wording.OTHER_SPEAKER, asked=named, others=spoke)
