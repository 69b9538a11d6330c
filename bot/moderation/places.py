"""Where a question is asked and by whom, as the event that brought it says."""

from dataclasses import dataclass
from enum import StrEnum


class PlaceKind(StrEnum):
    """What kind of a place it is."""

    CHANNEL = "channel"
    ANNOUNCEMENT = "announcement"
    VOICE = "voice"
    """The text of a voice channel or a stage."""
    THREAD = "thread"
    PRIVATE_THREAD = "private_thread"
    FORUM_POST = "forum_post"
    DIRECT = "direct"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A channel, thread or post; `parent` is what a thread hangs under, `category` that of either.

    `guild` is None in direct messages; `slowmode` is in seconds, of the place itself.
    """

    guild: int | None
    channel: int
    kind: PlaceKind = PlaceKind.CHANNEL
    parent: int | None = None
    category: int | None = None
    locked: bool = False
    archived: bool = False
    age_restricted: bool = False
    slowmode: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Who acts, with the rights they have in the place; times are Unix seconds.

    `member` is False for somebody who is not in the server (any more).
    """

    id: int
    bot: bool = False
    member: bool = True
    roles: frozenset[int] = frozenset()
    joined_at: int | None = None
    timed_out_until: int | None = None
    may_send: bool = True
    """Whether they may write in this place, or in threads if it is one."""
    manages_messages: bool = False
    manages_server: bool = False
    skips_slowmode: bool = False
