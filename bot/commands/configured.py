"""Reading the settings, with what the command line says over them."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from pydantic import ValidationError
from pydantic_settings import SettingsError

from bot.commands.errors import CommandError
from bot.log import set_up_logging
from bot.settings import Settings

_SHORTEST = 6  # characters


@dataclass(frozen=True, slots=True, kw_only=True)
class Folders:
    """The folders named on the command line; None where the settings decide."""

    sources: Path | None = None
    data: Path | None = None


def configure(folders: Folders, *, serving: bool = False) -> Settings:
    """Read the settings and set up the log; only a server logs what is in order.

    Raises:
        CommandError: If a setting cannot be used; says which.
    """
    settings = _read(folders)
    level = "WARNING" if settings.log_level == "INFO" and not serving else settings.log_level
    held = (settings.discord_token, settings.openai_api_key, settings.store_api_key)
    secrets = [secret.get_secret_value() for secret in held if secret is not None]
    set_up_logging(level, settings.log_format, secrets=[*secrets, *_passwords(settings.database)])
    return settings


def _passwords(address: str) -> list[str]:
    """Return the password of a database, as it is written in its address and as it is meant."""
    try:
        written = urlsplit(address).password
    except ValueError:
        return []
    # A very short one would hide parts of ordinary words, and it hides nothing from anybody.
    return [written, unquote(written)] if written and len(written) >= _SHORTEST else []


def _read(folders: Folders) -> Settings:
    named: dict[str, Any] = {"sources": folders.sources, "data_dir": folders.data}
    try:
        return Settings(**{name: value for name, value in named.items() if value is not None})
    except ValidationError as error:
        # Its own text would repeat the value, which may be a secret.
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        name = str(first["loc"][0]).upper() if first["loc"] else "a setting"
        why = first["msg"].removeprefix("Value error, ")
        raise CommandError(
            f"{name} cannot be used ({why}): correct it in .env or in the environment."
        ) from error
    except SettingsError as error:
        raise CommandError(f"{error}: correct it in .env or in the environment.") from error
    except UnicodeDecodeError as error:
        raise CommandError("The settings in .env are not UTF-8 text: save the file as UTF-8.") from error
