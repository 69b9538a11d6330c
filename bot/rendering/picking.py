"""What is offered to a server, and which of it is asked there."""

from collections.abc import Iterator, Sequence

from bot.moderation.picks import Picks
from bot.rendering.quotations import show_title
from bot.translating import Tongue
from bot.wording import corpus as words
from index.catalogue import SourceEntry

_MOST = 25  # of a page that is read on a phone


def show_picks(tongue: Tongue, offered: Sequence[SourceEntry], picks: Picks) -> Iterator[str]:
    """Give a line for each source that is offered, and how to choose."""
    if not offered:
        yield tongue.say(words.PICK_NOTHING)
        return
    yield tongue.say(words.PICK_HEAD)
    for entry in offered[:_MOST]:
        asked = picks.admit(entry.id, own=False)
        yield tongue.say(
            words.PICK_ASKED if asked else words.PICK_NOT_ASKED,
            title=show_title(entry.title),
            source=entry.id.replace("`", ""),
        )
    if len(offered) > _MOST:
        yield tongue.say_many(words.PICK_MORE, len(offered) - _MOST)
    yield tongue.say(words.PICK_HOW)
