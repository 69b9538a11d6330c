"""Why an answer goes to moderators first, although its sentences passed their checks."""

from types import MappingProxyType

from bot.moderation.borderline import Borderline

SENTENCES_FELL = "Some sentences of the model's draft did not hold against the sources and were left out."
TRANSLATED = "A model translated what was said; code compared its numbers, names and denials, no more."
NEARLY_SAID = "Something like it was said, but not in these words."
MIXED = "Some of the sentences that were checked hold, and others do not."

WHY_BORDERLINE = MappingProxyType(
    {
        Borderline.SENTENCES_FELL: SENTENCES_FELL,
        Borderline.TRANSLATED: TRANSLATED,
        Borderline.NEARLY_SAID: NEARLY_SAID,
        Borderline.MIXED: MIXED,
    }
)
