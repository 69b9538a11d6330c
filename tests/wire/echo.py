"""The smallest bot there can be: it shows that the fake speaks as Discord does, and nothing more."""

import os

import discord
from discord import app_commands


class Echo(discord.AutoShardedClient):
    """Answers `/ask`, its completion, its button, and mentions with what it was given."""

    def __init__(self) -> None:
        super().__init__(intents=discord.Intents.default(), heartbeat_timeout=2, guild_ready_timeout=0.1)
        self.tree: app_commands.CommandTree[Echo] = app_commands.CommandTree(self)

    async def setup_hook(self) -> None:
        """Register the command."""
        self.tree.add_command(app_commands.Command(name="ask", description="Say it again", callback=ask))
        await self.tree.sync()

    async def on_message(self, message: discord.Message) -> None:
        """Answer a mention."""
        if self.user in message.mentions:
            await message.reply(f"heard: {message.content}")

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """Answer the button."""
        if interaction.type is discord.InteractionType.component:
            await interaction.response.send_message("pressed", ephemeral=True)


async def _speakers(_: discord.Interaction, current: str) -> list[app_commands.Choice[str]]:
    return [app_commands.Choice(name=f"{current}…", value=current)]


@app_commands.autocomplete(speaker=_speakers)
async def ask(interaction: discord.Interaction, question: str, speaker: str | None = None) -> None:
    """Defer, then edit."""
    await interaction.response.defer(thinking=True)
    view = discord.ui.View()
    view.add_item(discord.ui.Button[discord.ui.View](label="Again", custom_id="again"))
    await interaction.edit_original_response(content=f"{speaker or 'you'}: {question}", view=view)


def main() -> None:
    """Run it with the token of the environment."""
    Echo().run(os.environ["DISCORD_TOKEN"])
