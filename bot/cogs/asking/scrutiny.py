"""Looking at texts before they are answered and before they are shown: by a server's rules, and by others."""

from dataclasses import dataclass

import structlog

from bot.answering.types import Outcome
from bot.moderation.rules import GuildRules
from bot.moderation.screeners import Flagged, Screener, Unavailable
from bot.moderation.screening import ScreeningRule, screen_text
from bot.moderation.shown import shown_text
from bot.wording import refusals

_log: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(__name__)


class HeldBackError(Exception):
    """A text is held back; `sentence` tells its asker, `why` is one word for the trace and the log."""

    def __init__(self, sentence: str, why: str) -> None:
        super().__init__(why)
        self.sentence = sentence
        self.why = why


@dataclass(frozen=True, slots=True, kw_only=True)
class Scrutiny:
    """Screens questions and answers."""

    screener: Screener

    async def check_question(self, rules: GuildRules, *texts: str | None) -> None:
        """Raise HeldBackError if what is asked is held back."""
        await self._check(rules, "\n".join(text for text in texts if text))

    async def check_answer(self, rules: GuildRules, outcome: Outcome) -> None:
        """Raise HeldBackError if what would be shown is held back."""
        await self._check(rules, shown_text(outcome))

    async def _check(self, rules: GuildRules, text: str) -> None:
        if broken := screen_text(text, rules.blocked_words):
            worded = broken.rule is ScreeningRule.BLOCKED_WORD
            raise HeldBackError(refusals.WORDS if worded else refusals.SCREENED, broken.rule.value)
        screening = await self.screener.screen(text)
        if isinstance(screening, Flagged):
            raise HeldBackError(refusals.SCREENED, "flagged")
        if isinstance(screening, Unavailable) and rules.strict:
            raise HeldBackError(refusals.SCREENING_AWAY, "unavailable")
