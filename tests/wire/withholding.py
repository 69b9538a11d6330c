"""What Discord withholds of a message from a bot without the privileged intent for message content."""

import re

from tests.wire.payloads import APPLICATION, Payload

MESSAGE_CONTENT = 1 << 15
EMPTIED: Payload = {"content": "", "embeds": [], "attachments": [], "components": []}


def withheld(message: Payload) -> Payload:
    """Return a message of a server as the bot gets it.

    It is emptied, unless it is the bot's own, mentions it, or pings it in reply; a reply to the response to
    an interaction is emptied even if it pings. What is replied to is judged for itself.
    """
    replied = message.get("referenced_message")
    shown = message if replied is None else {**message, "referenced_message": withheld(replied)}
    return shown if _is_exempt(message) else {**shown, **EMPTIED}


def _is_exempt(message: Payload) -> bool:
    own = message["author"]["id"] == APPLICATION
    mentioned = re.search(rf"<@!?{APPLICATION}>", message["content"]) is not None
    return own or mentioned or _is_reply_with_ping(message)


def _is_reply_with_ping(message: Payload) -> bool:
    replied = message.get("referenced_message")
    if replied is None or replied["author"]["id"] != APPLICATION or "interaction_metadata" in replied:
        return False
    return any(user["id"] == APPLICATION for user in message["mentions"])
