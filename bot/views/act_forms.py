"""Forms that an act opens, and what is read of them when they are sent.

Known by their custom id alone, so that a form that was opened before a restart can be sent after it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast

import discord

from bot.views.acting import Act
from bot.views.forms import form_parts

_FORM = re.compile(rf"m:form:(?P<act>{'|'.join(Act)}):(?P<row>[0-9]{{1,15}})")
TEXT = "text"
CHOICE = "choice"


@dataclass(frozen=True, slots=True, kw_only=True)
class SentForm:
    """What somebody sent: for which act and row, and each field by its id."""

    act: Act
    row: int
    fields: Mapping[str, str]

    @property
    def text(self) -> str:
        """What was written."""
        return self.fields.get(TEXT, "").strip()

    @property
    def choice(self) -> str:
        """What was chosen."""
        return self.fields.get(CHOICE, "")


class ActForm(discord.ui.Modal):
    """A form for one act; its fields are added by who opens it."""

    def __init__(self, act: Act, row: int, title: str) -> None:
        super().__init__(title=title, timeout=None, custom_id=f"m:form:{act.value}:{row}")
        # As with pages: finished before it is sent, so that the library keeps no reference to it.
        self.stop()

    def explain(self, sentence: str) -> Self:
        """Add a sentence."""
        self.add_item(discord.ui.TextDisplay(sentence))
        return self

    def ask_text(
        self,
        label: str,
        *,
        most: int,
        hint: str | None = None,
        default: str | None = None,
        optional: bool = False,
    ) -> Self:
        """Add a field to write in, of at most so many characters."""
        field = discord.ui.TextInput[Any](
            custom_id=TEXT,
            style=discord.TextStyle.paragraph,
            placeholder=hint,
            default=default,
            max_length=most,
            required=not optional,
        )
        self.add_item(discord.ui.Label(text=label, component=field))
        return self

    def ask_choice(self, label: str, choices: Mapping[str, str]) -> Self:
        """Add a choice of one; `choices` are values with what is shown of them."""
        options = [discord.RadioGroupOption(label=shown, value=value) for value, shown in choices.items()]
        self.add_item(
            discord.ui.Label(
                text=label, component=discord.ui.RadioGroup[Any](custom_id=CHOICE, options=options)
            )
        )
        return self


def sent_act(interaction: discord.Interaction) -> SentForm | None:
    """Return what was sent of a form of ours; None if it is none."""
    if interaction.type is not discord.InteractionType.modal_submit:
        return None
    data = cast("Mapping[str, object]", interaction.data or {})
    match = _FORM.fullmatch(str(data.get("custom_id", "")))
    if match is None:
        return None
    parts = (part for part in form_parts(data) if part.get("custom_id"))
    fields = {str(part["custom_id"]): str(part.get("value") or "") for part in parts}
    return SentForm(act=Act(match["act"]), row=int(match["row"]), fields=fields)
