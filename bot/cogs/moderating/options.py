"""`/moderation options`: how patient, how strict, in which language."""

from collections.abc import Sequence
from dataclasses import replace

import discord
from discord import app_commands

from bot.cogs.moderating.commanding import Command, command
from bot.cogs.moderating.means import Means, guild_of
from bot.cogs.moderating.replying import NotDoneError, reply
from bot.cogs.moderating.rights import require_admin, require_staff
from bot.moderation.rules import GuildRules
from bot.rendering.overview import option_lines
from bot.translating import Tongue, catalogue_of, name_language, tongue_of
from bot.views.page import Page, say
from bot.wording import moderating as wording

Quiet = app_commands.Range[int, 0, 1440]
Hours = app_commands.Range[int, 1, 720]
_MOST_CHOICES = 25  # Discord's limit
_ENGLISH = "en"


class Options:
    """Shows and sets what fits nowhere else."""

    def __init__(self, means: Means) -> None:
        self._means = means

    def commands(self) -> Sequence[Command]:
        """Return the command."""
        made = command("options", "Show or set how patient, how strict, which language", self.options)
        made.autocomplete("language")(complete_language)
        return (made,)

    @app_commands.describe(
        staff_exempt="Spare moderators limits, newcomer days and roles",
        quiet_minutes="Keep out of a thread after a moderator wrote",
        draft_hours="How long a draft waits",
        strict="Do not answer while texts cannot be screened",
        language="The language of what everybody reads",
    )
    async def options(  # noqa: PLR0917 - as above
        self,
        interaction: discord.Interaction,
        staff_exempt: bool | None = None,  # noqa: FBT001 - an option of the command, passed by name
        quiet_minutes: Quiet | None = None,
        draft_hours: Hours | None = None,
        strict: bool | None = None,  # noqa: FBT001 - as above
        language: str | None = None,
    ) -> None:
        """Show the options, or change some."""

        async def work(tongue: Tongue) -> Page:
            typed = {
                name: value
                for name, value in (
                    ("staff_exempt", staff_exempt),
                    ("quiet_minutes", quiet_minutes),
                    ("draft_hours", draft_hours),
                    ("strict", strict),
                )
                if value is not None
            }
            if not typed and language is None:
                return say(
                    "\n".join(option_lines(tongue, await require_staff(self._means, interaction, tongue)))
                )
            require_admin(interaction, tongue)
            spoken = {} if language is None else {"language": read_language(tongue, language)}

            def change(rules: GuildRules) -> GuildRules:
                return replace(rules, **typed, **spoken)

            done = await self._means.change(interaction, change, {"what": "options"})
            rules = await self._means.rulebook.of(guild_of(interaction))
            told = tongue.say(wording.DONE if done else wording.NOTHING_CHANGED)
            return say("\n".join((told, *option_lines(tongue, rules))))

        await reply(interaction, work)


async def complete_language(interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
    """Offer the languages that there are."""
    server = str(interaction.guild_locale or "")
    tongue = tongue_of(str(interaction.locale))
    offered = [
        app_commands.Choice(name=tongue.say(wording.LANGUAGE_OF_SERVER), value=wording.LANGUAGE_OF_SERVER),
        *(
            app_commands.Choice(name=f"{name_language(code, tongue)} ({code})", value=code)
            for code in spoken_languages()
        ),
    ]
    wanted = typed.strip().casefold()
    found = [choice for choice in offered if wanted in choice.name.casefold()]
    return sorted(found, key=lambda choice: choice.value != server)[:_MOST_CHOICES]


def spoken_languages() -> tuple[str, ...]:
    """Return the languages that Discord knows and sentences are there in."""
    codes = (locale.value for locale in discord.Locale)
    return tuple(code for code in codes if code.startswith(_ENGLISH) or catalogue_of(code) is not None)


def read_language(tongue: Tongue, typed: str) -> str | None:
    """Return the language of a code; None for the server's own."""
    if typed.strip().casefold() == wording.LANGUAGE_OF_SERVER:
        return None
    found = next((code for code in spoken_languages() if code.casefold() == typed.strip().casefold()), None)
    if found is None:
        raise NotDoneError(tongue.say(wording.BAD_LANGUAGE, server=wording.LANGUAGE_OF_SERVER))
    return found
