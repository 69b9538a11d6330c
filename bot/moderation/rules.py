"""What the moderators of one server have decided."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from bot.moderation.picks import ALL, Picks


class ChannelMode(StrEnum):
    """How the bot speaks in a place."""

    OFF = "off"
    PRIVATE = "private"
    """Only who asks sees the answer."""
    DRAFT = "draft"
    """An answer goes to moderators first."""
    OPEN = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRules:
    """What is set for one channel, thread or category, or for the server; None takes what stands above.

    `roles` are those who may ask (empty: everybody); `newcomer_days` is how long one must have been a
    member; `sources` are the ids that may be answered from (empty: all that the server may see).
    """

    mode: ChannelMode | None = None
    roles: frozenset[int] | None = None
    newcomer_days: int | None = None
    sources: frozenset[str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """How much may be asked: `requests` within any `seconds`, and `dollars` of a model's money a day (UTC).

    None is without bound.
    """

    requests: int | None = None
    seconds: int = 3600
    dollars: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one person, one channel (its threads with it), and the whole server may ask."""

    person: Allowance = Allowance(requests=10, seconds=600)
    channel: Allowance = Allowance(requests=60, seconds=600)
    server: Allowance = Allowance(requests=600, seconds=3600)


@dataclass(frozen=True, slots=True, kw_only=True)
class GuildRules:
    """Everything that one server has set; a server that has set nothing is off.

    `paused_at` is when everything was stopped (Unix seconds), None while the bot may speak.
    """

    default: PlaceRules = PlaceRules(mode=ChannelMode.OFF)
    places: Mapping[int, PlaceRules] = field(default_factory=dict[int, PlaceRules])
    review_channel: int | None = None
    moderator_roles: frozenset[int] = frozenset()
    """Roles that may review, withdraw and pause, beside who may manage messages."""
    curator_roles: frozenset[int] = frozenset()
    """Roles that may add sources and tend those they added, beside those who moderate."""
    picks: Picks = ALL
    staff_exempt: bool = True
    """Whether limits, newcomer days and roles spare those who moderate."""
    blocked_people: frozenset[int] = frozenset()
    blocked_words: tuple[str, ...] = ()
    limits: Limits = Limits()
    quiet_minutes: int = 10
    """How long the bot keeps out of a thread after staff wrote there; 0 is not at all."""
    draft_hours: int = 24
    """How long a draft waits for a moderator."""
    strict: bool = False
    """Whether nothing is answered while the screening of texts cannot be reached."""
    language: str | None = None
    """The language of what everybody reads, as Discord names it; None is the server's own."""
    paused_at: int | None = None
