"""What came of one request to a model, and of several."""

from dataclasses import dataclass, replace

from bot.answering.generation.circuit import Health
from bot.answering.generation.completions import Completed
from bot.answering.generation.generating import Unwritten
from bot.answering.generation.mishaps import health_of
from bot.answering.generation.prompts import Prompt
from bot.answering.generation.replies import UnreadableReplyError, read_reply
from bot.answering.types import Draft, Spent


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """The ending of one request, and what it tells of the server.

    `pause` is how many seconds the server asks to be left alone, None if it asks for none; `again` says
    whether the same question is worth another request.
    """

    ending: Draft | Unwritten
    health: Health
    spent: Spent | None = None
    pause: float | None = None
    again: bool = False


def read_tried(completed: Completed, prompt: Prompt) -> Tried:
    """Return what a completion is: a draft, or why there is none."""
    if isinstance(completed.reply, Unwritten):
        return Tried(ending=completed.reply, health=health_of(completed.reply))
    try:
        return Tried(ending=read_reply(completed.reply, prompt.places), health=Health.WELL)
    except UnreadableReplyError:
        # Nonsense, but by a model: its server is well.
        return Tried(ending=Unwritten.MALFORMED, health=Health.WELL)


def add_spent(one: Spent | None, other: Spent | None) -> Spent | None:
    """Return what two requests cost together."""
    if one is None or other is None:
        return one or other
    return replace(
        one,
        calls=one.calls + other.calls,
        input_tokens=one.input_tokens + other.input_tokens,
        output_tokens=one.output_tokens + other.output_tokens,
        dollars=None if one.dollars is None or other.dollars is None else one.dollars + other.dollars,
    )
