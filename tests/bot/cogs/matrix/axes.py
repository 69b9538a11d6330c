"""What is combined with what: modes, places, people, and what they do."""

from dataclasses import dataclass
from enum import StrEnum
from itertools import product


class Mode(StrEnum):
    """What moderators have set for a place; `PAUSED` is an open place in a server that is paused."""

    OFF = "off"
    PRIVATE = "private"
    DRAFT = "draft"
    OPEN = "open"
    PAUSED = "paused"


class Where(StrEnum):
    """A place, and where its mode is set; above it, the contrary is."""

    CHANNEL = "channel"
    CATEGORY = "category"
    """A channel that takes what is set for its category."""
    THREAD = "thread"
    """A thread that takes what is set for its channel."""
    OWN_THREAD = "own thread"
    """A thread for which something is set itself."""
    FORUM_POST = "forum post"
    PRIVATE_THREAD = "private thread"
    """A thread that takes what is set for the server."""
    NEWS = "announcements"
    NEWS_UNNAMED = "announcements, set for the server alone"
    VOICE = "voice"
    VOICE_UNNAMED = "voice, set for its category alone"
    LOCKED = "locked thread"
    ARCHIVED = "archived thread"
    DIRECT = "direct messages"
    DIRECT_ALLOWED = "direct messages, allowed by the operator"


class Who(StrEnum):
    """Who acts. A role and a week of membership are asked for, which moderators do not have."""

    MEMBER = "member"
    BLOCKED = "blocked"
    TIMED_OUT = "timed out"
    NEWCOMER = "newcomer"
    ROLELESS = "without the role"
    HUSHED = "may read, but not write there"
    MODERATOR = "moderator by permission"
    ROLE_MODERATOR = "moderator by role"
    CURATOR = "may add sources by role"
    BLOCKED_CURATOR = "blocked, and may add sources by role"
    BLOCKED_MODERATOR = "blocked moderator"
    TIMED_OUT_MODERATOR = "timed out moderator"
    FORMER = "moderator no more"
    BOT = "bot"
    WEBHOOK = "webhook"


class What(StrEnum):
    """What they do: ask, or act on an answer, on a draft's card, or in the server."""

    ASK = "ask"
    ASK_PRIVATELY = "ask privately"
    MENTION = "mention"
    MENU = "check a message"
    ASK_MORE = "ask more"
    PASSAGE = "show passage"
    FLAG = "flag"
    DELETE = "delete another's"
    DELETE_OWN = "delete one's own"
    DELETE_PRIVATE = "delete one's own private"
    SHARE = "share"
    SHARE_ANOTHERS = "share another's"
    WITHDRAW = "withdraw"
    WHY = "why"
    APPROVE = "approve"
    EDIT = "edit"
    REJECT = "reject"
    ANSWER_PRIVATELY = "answer privately"
    APPROVE_MENTION = "approve what a message asked"
    REJECT_MENTION = "reject what a message asked"
    PRIVACY = "privacy"
    PAUSE = "pause"
    ADD = "add the transcript of a message"
    STORE = "store what another handed over"
    REMOVE = "remove a source that another added"
    LIST = "list the server's own sources"
    PICK = "pick of the offered sources"


DIRECT = frozenset({Where.DIRECT, Where.DIRECT_ALLOWED})
UNNAMED = frozenset({Where.NEWS_UNNAMED, Where.VOICE_UNNAMED})
CLOSED = frozenset({Where.LOCKED, Where.ARCHIVED})
MACHINES = frozenset({Who.BOT, Who.WEBHOOK})
STAFF = frozenset({Who.MODERATOR, Who.ROLE_MODERATOR, Who.BLOCKED_MODERATOR})
"""Those who moderate now: not who did, and not who is timed out."""
CURATORS = STAFF | {Who.CURATOR}
"""Those who may add sources."""
ON_SHELF = frozenset({What.STORE, What.REMOVE})
ASKING = frozenset({What.ASK, What.ASK_PRIVATELY, What.MENTION, What.MENU, What.ASK_MORE})
OWN = frozenset({What.DELETE_OWN, What.DELETE_PRIVATE, What.SHARE})
ON_DRAFT = frozenset({What.APPROVE, What.EDIT, What.REJECT, What.ANSWER_PRIVATELY})
ON_MENTION = frozenset({What.APPROVE_MENTION, What.REJECT_MENTION})
ON_ANSWER = frozenset({What.ASK_MORE, What.PASSAGE, What.FLAG, What.DELETE, What.WITHDRAW, What.WHY})
_WITH_US_ALONE = frozenset({What.ASK, What.ASK_PRIVATELY, What.MENTION, What.PRIVACY})


@dataclass(frozen=True, slots=True)
class Combination:
    """Somebody does something somewhere."""

    mode: Mode
    where: Where
    who: Who
    what: What

    def __str__(self) -> str:
        return f"{self.who}: {self.what}, in {self.where}, which is {self.mode}"


def all_combinations() -> list[Combination]:
    """Return every combination that there can be."""
    every = (Combination(*axes) for axes in product(Mode, Where, Who, What))
    return [one for one in every if _can_be(one)]


def _can_be(one: Combination) -> bool:
    if one.where in DIRECT and one.what not in _WITH_US_ALONE:
        return False
    if one.where in DIRECT and one.who is Who.WEBHOOK:
        return False
    if one.who is Who.WEBHOOK:
        return one.what is What.MENTION
    # A bot has asked nothing, so nothing is its own.
    return one.who is not Who.BOT or one.what not in OWN
