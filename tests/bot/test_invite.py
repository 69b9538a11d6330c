"""The invitation asks for what is needed and nothing more."""

from urllib.parse import parse_qs, urlparse

import discord

from bot.invite import RIGHTS, invite_link


def test_the_link_asks_for_exactly_the_rights_needed() -> None:
    query = parse_qs(urlparse(invite_link(42)).query)
    asked = {name for name, held in discord.Permissions(int(query["permissions"][0])) if held}

    assert query["client_id"] == ["42"]
    assert query["scope"] == ["bot applications.commands"]
    assert asked == {"read_messages", "send_messages", "send_messages_in_threads", "read_message_history"}


def test_each_right_says_what_it_is_for() -> None:
    assert all(": " in reason for reason in RIGHTS.values())
