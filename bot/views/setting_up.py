"""The form behind `/moderation setup`: four questions, with what is usual chosen already."""

import hashlib
import re
from dataclasses import dataclass
from typing import Any

import discord

from bot.escaping import shorten
from bot.moderation.rules import ChannelMode, GuildRules
from bot.rendering.ruling import mode_meaning, mode_name
from bot.translating import Tongue
from bot.views.sent import form_id, sent_ids, sent_text
from bot.wording import moderating as wording

FORM = re.compile(r"m:setup:(?P<seen>[0-9a-f]{8})")
_WHERE, _MODE, _REVIEW, _ROLES = "where", "mode", "review", "roles"
_USUAL = "usual"
_MOST = 25  # Discord: what a menu can have chosen
_LABEL = 100  # Discord: an option's label and description
_SPOKEN_IN = [
    discord.ChannelType.text,
    discord.ChannelType.forum,
    discord.ChannelType.category,
    discord.ChannelType.news,
    discord.ChannelType.voice,
]


@dataclass(frozen=True, slots=True, kw_only=True)
class SentSetup:
    """What was chosen; `mode` None is what is usual, `seen` marks what the form was filled from."""

    places: tuple[int, ...]
    mode: ChannelMode | None
    review: int | None
    roles: frozenset[int]
    seen: str

    @property
    def meant(self) -> ChannelMode:
        """The mode that is set: by itself a draft where somebody can look at it, else open."""
        if self.mode is not None:
            return self.mode
        return ChannelMode.OPEN if self.review is None else ChannelMode.DRAFT


class SetupForm(discord.ui.Modal):
    """Asks where and how to speak, where drafts go, and who moderates; `here` is proposed."""

    def __init__(self, tongue: Tongue, rules: GuildRules, here: int | None) -> None:
        super().__init__(
            title=tongue.say(wording.SETUP_TITLE), timeout=None, custom_id=f"m:setup:{mark_of(rules)}"
        )
        self.add_item(discord.ui.TextDisplay(tongue.say(wording.SETUP_INTRO)))
        where = discord.ui.ChannelSelect[Any](
            custom_id=_WHERE,
            channel_types=_SPOKEN_IN,
            required=True,
            max_values=_MOST,
            default_values=_defaults(here),
        )
        self.add_item(discord.ui.Label(text=tongue.say(wording.SETUP_WHERE), component=where))
        self.add_item(discord.ui.Label(text=tongue.say(wording.SETUP_MODE), component=_modes(tongue)))
        review = discord.ui.ChannelSelect[Any](
            custom_id=_REVIEW,
            channel_types=[discord.ChannelType.text],
            required=False,
            default_values=_defaults(rules.review_channel),
        )
        self.add_item(
            discord.ui.Label(
                text=tongue.say(wording.SETUP_REVIEW),
                description=tongue.say(wording.SETUP_REVIEW_HINT),
                component=review,
            )
        )
        roles = discord.ui.RoleSelect[Any](
            custom_id=_ROLES,
            required=False,
            max_values=_MOST,
            default_values=[discord.Object(role) for role in sorted(rules.moderator_roles)][:_MOST],
        )
        self.add_item(
            discord.ui.Label(
                text=tongue.say(wording.SETUP_ROLES),
                description=tongue.say(wording.SETUP_ROLES_MEANS),
                component=roles,
            )
        )
        # As with pages: finished before it is sent, so that the library keeps no reference to it.
        self.stop()


def sent_setup(interaction: discord.Interaction) -> SentSetup | None:
    """Return what a sent form says; None if it is not this one."""
    match = FORM.fullmatch(form_id(interaction) or "")
    if match is None:
        return None
    mode, review = sent_text(interaction, _MODE), sent_ids(interaction, _REVIEW)
    return SentSetup(
        places=sent_ids(interaction, _WHERE),
        mode=ChannelMode(mode) if mode in set(ChannelMode) else None,
        review=review[0] if review else None,
        roles=frozenset(sent_ids(interaction, _ROLES)),
        seen=match["seen"],
    )


def mark_of(rules: GuildRules) -> str:
    """Return eight characters that change with what the form proposes."""
    told = repr((rules.review_channel, sorted(rules.moderator_roles)))
    return hashlib.sha256(told.encode()).hexdigest()[:8]


def _modes(tongue: Tongue) -> discord.ui.RadioGroup[Any]:
    usual = discord.RadioGroupOption(
        label=tongue.say(wording.SETUP_MODE_USUAL),
        value=_USUAL,
        description=shorten(tongue.say(wording.SETUP_MODE_USUAL_MEANS), _LABEL),
        default=True,
    )
    modes = [
        discord.RadioGroupOption(
            label=mode_name(tongue, mode),
            value=mode.value,
            description=shorten(mode_meaning(tongue, mode), _LABEL),
        )
        for mode in (ChannelMode.PRIVATE, ChannelMode.DRAFT, ChannelMode.OPEN, ChannelMode.OFF)
    ]
    return discord.ui.RadioGroup(custom_id=_MODE, options=[usual, *modes])


def _defaults(channel: int | None) -> list[discord.Object]:
    return [] if channel is None else [discord.Object(channel)]
