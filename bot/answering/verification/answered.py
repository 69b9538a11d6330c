"""A "yes" or a "no" says what was asked, or denies it."""

import re

from bot.answering.types import Citation
from bot.answering.verification.negation import negates
from bot.answering.verification.scopes import Clause

_YES_NO = re.compile(
    r"(?:was|were|is|are|do|does|did|can|could|should|has|have|had|will|would|must)\s", re.IGNORECASE
)
_ANSWER = re.compile(
    r"(?:(?P<yes>yes|yeah|yep|absolutely|of course|certainly|exactly)|no|nope|not at all)\b[,.!]",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^.!?]*\?")


def answered_question(citation: Citation) -> Clause | None:
    """Return what a turn's "yes" or "no" answers as a clause, affirmed or denied, where a quotation holds it.

    None where the question is no plain one, or itself says "not": nobody knows then what "no" denies.
    """
    if citation.question is None or citation.start > 0:
        return None
    answer = _ANSWER.match(citation.quote)
    questions = _SENTENCE.findall(citation.question.text)
    asked = questions[-1].strip() if questions else ""
    if answer is None or not _YES_NO.match(asked) or negates(asked):
        return None
    return Clause(
        start=0,
        end=len(asked),
        text=asked,
        sentence=asked,
        negated=answer["yes"] is None,
        denials=int(answer["yes"] is None),
        conditional=False,
    )
