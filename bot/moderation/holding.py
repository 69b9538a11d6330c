"""Looking through a question or an answer by all that there is: rules first, then who screens."""

from dataclasses import dataclass

from bot.moderation.decisions import Refusal
from bot.moderation.rules import GuildRules
from bot.moderation.screeners import Clear, Flagged, Screener, Unavailable
from bot.moderation.screening import ScreeningRule, screen_text

UNAVAILABLE = "unavailable"
"""Stands for what speaks against a text where nobody could look at it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A text is held back.

    `because` names the rule or the kinds of harm, for moderators, and repeats nothing of the text. `passing`
    says that the same text may go through a while later.
    """

    refusal: Refusal
    because: tuple[str, ...]
    passing: bool = False


async def hold_back(rules: GuildRules, text: str, screener: Screener) -> Held | None:
    """Return why a text is held back in a server, or None; what breaks a rule is sent to nobody else."""
    screened = screen_text(text, rules.blocked_words)
    if screened is not None:
        words = screened.rule is ScreeningRule.BLOCKED_WORD
        refusal = Refusal.WORDS if words else Refusal.SCREENED
        return Held(refusal=refusal, because=(screened.rule.value,))
    match await screener.screen(text):
        case Flagged(categories=categories):
            return Held(refusal=Refusal.SCREENED, because=categories)
        case Unavailable() if rules.strict:
            return Held(refusal=Refusal.SCREENED, because=(UNAVAILABLE,), passing=True)
        case Clear() | Unavailable():
            return None
