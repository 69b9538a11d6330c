"""`/moderation review` and `roles`: where drafts and flags are shown, and who else moderates."""

from collections.abc import Sequence
from dataclasses import replace

import discord
from discord import app_commands

from bot.cogs.moderating.commanding import Command, command
from bot.cogs.moderating.layouts import lacking_in
from bot.cogs.moderating.means import Means, guild_of
from bot.cogs.moderating.placing import read_roles
from bot.cogs.moderating.replying import NotDoneError, reply
from bot.cogs.moderating.rights import require_admin, require_staff
from bot.moderation.rules import GuildRules
from bot.rendering.ruling import channel_mark, roles_list
from bot.translating import Tongue
from bot.views.page import Page, say
from bot.wording import moderating as wording
from bot.wording import overview as words


class Reviewers:
    """Sets the review channel and the roles that moderate."""

    def __init__(self, means: Means) -> None:
        self._means = means

    def commands(self) -> Sequence[Command]:
        """Return the commands."""
        return (
            command("review", "Show or set the channel for drafts and flags", self.review),
            command("roles", "Show or set which roles moderate", self.roles),
        )

    @app_commands.describe(channel="A channel that only moderators read", none="Have none")
    async def review(
        self,
        interaction: discord.Interaction,
        channel: discord.TextChannel | None = None,
        none: bool | None = None,  # noqa: FBT001 - an option of the command, passed by name
    ) -> None:
        """Show or set the review channel."""

        async def work(tongue: Tongue) -> Page:
            if channel is None and not none:
                rules = await require_staff(self._means, interaction, tongue)
                return say(review_line(tongue, rules))
            require_admin(interaction, tongue)
            identity = None if none or channel is None else channel.id

            def change(rules: GuildRules) -> GuildRules:
                return replace(rules, review_channel=identity)

            await self._means.change(interaction, change, {"what": "review"})
            if identity is None:
                return say(tongue.say(wording.REVIEW_UNSET))
            lines = (
                tongue.say(wording.REVIEW_SET, channel=channel_mark(identity)),
                *review_warnings(tongue, interaction.guild, identity),
            )
            return say("\n".join(lines))

        await reply(interaction, work)

    @app_commands.describe(roles="@roles, or nobody")
    async def roles(self, interaction: discord.Interaction, roles: str | None = None) -> None:
        """Show or set the roles that moderate."""

        async def work(tongue: Tongue) -> Page:
            if roles is None:
                rules = await require_staff(self._means, interaction, tongue)
                return _roles_page(tongue, rules)
            guild = require_admin(interaction, tongue)
            nobody = roles.strip().casefold() in {tongue.say(wording.NO_ROLES).casefold(), wording.NO_ROLES}
            chosen = frozenset[int]() if nobody else read_roles(tongue, roles) or frozenset[int]()
            # Discord numbers the role that everybody has as the server itself.
            if not nobody and (not chosen or guild in chosen):
                raise NotDoneError(tongue.say(wording.NOT_EVERYBODY))

            def change(rules: GuildRules) -> GuildRules:
                return replace(rules, moderator_roles=chosen)

            await self._means.change(interaction, change, {"what": "roles"})
            return _roles_page(tongue, await self._means.rulebook.of(guild_of(interaction)))

        await reply(interaction, work)


def review_line(tongue: Tongue, rules: GuildRules) -> str:
    """Return where drafts and flags are shown."""
    if rules.review_channel is None:
        return tongue.say(words.NO_REVIEW)
    return tongue.say(words.REVIEW, channel=channel_mark(rules.review_channel))


def review_warnings(tongue: Tongue, guild: discord.Guild | None, channel: int) -> Sequence[str]:
    """Return what speaks against a channel for drafts: the bot cannot write there, or everybody reads it."""
    found = None if guild is None else guild.get_channel(channel)
    if guild is None or found is None:
        return (tongue.say(words.REVIEW_GONE),)
    lacking = ", ".join(tongue.say(name) for name in lacking_in(guild, found))
    public = found.permissions_for(guild.default_role).view_channel
    return (
        *((tongue.say(wording.REVIEW_LACKING, permissions=lacking),) if lacking else ()),
        *((tongue.say(wording.REVIEW_READ_BY_ALL, channel=channel_mark(channel)),) if public else ()),
    )


def _roles_page(tongue: Tongue, rules: GuildRules) -> Page:
    if not rules.moderator_roles:
        return say(tongue.say(wording.ROLES_UNSET))
    return say(tongue.say(wording.ROLES_SET, roles=roles_list(tongue, rules.moderator_roles)))
