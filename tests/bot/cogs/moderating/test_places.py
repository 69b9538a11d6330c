"""What holds in a place, shown and set."""

from bot.moderation.rules import ChannelMode
from tests.bot.cogs.moderating.conftest import Staffed
from tests.bot.server import labels, read


async def test_without_options_it_shows_what_holds_here_and_where_it_comes_from(staffed: Staffed) -> None:
    result = await staffed.use("channel")

    assert result.ephemeral
    assert f"**What holds in <#{staffed.server.office.id}>**" in read(result)
    assert "Mode: **off** (the server's default)." in read(result)
    assert labels(result) == ["Change"]


async def test_a_mode_that_is_set_holds_at_once(staffed: Staffed) -> None:
    result = await staffed.use("channel", mode="draft")

    assert "Mode: **draft** (set for the channel itself)." in read(result)
