"""The controls of a card that shows a file before it is stored, and of a stored source's card.

A custom id holds the token of the upload, or a mark of the source with the version that was seen; what is
decided stands in the database, and every right is judged anew when something is pressed.
"""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol, Self, cast

import discord

from bot.escaping import plain, shorten
from bot.rendering.intake import tell_amount
from bot.translating import Tongue
from bot.understanding import Voice
from bot.views.presses import Press
from bot.wording import corpus as words

AnyItem = discord.ui.Item[Any]
Button = discord.ui.Button[Any]
Menu = discord.ui.Select[Any]
OPTIONS = 25  # Discord: options of one menu
_LABEL = 100  # Discord: an option's label and description
_SOURCE_MARK = 16
SUBJECT = r"(?P<kind>[us]):(?P<mark>[0-9a-f]{16,32}):(?P<seen>[0-9]{1,9})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What a card is about: an upload by its token, or a stored source by its mark, in the version seen."""

    mark: str
    stored: bool = False
    seen: int = 0

    @property
    def written(self) -> str:
        """As it stands in a custom id."""
        return f"{'s' if self.stored else 'u'}:{self.mark}:{self.seen}"

    @classmethod
    def read(cls, match: re.Match[str]) -> Self:
        """Return what a custom id holds."""
        return cls(mark=match["mark"], stored=match["kind"] == "s", seen=int(match["seen"]))


class Deed(StrEnum):
    """What a button of a card does."""

    STORE = "store"
    DISCARD = "discard"
    DETAILS = "details"
    REMOVE = "remove"
    KEEP = "keep"
    LOOK = "look"


class CorpusPresses(Protocol):
    """Does what a control of a card says; never raises."""

    async def press(self, press: Press, deed: Deed, subject: Subject) -> None:
        """Do it, if whoever presses may."""
        ...

    async def choose(self, press: Press, subject: Subject, voice: str) -> None:
        """Open the form that names a speaker, known by a mark."""
        ...


class _Host(Protocol):
    corpus_presses: CorpusPresses


_LABELS = {
    Deed.STORE: words.STORE,
    Deed.DISCARD: words.DISCARD,
    Deed.DETAILS: words.DETAILS,
    Deed.REMOVE: words.REMOVE,
    Deed.KEEP: words.KEEP,
    Deed.LOOK: words.LOOK_AGAIN,
}
_STYLES = {
    Deed.STORE: discord.ButtonStyle.success,
    Deed.REMOVE: discord.ButtonStyle.danger,
}


class CardButton(discord.ui.DynamicItem[Button], template=rf"c:(?P<deed>{'|'.join(Deed)}):{SUBJECT}"):
    """Does one thing with what a card shows."""

    def __init__(self, deed: Deed, subject: Subject, tongue: Tongue | None = None) -> None:
        self._deed, self._subject = deed, subject
        label = "" if tongue is None else tongue.say(_LABELS[deed])
        style = _STYLES.get(deed, discord.ButtonStyle.secondary)
        custom_id = f"c:{deed.value}:{subject.written}"
        super().__init__(discord.ui.Button(label=label, style=style, custom_id=custom_id))

    @classmethod
    async def from_custom_id(cls, _press: Press, _item: AnyItem, match: re.Match[str], /) -> Self:  # pyright: ignore[reportIncompatibleMethodOverride] - the library leaves the client's type open
        """Return the button that was pressed."""
        return cls(Deed(match["deed"]), Subject.read(match))

    async def callback(self, interaction: Press) -> None:  # pyright: ignore[reportIncompatibleMethodOverride] - as above
        """Do it."""
        presses = cast("_Host", interaction.client).corpus_presses
        await presses.press(interaction, self._deed, self._subject)


class VoiceMenu(discord.ui.DynamicItem[Menu], template=rf"c:voice:{SUBJECT}"):
    """Chooses a speaker to be named or joined."""

    def __init__(self, subject: Subject, voices: Sequence[Voice] = (), tongue: Tongue | None = None) -> None:
        self._subject = subject
        placeholder = None if tongue is None else tongue.say(words.CHOOSE_VOICE)
        options = [] if tongue is None else [_option(tongue, voice) for voice in voices[:OPTIONS]]
        custom_id = f"c:voice:{subject.written}"
        super().__init__(discord.ui.Select(custom_id=custom_id, placeholder=placeholder, options=options))

    @classmethod
    async def from_custom_id(cls, _press: Press, _item: AnyItem, match: re.Match[str], /) -> Self:  # pyright: ignore[reportIncompatibleMethodOverride] - as above
        """Return the menu in which something was chosen."""
        return cls(Subject.read(match))

    async def callback(self, interaction: Press) -> None:  # pyright: ignore[reportIncompatibleMethodOverride] - as above
        """Open the form for whom was chosen."""
        chosen = self.item.values[0] if self.item.values else ""
        await cast("_Host", interaction.client).corpus_presses.choose(interaction, self._subject, chosen)


CORPUS_CONTROLS = (CardButton, VoiceMenu)
"""The dynamic items of these cards."""


def source_mark(identity: str) -> str:
    """Return what stands for a source's id in a control: ids are as long as a custom id may be."""
    return hashlib.sha256(identity.encode()).hexdigest()[:_SOURCE_MARK]


def _option(tongue: Tongue, voice: Voice) -> discord.SelectOption:
    name = shorten(plain(voice.name), _LABEL - 40) or voice.mark
    label = tongue.say(words.OPTION_UNKNOWN, name=name) if voice.unknown else name
    return discord.SelectOption(
        label=shorten(label, _LABEL),
        value=voice.mark,
        description=shorten(tell_amount(tongue, voice.turns, voice.words), _LABEL),
    )
