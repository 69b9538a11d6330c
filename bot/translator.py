"""Names and descriptions of commands in the languages that there are catalogues for."""

from typing import Any

from discord import Locale, app_commands
from discord.app_commands import TranslationContextLocation as Location

from bot.translating import ENGLISH_CODE, catalogue_of

# A name is one word or two: what it names tells catalogues apart what may have to be told apart.
_CONTEXTS = {
    Location.command_name: "command",
    Location.group_name: "command",
    Location.parameter_name: "option",
}
_MENU = "menu"


class CatalogueTranslator(app_commands.Translator):
    """Looks every text of a command up when commands are synced."""

    async def translate(
        self, string: app_commands.locale_str, locale: Locale, context: app_commands.TranslationContextTypes
    ) -> str | None:
        """Return a text in a language of Discord's; None where it stays as it is."""
        if locale.value == ENGLISH_CODE:
            # Discord wants the default under its own name, too: else it takes that of another English.
            return string.message
        return translated(string.message, locale.value, context_of(context))


def context_of(context: app_commands.TranslationContext[Any, Any]) -> str | None:
    """Return what a catalogue calls the place of a text; None for whole sentences and choices."""
    if isinstance(context.data, app_commands.ContextMenu):
        return _MENU
    return _CONTEXTS.get(context.location)


def translated(text: str, code: str, context: str | None) -> str | None:
    """Return what the catalogue of a language has for a text of a command; None if it has nothing else."""
    catalogue = catalogue_of(code)
    if catalogue is None or not text:
        return None
    found = catalogue.gettext(text) if context is None else catalogue.pgettext(context, text)
    return None if found == text else found
