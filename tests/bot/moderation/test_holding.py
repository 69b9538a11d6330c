"""What breaks a rule is held back and sent to nobody; an outage closes strict servers and no others."""

from dataclasses import dataclass, field

import pytest

from bot.moderation.decisions import Refusal
from bot.moderation.holding import Held, hold_back
from bot.moderation.rules import GuildRules
from bot.moderation.screeners import Clear, Flagged, Screening, Unavailable

RULES = GuildRules(blocked_words=("herring",))
STRICT = GuildRules(strict=True)
OUTAGE = Held(refusal=Refusal.SCREENED, because=("unavailable",), passing=True)


@dataclass
class FakeScreener:
    finds: Screening = field(default_factory=Clear)
    seen: list[str] = field(default_factory=list[str])

    async def screen(self, text: str) -> Screening:
        self.seen.append(text)
        return self.finds


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("A red HERRING?", Held(refusal=Refusal.WORDS, because=("blocked_word",))),
        ("discord.gg/abcdef", Held(refusal=Refusal.SCREENED, because=("invite",))),
    ],
)
async def test_what_breaks_a_rule_is_held_back_and_sent_to_nobody(text: str, held: Held) -> None:
    screener = FakeScreener()
    assert await hold_back(RULES, text, screener) == held
    assert screener.seen == []


@pytest.mark.parametrize(
    ("rules", "finds", "held"),
    [
        (RULES, Clear(), None),
        (STRICT, Clear(), None),
        (RULES, Flagged(categories=("hate",)), Held(refusal=Refusal.SCREENED, because=("hate",))),
        (RULES, Flagged(categories=()), Held(refusal=Refusal.SCREENED, because=())),
        (RULES, Unavailable(), None),
        (STRICT, Unavailable(), OUTAGE),
    ],
)
async def test_an_outage_closes_strict_servers_and_no_others(
    rules: GuildRules, finds: Screening, held: Held | None
) -> None:
    screener = FakeScreener(finds)
    assert await hold_back(rules, "What of the tide?", screener) == held
    assert screener.seen == ["What of the tide?"]
