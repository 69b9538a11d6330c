"""The forms of a card: who a speaker is, and what is known of a source beside its text.

Known by their custom id alone, so that a form that was opened before a restart can be sent after it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import discord

from bot.escaping import plain, shorten
from bot.translating import Tongue
from bot.understanding import Voice
from bot.views.intake import OPTIONS, SUBJECT, Subject
from bot.views.sent import form_id, sent_text, sent_values
from bot.wording import corpus as words
from index.sidecar import Sidecar
from index.types import Role

_NAMING = re.compile(rf"c:name:{SUBJECT}:(?P<voice>[0-9a-f]{{8}})")
_DETAILS = re.compile(rf"c:about:{SUBJECT}")
_LABEL = 100  # Discord: an option's label
_LONGEST_NAME = 80
_NAME, _SAME, _ROLE = "name", "same", "role"
_ROLES = {
    Role.UNKNOWN: words.ROLE_UNKNOWN,
    Role.HOST: words.ROLE_HOST,
    Role.GUEST: words.ROLE_GUEST,
    Role.EDITOR: words.ROLE_EDITOR,
}
_FIELDS = (
    ("title", words.DETAILS_NAME, None, 200),
    ("date", words.DETAILS_DATE, words.DETAILS_DATE_HINT, 40),
    ("publisher", words.DETAILS_PUBLISHER, None, 200),
    ("url", words.DETAILS_URL, words.DETAILS_URL_HINT, 400),
    ("licence", words.DETAILS_LICENCE, None, 200),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SentName:
    """Whom somebody named: the voice by its mark, and a name or the mark of another voice."""

    subject: Subject
    voice: str
    name: str
    same: str
    role: Role | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SentDetails:
    """What somebody wrote of a source beside its text; what is left empty is not known."""

    subject: Subject
    title: str
    date: str
    publisher: str
    url: str
    licence: str


class NameForm(discord.ui.Modal):
    """Asks who a speaker is: a name, or another who is the same person."""

    def __init__(self, tongue: Tongue, subject: Subject, voice: Voice, others: Sequence[Voice]) -> None:
        super().__init__(
            title=tongue.say(words.NAME_TITLE),
            timeout=None,
            custom_id=f"c:name:{subject.written}:{voice.mark}",
        )
        name = discord.ui.TextInput[Any](
            custom_id=_NAME,
            required=False,
            max_length=_LONGEST_NAME,
            placeholder=tongue.say(words.NAME_HINT),
            default=None if voice.unknown else shorten(plain(voice.name), _LONGEST_NAME),
        )
        self.add_item(discord.ui.Label(text=tongue.say(words.NAME_LABEL), component=name))
        if others:
            self.add_item(
                discord.ui.Label(
                    text=tongue.say(words.NAME_SAME),
                    description=tongue.say(words.NAME_SAME_MEANS),
                    component=_others(others),
                )
            )
        self.add_item(
            discord.ui.Label(
                text=tongue.say(words.NAME_ROLE),
                description=tongue.say(words.NAME_ROLE_MEANS),
                component=_roles(tongue, voice),
            )
        )
        # As with pages: finished before it is sent, so that the library keeps no reference to it.
        self.stop()


class DetailsForm(discord.ui.Modal):
    """Asks what is known of a source beside its text, filled with what is known already."""

    def __init__(self, tongue: Tongue, subject: Subject, sidecar: Sidecar, title: str) -> None:
        super().__init__(
            title=tongue.say(words.DETAILS_TITLE), timeout=None, custom_id=f"c:about:{subject.written}"
        )
        for field, label, hint, most in _FIELDS:
            known = title if field == "title" else getattr(sidecar, field)
            text = discord.ui.TextInput[Any](
                custom_id=field,
                required=field == "title",
                max_length=most,
                placeholder=None if hint is None else tongue.say(hint),
                default=None if not known else str(known)[:most],
            )
            self.add_item(discord.ui.Label(text=tongue.say(label), component=text))
        self.stop()


def sent_name(interaction: discord.Interaction) -> SentName | None:
    """Return what a sent form says of a speaker; None if it is not this one."""
    match = _NAMING.fullmatch(form_id(interaction) or "")
    if match is None:
        return None
    role = sent_text(interaction, _ROLE)
    return SentName(
        subject=Subject.read(match),
        voice=match["voice"],
        name=" ".join(plain(sent_text(interaction, _NAME)).split()),
        same="".join(sent_values(interaction, _SAME)[:1]),
        role=Role(role) if role in set(Role) and role != Role.UNKNOWN else None,
    )


def sent_details(interaction: discord.Interaction) -> SentDetails | None:
    """Return what a sent form says of a source; None if it is not this one."""
    match = _DETAILS.fullmatch(form_id(interaction) or "")
    if match is None:
        return None
    fields = {field: plain(sent_text(interaction, field)) for field, *_ in _FIELDS}
    return SentDetails(subject=Subject.read(match), **fields)


def _others(others: Sequence[Voice]) -> discord.ui.Select[Any]:
    options = [
        discord.SelectOption(label=shorten(plain(voice.name), _LABEL) or voice.mark, value=voice.mark)
        for voice in others[:OPTIONS]
    ]
    return discord.ui.Select(custom_id=_SAME, options=options, required=False, min_values=0, max_values=1)


def _roles(tongue: Tongue, voice: Voice) -> discord.ui.RadioGroup[Any]:
    options = [
        discord.RadioGroupOption(label=tongue.say(told), value=role.value, default=role is voice.role)
        for role, told in _ROLES.items()
    ]
    return discord.ui.RadioGroup(custom_id=_ROLE, options=options, required=False)
