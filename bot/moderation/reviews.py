"""What becomes of a draft before moderators, and what can be held against an answer."""

from enum import StrEnum

from bot.moderation.rules import GuildRules

_HOUR = 3600  # seconds


class ReviewState(StrEnum):
    """How far a draft has come; all but waiting are for good."""

    WAITING = "waiting"
    APPROVED = "approved"
    """Shown as it was drafted."""
    EDITED = "edited"
    """Shown as a moderator wrote it, and code verified."""
    REJECTED = "rejected"
    PRIVATE = "private"
    """Shown to the asker alone."""
    EXPIRED = "expired"
    """Nobody decided in time."""
    WITHDRAWN = "withdrawn"
    """Who asked took the question back, or it was deleted."""
    STOPPED = "stopped"
    """Nothing may be shown any more: paused, the asker gone or timed out, the place closed."""

    @property
    def is_shown(self) -> bool:
        """Whether somebody saw the answer."""
        return self in _SHOWN


class FlagReason(StrEnum):
    """What is held against an answer."""

    WRONG_PERSON = "wrong_person"
    NOT_SUPPORTED = "not_supported"
    OUT_OF_CONTEXT = "out_of_context"
    OFF_TOPIC = "off_topic"
    OTHER = "other"


_SHOWN = frozenset({ReviewState.APPROVED, ReviewState.EDITED, ReviewState.PRIVATE})


def expires_at(rules: GuildRules, opened_at: int) -> int:
    """Return when a draft that was laid before moderators at that time is given up, in Unix seconds."""
    return opened_at + rules.draft_hours * _HOUR
