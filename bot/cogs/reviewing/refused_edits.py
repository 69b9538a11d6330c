"""Why an edited draft was not posted, and what was written: a form that was sent does not come back."""

from bot.answering.editing import Edited
from bot.escaping import neutralise, shorten, to_copy, weigh
from bot.rendering.blocks import TEXT_LIMIT
from bot.rendering.pages import Section, paginate
from bot.translating import Tongue
from bot.wording import reviewing as words
from bot.wording.refused_sentences import refused_because

_ROOM = 2000  # characters of why; the rest is for what was written
_SENTENCE = 200


def refused_sentences(tongue: Tongue, edited: Edited) -> str:
    """Return which sentences do not hold, and why."""
    lines = tuple(
        tongue.say(
            words.EDIT_REFUSED_LINE,
            sentence=neutralise(shorten(one.text, _SENTENCE)),
            reason=tongue.say(refused_because(one.reason)),
        )
        for one in edited.refused
    )
    sections = [Section(heading=tongue.say(words.EDIT_REFUSED), lines=lines)]
    return f"{paginate(sections, _ROOM)[0]}\n{tongue.say(words.EDIT_AGAIN)}"


def refused_edit(tongue: Tongue, why: str, written: str) -> tuple[str, ...]:
    """Return text blocks for who edited: why nothing was posted, and their text, as far as it fits."""
    if not written.strip():
        return (why,)
    head = tongue.say(words.EDIT_WRITTEN)
    block = to_copy(written, 4 * TEXT_LIMIT)
    if weigh(why) + weigh(head) + weigh(block) <= TEXT_LIMIT:
        return why, head, block
    head = tongue.say(words.EDIT_WRITTEN_SHORTENED)
    return why, head, to_copy(written, TEXT_LIMIT - weigh(why) - weigh(head))
