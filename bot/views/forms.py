"""The form behind *Ask more*, and what is read of it when it is sent.

It is known by its custom id alone, which holds a row's id: so a form that was opened before a restart can
be sent after it.
"""

import re
from collections.abc import Iterable, Mapping
from typing import cast

import discord

from bot import wording
from bot.answering.questions.question import LONGEST_QUESTION
from bot.escaping import neutralise, plain, shorten
from bot.translating import ENGLISH, Tongue
from bot.wording.controls import GOING_ON

_FORM = re.compile(r"q:form:(?P<row>[0-9]{1,15})")
_QUESTION = "question"
_CONTEXT = 300  # characters of what was asked before


class AskMoreForm(discord.ui.Modal):
    """Asks for a question that goes on from an answer; what was asked before stands above."""

    def __init__(self, row: int, before: str | None, tongue: Tongue = ENGLISH) -> None:
        super().__init__(title=tongue.say(wording.FORM_TITLE), timeout=None, custom_id=f"q:form:{row}")
        self.add_item(discord.ui.TextDisplay(f"-# {_context(before, tongue)}"))
        question = discord.ui.TextInput[AskMoreForm](
            custom_id=_QUESTION,
            style=discord.TextStyle.paragraph,
            placeholder=tongue.say(wording.FORM_HINT),
            max_length=LONGEST_QUESTION,
        )
        self.add_item(discord.ui.Label(text=tongue.say(wording.FORM_LABEL), component=question))
        # As with pages: finished before it is sent, so that the library keeps no reference to it.
        self.stop()


def sent_form(interaction: discord.Interaction) -> tuple[int, str] | None:
    """Return the row that a sent form belongs to and what was typed; None if it is no form of ours."""
    if interaction.type is not discord.InteractionType.modal_submit:
        return None
    data = cast("Mapping[str, object]", interaction.data or {})
    match = _FORM.fullmatch(str(data.get("custom_id", "")))
    return (int(match["row"]), _typed(data)) if match else None


def _context(before: str | None, tongue: Tongue) -> str:
    asked = neutralise(shorten(plain(before or ""), _CONTEXT))
    return tongue.say(GOING_ON, question=asked) if asked else tongue.say(wording.FORM_WITHOUT_CONTEXT)


def _typed(data: Mapping[str, object]) -> str:
    """Return the text of the form's one field, wherever in the form Discord puts it."""
    for part in form_parts(data):
        if part.get("custom_id") == _QUESTION:
            return str(part.get("value") or "")
    return ""


def form_parts(data: Mapping[str, object]) -> Iterable[Mapping[str, object]]:
    """Yield every part of a sent form, wherever in it Discord puts it."""
    for part in cast("list[Mapping[str, object]]", data.get("components") or []):
        yield part
        if isinstance(inner := part.get("component"), Mapping):
            yield cast("Mapping[str, object]", inner)
        yield from form_parts(part)
