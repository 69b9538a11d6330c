"""A command that cannot even begin is told to who used it."""

import discord
import pytest
import simcord
from discord import app_commands

from bot import wording
from bot.client import DiscordBot
from tests.bot.german import speak_german
from tests.bot.server import Server, read


def break_about(server: Server, error: Exception, *, after_defer: bool = False) -> None:
    """Have a command of ours raise, as none of them should."""
    command = server.bot.tree.get_command("about")
    assert isinstance(command, app_commands.Command)

    async def fail(_cog: object, interaction: discord.Interaction) -> None:
        if after_defer:
            await interaction.response.defer(ephemeral=True, thinking=True)
        raise error

    vars(command)["_callback"] = fail


@pytest.mark.parametrize("after_defer", [False, True])
async def test_a_command_that_fails_is_told_to_who_used_it(
    simcord_env: simcord.Env, server: Server, *, after_defer: bool
) -> None:
    break_about(server, ValueError("of ours"), after_defer=after_defer)
    result = await server.ann.slash(server.talk, "about")
    assert [type(one) for one in simcord_env.errors] == [app_commands.CommandInvokeError]

    shown = result.followups[-1] if result.followups else result.response
    assert read(shown) == wording.APOLOGY
    assert result.ephemeral


async def test_a_command_that_discord_shows_as_it_was_is_told_so(
    simcord_env: simcord.Env, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    speak_german(monkeypatch)
    assert isinstance(simcord_env.bot, DiscordBot)
    simcord_env.bot.tree.remove_command("about")
    result = await server.ann.slash(server.talk, "about")

    assert [type(one) for one in simcord_env.errors] == [app_commands.CommandNotFound]
    assert read(result).startswith("Dieser Befehl hat sich geändert")
