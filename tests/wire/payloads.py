"""What Discord says on the wire, as plain values: users, a server, a channel, interactions, messages."""

import itertools
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Final

# A tree of JSON, as it stands on the wire: every reader of it looks at the few keys it knows.
Payload = dict[str, Any]

APPLICATION: Final = "100000000000000001"
GUILD: Final = "200000000000000002"
OPEN_CHANNEL: Final = "300000000000000003"
OTHER_CHANNEL: Final = "300000000000000004"
MODERATOR_ROLE: Final = "600000000000000008"
ASKER: Final = "400000000000000005"
STRANGER: Final = "400000000000000006"

DISCORD_EPOCH: Final = 1_420_070_400_000
# View channel, send messages, embed links, read history, use application commands.
# In threads as well; moderators manage the server and its messages.
_MEMBER = 1 << 10 | 1 << 11 | 1 << 14 | 1 << 16 | 1 << 31 | 1 << 38
MEMBER_RIGHTS: Final = str(_MEMBER)
MODERATOR_RIGHTS: Final = str(_MEMBER | 1 << 5 | 1 << 13)

_counter = itertools.count(1)


def new_id() -> str:
    """Return a snowflake of this moment: a bot reads the age of an interaction from it."""
    milliseconds = int(time.time() * 1000) - DISCORD_EPOCH
    return str(milliseconds << 22 | next(_counter) & 0x3FFFFF)


def user(identity: str, name: str, *, bot: bool = False) -> Payload:
    """Return a user."""
    return {
        "id": identity,
        "username": name,
        "global_name": name,
        "discriminator": "0",
        "avatar": None,
        "bot": bot,
        "public_flags": 0,
        "flags": 0,
    }


def bot_user() -> Payload:
    """Return the bot's own user."""
    return user(APPLICATION, "whosaid", bot=True)


def application() -> Payload:
    """Return what `/oauth2/applications/@me` answers."""
    return {
        "id": APPLICATION,
        "name": "whosaid",
        "icon": None,
        "description": "",
        "summary": "",
        "bot_public": True,
        "bot_require_code_grant": False,
        "verify_key": "0" * 64,
        "owner": user("500000000000000007", "operator"),
        "flags": 0,
        "team": None,
    }


def channel(identity: str, name: str, guild: str = GUILD) -> Payload:
    """Return a text channel."""
    return {
        "id": identity,
        "guild_id": guild,
        "type": 0,
        "name": name,
        "position": 0,
        "permission_overwrites": [],
        "parent_id": None,
        "topic": None,
        "nsfw": False,
        "rate_limit_per_user": 0,
        "last_message_id": None,
    }


def channels() -> list[Payload]:
    """Return the channels of the server: one where the bot may answer openly, and another."""
    return [channel(OPEN_CHANNEL, "discussion"), channel(OTHER_CHANNEL, "lounge")]


def member(identity: str, name: str, *, bot: bool = False) -> Payload:
    """Return a member of the server."""
    return {
        "user": user(identity, name, bot=bot),
        "roles": [],
        "nick": None,
        "avatar": None,
        "joined_at": "2026-01-01T00:00:00+00:00",
        "premium_since": None,
        "deaf": False,
        "mute": False,
        "pending": False,
        "flags": 0,
    }


def with_rights(member: Payload) -> Payload:
    """Return a member as an event tells of them, with what their roles let them do."""
    rights = MODERATOR_RIGHTS if MODERATOR_ROLE in member["roles"] else MEMBER_RIGHTS
    return {**member, "permissions": rights}


def moderator(identity: str) -> Payload:
    """Return a member who may manage messages and the server."""
    return {**member(identity, "mod"), "roles": [MODERATOR_ROLE]}


def thread(identity: str, parent: str, *, locked: bool = False, archived: bool = False) -> Payload:
    """Return a public thread of a channel."""
    metadata: Payload = {
        "archived": archived,
        "auto_archive_duration": 1440,
        "archive_timestamp": "2026-01-01T00:00:00+00:00",
        "locked": locked,
    }
    made: Payload = {"owner_id": ASKER, "message_count": 1, "member_count": 1, "thread_metadata": metadata}
    return {**channel(identity, "a thread"), "type": 11, "parent_id": parent, **made}


def guild(identity: str = GUILD) -> Payload:
    """Return a server, as GUILD_CREATE tells it."""
    everyone = role(identity, "@everyone", MEMBER_RIGHTS)
    moderators = role(MODERATOR_ROLE, "moderators", MODERATOR_RIGHTS)
    return {
        "id": identity,
        "name": "Readers",
        "owner_id": "500000000000000007",
        "roles": [everyone, moderators],
        "channels": channels(),
        "members": [member(APPLICATION, "whosaid", bot=True)],
        "emojis": [],
        "stickers": [],
        "features": [],
        "threads": [],
        "voice_states": [],
        "presences": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
        "afk_timeout": 300,
        "verification_level": 0,
        "default_message_notifications": 0,
        "explicit_content_filter": 0,
        "mfa_level": 0,
        "nsfw_level": 0,
        "premium_tier": 0,
        "preferred_locale": "en-US",
        "system_channel_flags": 0,
        "member_count": 3,
        "large": False,
        "unavailable": False,
    }


def role(identity: str, name: str, rights: str) -> Payload:
    """Return a role of the server."""
    return {
        "id": identity,
        "name": name,
        "permissions": rights,
        "position": 0,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "managed": False,
        "mentionable": False,
        "flags": 0,
    }


def interaction(kind: int, data: Payload, *, channel: Payload, member: Payload) -> Payload:
    """Return an interaction in a channel's server; `kind` 2 is a command, 3 a component, 4 a completion."""
    return {
        "id": new_id(),
        "application_id": APPLICATION,
        "type": kind,
        "token": f"interaction-{new_id()}",
        "version": 1,
        "data": data,
        "guild_id": channel["guild_id"],
        "guild": {"id": channel["guild_id"], "locale": "en-US", "features": []},
        "channel_id": channel["id"],
        "channel": channel,
        "member": member,
        "locale": "en-US",
        "guild_locale": "en-US",
        "app_permissions": MEMBER_RIGHTS,
        "entitlements": [],
        "authorizing_integration_owners": {"0": channel["guild_id"]},
        "context": 0,
        "attachment_size_limit": 10_485_760,
    }


def command(
    name: str, command_id: str, options: Payload, *, focused: str | None = None, under: Sequence[str] = ()
) -> Payload:
    """Return the data of a slash command: options by name, text, numbers or truth values.

    `under` are its group and subcommand, outermost first.
    """
    kinds: dict[type, int] = {str: 3, bool: 5, int: 4}
    written: list[Payload] = [
        {"name": key, "type": kinds[type(value)], "value": value}
        | ({"focused": True} if key == focused else {})
        for key, value in options.items()
    ]
    for depth, part in enumerate(reversed(under), start=1):
        written = [{"name": part, "type": depth, "options": written}]
    return {"id": command_id, "name": name, "type": 1, "options": written}


def message(
    sent: Payload, *, channel_id: str, author: Payload | None = None, identity: str | None = None
) -> Payload:
    """Return a message as Discord stores it, from the body that was sent."""
    return {
        "id": identity or new_id(),
        "channel_id": channel_id,
        "author": author or bot_user(),
        "content": sent.get("content") or "",
        "timestamp": datetime.now(UTC).isoformat(),
        "edited_timestamp": None,
        "tts": False,
        "mention_everyone": False,
        "mentions": sent.get("mentions", []),
        "mention_roles": [],
        "attachments": [],
        "embeds": sent.get("embeds") or [],
        "components": sent.get("components") or [],
        "pinned": False,
        "type": 0,
        "flags": sent.get("flags") or 0,
    }
