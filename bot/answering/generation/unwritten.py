"""Why a model's words are not shown, in a sentence for the reader."""

from bot.answering.generation.generating import Unwritten
from bot.phrases import Phrase
from bot.wording import notes as wording


def unwritten_sentence(reason: Unwritten | None) -> Phrase:
    """Return why the reader gets quotations; None is for a draft of which nothing stood."""
    if reason is None:
        return Phrase(wording.REFUSED)
    return Phrase(wording.AWAY, why=Phrase(wording.WHY[reason]))
