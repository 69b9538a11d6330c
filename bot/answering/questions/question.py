"""What is asked: whom it names, words or a claim to check, a follow-up, or nothing for the sources."""

from dataclasses import dataclass
from enum import StrEnum

from bot.answering.errors import QuestionError
from bot.answering.questions.following import Follow
from bot.answering.questions.smalltalk import Outside
from bot.answering.questions.strangers import Stranger
from bot.phrases import Phrase
from bot.wording import questions as wording
from index.words import split_words

LONGEST_QUESTION = 1000
"""Characters; Discord's own option takes 6,000, and nobody asks in more than a paragraph."""


class Kind(StrEnum):
    """What a question wants."""

    OPEN = "open"
    QUOTE_CHECK = "quote_check"
    CLAIM_CHECK = "claim_check"
    WHO_SAID = "who_said"
    WHO_IS = "who_is"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question as read.

    `topic` is what to look for: the question without the words that only say who should be quoted; of a claim
    its bare words. `earlier` is the topic of the thread before, where this one leans on it, and `before` the
    thread's question that this one follows without any matter of its own, wanting what `follow` says.
    `speakers` (ids) are who should be quoted, empty for anybody; `stranger` is who should be and speaks in no
    source. `about` are who it is about, and `subject` whose own doings it asks for, so who likely tells of
    them. `sources` (ids) are those that it names. `misread` are names that were read as another's.
    """

    text: str
    kind: Kind
    topic: str
    earlier: str | None = None
    speakers: frozenset[str] = frozenset()
    about: frozenset[str] = frozenset()
    subject: frozenset[str] = frozenset()
    quoted: str | None = None
    each: bool = False
    misread: tuple[str, ...] = ()
    sources: frozenset[str] = frozenset()
    stranger: Stranger | None = None
    outside: Outside | None = None
    follow: Follow | None = None
    before: "Question | None" = None


def check_question(text: str) -> str:
    """Return a question that can be looked up, its white space folded.

    Raises:
        QuestionError: If it is empty, too long, without words, or not Unicode text.
    """
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise QuestionError(Phrase(wording.NOT_TEXT)) from error
    asked = " ".join(text.split())
    if not asked:
        raise QuestionError(Phrase(wording.EMPTY))
    if len(asked) > LONGEST_QUESTION:
        raise QuestionError(Phrase(wording.TOO_LONG, characters=len(asked), most=LONGEST_QUESTION))
    if not split_words(asked):
        raise QuestionError(Phrase(wording.NO_WORDS))
    return asked
