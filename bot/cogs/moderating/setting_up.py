"""`/moderation setup`: from nothing to speaking, in one form."""

from collections.abc import Sequence
from dataclasses import replace

import discord

from bot.cogs.moderating.commanding import Command, command
from bot.cogs.moderating.means import ChangedMeanwhileError, Means
from bot.cogs.moderating.overviews import Overviews
from bot.cogs.moderating.placing import set_place
from bot.cogs.moderating.replying import NotDoneError, open_form, reply
from bot.cogs.moderating.reviewers import review_warnings
from bot.cogs.moderating.rights import require_admin
from bot.cogs.moderating.targets import target_of_id
from bot.moderation.rules import ChannelMode, GuildRules, PlaceRules
from bot.rendering.ruling import channel_mark, listed, mode_meaning, mode_name
from bot.translating import Tongue
from bot.views.listing import Listing, listing_page
from bot.views.page import Page
from bot.views.setting_up import SentSetup, SetupForm, mark_of
from bot.wording import moderating as wording


class SettingUp:
    """Opens the form, and does what it says."""

    def __init__(self, means: Means, overviews: Overviews) -> None:
        self._means = means
        self._overviews = overviews

    def commands(self) -> Sequence[Command]:
        """Return the command."""
        return (command("setup", "Set me up: where and how I speak, who looks at drafts", self.setup),)

    async def setup(self, interaction: discord.Interaction) -> None:
        """Open the form, with what is usual in it."""

        async def work(tongue: Tongue) -> discord.ui.Modal:
            rules = await self._means.rulebook.of(require_admin(interaction, tongue))
            return SetupForm(tongue, rules, _here(interaction))

        await open_form(interaction, work)

    async def take(self, interaction: discord.Interaction, sent: SentSetup) -> None:
        """Set what was chosen, and show the overview with what is missing."""

        async def work(tongue: Tongue) -> Page:
            guild = require_admin(interaction, tongue)
            self._check(interaction, tongue, sent)
            # What somebody else changes at the same moment, and this form does not ask for, stays.
            await self._means.change(interaction, lambda rules: _apply(rules, sent), {"what": "setup"})
            rules = await self._means.rulebook.of(guild)
            pages = await self._overviews.pages(interaction, tongue, rules)
            done = _done(interaction, tongue, sent)
            return listing_page(tongue, [f"{done}\n{pages[0]}", *pages[1:]], 0, Listing.OVERVIEW)

        await reply(interaction, work)

    def _check(self, interaction: discord.Interaction, tongue: Tongue, sent: SentSetup) -> None:
        guild = interaction.guild
        if guild is None or not sent.places or any(target_of_id(guild, one) is None for one in sent.places):
            raise NotDoneError(tongue.say(wording.NO_PLACE))
        if sent.review is not None and guild.get_channel(sent.review) is None:
            raise NotDoneError(tongue.say(wording.NO_PLACE))
        if sent.meant is ChannelMode.DRAFT and sent.review is None:
            raise NotDoneError(tongue.say(wording.SETUP_DRAFT_WITHOUT_REVIEW))
        # Discord numbers the role that everybody has as the server itself.
        if guild.id in sent.roles:
            raise NotDoneError(tongue.say(wording.NOT_EVERYBODY))


def _here(interaction: discord.Interaction) -> int | None:
    """Return the channel that is proposed: a thread stands for what it hangs under."""
    channel = interaction.channel
    return channel.parent_id if isinstance(channel, discord.Thread) else interaction.channel_id


def _apply(rules: GuildRules, sent: SentSetup) -> GuildRules:
    if mark_of(rules) != sent.seen:
        raise ChangedMeanwhileError
    for place in sent.places:
        held = replace(rules.places.get(place, PlaceRules()), mode=sent.meant)
        rules = set_place(rules, place, held)
    return replace(rules, review_channel=sent.review, moderator_roles=sent.roles)


def _done(interaction: discord.Interaction, tongue: Tongue, sent: SentSetup) -> str:
    done = tongue.say(
        wording.SETUP_DONE,
        places=listed(tongue, (channel_mark(place) for place in sent.places)),
        mode=mode_name(tongue, sent.meant),
        meaning=mode_meaning(tongue, sent.meant),
    )
    review = () if sent.review is None else review_warnings(tongue, interaction.guild, sent.review)
    return "\n".join((done, *review))
