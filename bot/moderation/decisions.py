"""What was decided about a question, before it is answered."""

from dataclasses import dataclass
from enum import StrEnum

from bot.moderation.picks import ALL, Picks
from bot.moderation.rules import ChannelMode


class Refusal(StrEnum):
    """Why nobody is answered here now."""

    OFF = "off"
    PAUSED = "paused"
    DIRECT_MESSAGES = "direct_messages"
    CLOSED = "closed"
    """The thread is locked or archived."""
    BOT = "bot"
    NOT_A_MEMBER = "not_a_member"
    TIMED_OUT = "timed_out"
    MAY_NOT_WRITE = "may_not_write"
    BLOCKED = "blocked"
    ROLE = "role"
    NEWCOMER = "newcomer"
    WORDS = "words"
    SCREENED = "screened"
    """The text was held back by screening, or screening could not be reached in a strict server."""
    SLOWMODE = "slowmode"
    LIMIT = "limit"
    QUEUE = "queue"
    STAFF_SPOKE = "staff_spoke"


class Origin(StrEnum):
    """Where a rule that holds in a place was set."""

    THREAD = "thread"
    CHANNEL = "channel"
    OPERATOR = "operator"
    """OPEN_CHANNELS, which the operator sets."""
    CATEGORY = "category"
    SERVER = "server"
    NOWHERE = "nowhere"
    """Nobody set anything: it is off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Effective:
    """What holds in a place, and where each of it comes from.

    `roles` empty: everybody; `sources` None: all that the server may see.
    """

    mode: ChannelMode
    mode_from: Origin
    roles: frozenset[int] = frozenset()
    roles_from: Origin = Origin.NOWHERE
    newcomer_days: int = 0
    newcomer_from: Origin = Origin.NOWHERE
    sources: frozenset[str] | None = None
    sources_from: Origin = Origin.NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowed:
    """It may be answered in this mode, from these sources (None: all that the server may see and picked)."""

    mode: ChannelMode
    sources: frozenset[str] | None = None
    picks: Picks = ALL


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """It is not answered; `again_at` is from when it would be, in Unix seconds.

    None is where that is no matter of time.
    """

    refusal: Refusal
    again_at: int | None = None


Decision = Allowed | Refused
