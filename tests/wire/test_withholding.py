"""The fake withholds what Discord withholds: a fake that is kinder than Discord proves nothing."""

import pytest

from tests.wire import payloads
from tests.wire.payloads import ASKER, GUILD, OPEN_CHANNEL, STRANGER, Payload
from tests.wire.withholding import EMPTIED, withheld

US = f"<@{payloads.APPLICATION}>"
PICTURE: Payload = {"embeds": [{}], "attachments": [{}], "components": [{}]}


def message(
    text: str, *, author: str = ASKER, replies_to: Payload | None = None, pings: bool = False
) -> Payload:
    body: Payload = {"content": text, "mentions": [payloads.bot_user()] if pings else []}
    made = payloads.message(body, channel_id=OPEN_CHANNEL, author=payloads.user(author, "x"))
    return {**made, **PICTURE, "guild_id": GUILD, "referenced_message": replies_to}


OURS = message("an answer", author=payloads.APPLICATION)
RESPONSE: Payload = {**OURS, "interaction_metadata": {"id": "1"}}


@pytest.mark.parametrize(
    "read",
    [
        message(f"{US} why?"),
        message(f"<@!{payloads.APPLICATION}> why?"),
        OURS,
        message("and then?", replies_to=OURS, pings=True),
        message(f"{US} and then?", replies_to=RESPONSE, pings=True),
    ],
)
def test_what_is_meant_for_the_bot_arrives_whole(read: Payload) -> None:
    assert withheld(read) == read


@pytest.mark.parametrize(
    "unread",
    [
        message("fog again"),
        message("fog", replies_to=OURS),
        message("and then?", replies_to=RESPONSE, pings=True),
        message("and then?", replies_to=message("fog", author=STRANGER), pings=True),
        message(f"<@{STRANGER}> why?"),
    ],
)
def test_everything_else_arrives_empty(unread: Payload) -> None:
    got = withheld(unread)

    assert {key: got[key] for key in EMPTIED} == EMPTIED
    assert (got["id"], got["author"]) == (unread["id"], unread["author"])


def test_what_is_replied_to_is_judged_for_itself() -> None:
    got = withheld(message(f"{US} is that so?", replies_to=message("a secret", author=STRANGER)))

    assert got["content"]
    assert got["referenced_message"]["content"] == ""
