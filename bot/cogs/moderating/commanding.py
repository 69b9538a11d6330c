"""Making the commands of one group out of methods that live in several files."""

from collections.abc import Callable
from typing import Any

from discord import app_commands

Command = app_commands.Command[Any, Any, Any]
"""The library's commands are generic in what they belong to and in their options; neither matters here."""


def command(name: str, description: str, act: Callable[..., Any]) -> Command:
    """Return a method as a command of a group."""
    return app_commands.Command(name=name, description=description, callback=act)
