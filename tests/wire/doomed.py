"""Start a program that kills itself at a named point: `python -m tests.wire.doomed ADDRESS PROGRAM…`.

The product has no switch for this: what stands at the point is wrapped from outside. `DOOM` names the point,
`DOOM_CALL` at which of its calls (from 1).
"""

import functools
import importlib
import itertools
import os
import signal
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from tests.wire.launch import main as launch

Act = Callable[..., Awaitable[Any]]


@dataclass(frozen=True, slots=True)
class Point:
    """A moment in a question's life: before or after something of ours is done, as its user knows it."""

    target: str
    before: bool = False


def before(target: str) -> Point:
    """Return the moment before a function or method is called."""
    return Point(target, before=True)


POINTS = {
    "admitted, not committed": Point("bot.storage.admitting:admit_question"),
    "accepted": Point("bot.cogs.asking.admission:Admission.admit"),
    "about to be answered": before("bot.cogs.asking.life:Life._ask"),
    "answered": before("bot.cogs.asking.showing:Showing.bring"),
    "outcome written, not committed": Point("bot.cogs.asking.showing:keep_outcome"),
    "kept": Point("bot.cogs.asking.showing:Showing._keep"),
    "looked at once more": Point("bot.cogs.asking.rechecking:Recheck.check"),
    "shown": Point("bot.cogs.asking.delivery:InteractionDelivery.show"),
    "replied": Point("bot.cogs.asking.delivery:MentionDelivery.show"),
    "pointed": Point("bot.cogs.asking.showing:Showing.point"),
    "about to end": before("bot.cogs.asking.showing:Showing.end"),
    "end written, not committed": Point("bot.cogs.asking.showing:end_question"),
    "ended": Point("bot.cogs.asking.showing:Showing.end"),
    "review opened, not committed": Point("bot.cogs.asking.showing:wait_for_review"),
    "waits, asker not told": before("bot.cogs.asking.delivery:InteractionDelivery.promise"),
    "waits, mention not told": before("bot.cogs.asking.delivery:MentionDelivery.promise"),
    "asker told that it waits": Point("bot.cogs.asking.delivery:InteractionDelivery.promise"),
    "mention told that it waits": Point("bot.cogs.asking.delivery:MentionDelivery.promise"),
    "about to send a card": before("bot.cogs.reviewing.review_cards:ReviewCards.send"),
    "card sent, not noted": before("bot.cogs.reviewing.review_cards:place_card"),
    "card noted, not committed": Point("bot.cogs.reviewing.review_cards:place_card"),
    "card noted": Point("bot.cogs.reviewing.review_cards:ReviewCards.send"),
    "decided, not committed": Point("bot.cogs.reviewing.reviews:decide_review"),
    "decided": before("bot.cogs.reviewing.concluding:Concluding.conclude"),
    "decided card shown": Point("bot.cogs.reviewing.review_cards:ReviewCards.update"),
    "about to publish": before("bot.cogs.reviewing.publishing:Publishing.post"),
    "published": Point("bot.cogs.reviewing.publishing:Publishing.post"),
    "shown privately": Point("bot.cogs.reviewing.publishing:Publishing.show_privately"),
    "end of a draft noted": Point("bot.cogs.reviewing.concluding:Concluding._note"),
    "asker told of the outcome": Point("bot.cogs.reviewing.concluding:Concluding._tell"),
    "telling noted, not committed": Point("bot.cogs.reviewing.concluding:mark_told"),
    "concluded": Point("bot.cogs.reviewing.concluding:Concluding.conclude"),
    "about to be shared": before("bot.cogs.asking.sharing:Sharing._post"),
    "shared, not committed": Point("bot.cogs.asking.sharing:publish_question"),
    "shared": Point("bot.cogs.asking.sharing:Sharing._post"),
    # At the next start, while what is left is taken up:
    "about to take up": before("bot.interrupted:Interruptions._take_up"),
    "taken up and shown": Point("bot.interrupted:Interruptions._show"),
    "taken up, end not committed": Point("bot.interrupted:end_question"),
    "handed over at the start": Point("bot.interrupted:Interruptions._hand_over"),
    "told of an interruption": Point("bot.interrupted:Interruptions._tell"),
    "interruption ended": Point("bot.interrupted:Interruptions._end"),
    "drafts taken up": Point("bot.cogs.reviewing.reviews:Reviewing.resume"),
}


def doom(point: Point, call: int) -> None:
    """Have the process kill itself at the n-th time that a point is reached."""
    module, _, path = point.target.partition(":")
    *owners, name = path.split(".")
    owner: Any = importlib.import_module(module)
    for one in owners:
        owner = getattr(owner, one)
    setattr(owner, name, _deadly(getattr(owner, name), call, before=point.before))


def _deadly(act: Act, call: int, *, before: bool) -> Act:
    calls = itertools.count(1)

    @functools.wraps(act)
    async def deadly(*values: Any, **named: Any) -> Any:  # noqa: ANN401 - wraps whatever there is
        last = next(calls) == call
        if before and last:
            os.kill(os.getpid(), signal.SIGKILL)
        result = await act(*values, **named)
        if last:
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    return deadly


def main() -> None:
    """Doom the program, if a point is named, and run it."""
    if named := os.environ.get("DOOM"):
        doom(POINTS[named], int(os.environ.get("DOOM_CALL", "1")))
    launch()


if __name__ == "__main__":
    main()
