"""Links to messages: the only ones that the bot makes itself."""


def message_link(guild: int, channel: int, message: int) -> str:
    """Return the address of a message in a server."""
    return f"https://discord.com/channels/{guild}/{channel}/{message}"
