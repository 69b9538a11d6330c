"""The link by which a moderator lets the bot in, with exactly the rights it needs."""

from types import MappingProxyType
from urllib.parse import urlencode

# Discord's permission bits, each with why it is asked for.
RIGHTS = MappingProxyType(
    {
        1 << 10: "View Channels: to be reached by a mention in the channels where it may answer",
        1 << 11: "Send Messages: to reply to a mention there",
        1 << 38: "Send Messages in Threads: to reply to a mention in their threads",
        1 << 16: "Read Message History: without it Discord refuses a reply to a message",
    }
)
_SCOPES = "bot applications.commands"  # the bot itself, and its slash commands
_AUTHORIZE = "https://discord.com/oauth2/authorize"


def invite_link(application: int) -> str:
    """Return the link that adds an application to a server with no more rights than it needs."""
    query = {"client_id": application, "scope": _SCOPES, "permissions": sum(RIGHTS), "integration_type": 0}
    return f"{_AUTHORIZE}?{urlencode(query)}"
