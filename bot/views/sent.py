"""What was put into a form, wherever in it Discord puts the fields."""

from collections.abc import Iterable, Mapping
from typing import cast

import discord

Data = Mapping[str, object]


def form_id(interaction: discord.Interaction) -> str | None:
    """Return the custom id of a sent form; None if this is none."""
    if interaction.type is not discord.InteractionType.modal_submit:
        return None
    return str(_data(interaction).get("custom_id", ""))


def sent_text(interaction: discord.Interaction, field: str) -> str:
    """Return what was typed into a field or chosen of a radio group; empty for nothing."""
    return str(_field(interaction, field).get("value") or "")


def sent_values(interaction: discord.Interaction, field: str) -> tuple[str, ...]:
    """Return what was chosen in a menu."""
    return tuple(str(value) for value in cast("list[object]", _field(interaction, field).get("values") or []))


def sent_ids(interaction: discord.Interaction, field: str) -> tuple[int, ...]:
    """Return the ids of the channels, roles or people chosen in a menu."""
    return tuple(int(value) for value in sent_values(interaction, field) if value.isdecimal())


def _data(interaction: discord.Interaction) -> Data:
    return cast("Data", interaction.data or {})


def _field(interaction: discord.Interaction, field: str) -> Data:
    nothing: Data = {}
    return next((part for part in _parts(_data(interaction)) if part.get("custom_id") == field), nothing)


def _parts(data: Data) -> Iterable[Data]:
    for part in cast("list[Data]", data.get("components") or []):
        yield part
        if isinstance(inner := part.get("component"), Mapping):
            yield cast("Data", inner)
        yield from _parts(part)
