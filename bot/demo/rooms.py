"""The channels of the demo's server, and how the bot speaks in each."""

from dataclasses import dataclass

from bot.moderation.rules import ChannelMode


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """A channel, and what a visitor should know of it; `mode` is None where nothing is set, so it is off."""

    name: str
    mode: ChannelMode | None
    topic: str
    told: str
    staff_only: bool = False


DISCUSSION = Room(
    name="discussion",
    mode=ChannelMode.OPEN,
    topic="Type /ask, /quote, /check or /compare in the box below",
    told="Open: everybody sees the answers.",
)
DRAFTS = Room(
    name="drafts",
    mode=ChannelMode.DRAFT,
    topic="Answers go to the moderators first: try /ask",
    told="Draft: an answer goes to the moderators first.",
)
QUIET = Room(
    name="quiet",
    mode=ChannelMode.PRIVATE,
    topic="Only who asks sees the answer: try /ask",
    told="Private: only who asks sees the answer.",
)
LOUNGE = Room(
    name="lounge",
    mode=None,
    topic="The bot is off here, as everywhere until a moderator lets it speak",
    told="Off: nothing is set here.",
)
MODERATORS = Room(
    name="moderators",
    mode=None,
    topic="Drafts and flags come here; only moderators read it",
    told="Where drafts and flags are shown; only moderators see it.",
    staff_only=True,
)
ROOMS = (DISCUSSION, DRAFTS, QUIET, LOUNGE, MODERATORS)
