"""What is told where a command cannot even begin: Discord itself would only say that nobody responded."""

import discord
import structlog
from discord import app_commands

from bot import wording
from bot.cogs.asking.delivery import DeliveryError, deliver, tell_alone
from bot.translating import tongue_of
from bot.views.page import say

_log: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(__name__)
# Discord still shows a command as it was before we changed it.
_OLD = (app_commands.CommandNotFound, app_commands.CommandSignatureMismatch)


class TellingTree(app_commands.CommandTree[discord.Client]):
    """Tells who used a command that it failed, whatever failed."""

    async def on_error(
        self, interaction: discord.Interaction[discord.Client], error: app_commands.AppCommandError, /
    ) -> None:
        """Tell it to them alone, and log it; commands of ours tell their own failures themselves."""
        old = isinstance(error, _OLD)
        _log.log(30 if old else 40, "command failed", exc_info=error)
        sentence = wording.OLD_COMMAND if old else wording.APOLOGY
        await _tell(interaction, tongue_of(interaction.locale.value).say(sentence))


async def _tell(interaction: discord.Interaction[discord.Client], sentence: str) -> None:
    if not interaction.response.is_done():
        await tell_alone(interaction, sentence)
        return
    try:
        await deliver(lambda: interaction.followup.send(view=say(sentence), ephemeral=True, wait=True))
    except DeliveryError as failure:
        _log.warning("failure not told", ending=failure.ending.value)
