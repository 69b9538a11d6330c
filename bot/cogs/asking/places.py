"""Where something happens and who does it, read from what Discord sent with it."""

import discord

from bot.moderation.places import Person, Place, PlaceKind

Event = discord.Message | discord.Interaction
Holder = discord.abc.GuildChannel | discord.Thread
"""What a place of a server is made of."""


def place_of(event: Event) -> Place | None:
    """Return the place of a message or an interaction; None where not enough is known of it."""
    if isinstance(event.channel, discord.DMChannel):
        return Place(guild=None, channel=event.channel.id, kind=PlaceKind.DIRECT)
    guild = event.guild_id if isinstance(event, discord.Interaction) else event.guild and event.guild.id
    return None if guild is None else placed(event.channel, guild)


def placed(channel: object, guild: int, parent: discord.abc.GuildChannel | None = None) -> Place | None:
    """Return a channel, thread or post of a server as a place; None for what nobody talks in.

    `parent` is what a thread hangs under, where the server as it is remembered does not say.
    """
    if isinstance(channel, discord.Thread):
        above = parent or channel.parent
        # Without what stands above it, a rule that closes it might be missed.
        return None if above is None else _thread(channel, guild, above)
    kind = _kind(channel)
    if kind is None or not isinstance(
        channel, discord.TextChannel | discord.VoiceChannel | discord.StageChannel
    ):
        return None
    return Place(
        guild=guild,
        channel=channel.id,
        kind=kind,
        category=channel.category_id,
        age_restricted=channel.nsfw,
        slowmode=channel.slowmode_delay,
    )


def person_of(event: Event) -> Person:
    """Return who sent a message or an interaction, with their rights where they did."""
    if isinstance(event, discord.Interaction):
        return _person(event.user, event.permissions, event.channel)
    if not isinstance(event.author, discord.Member):
        return Person(id=event.author.id, bot=_is_machine(event), member=False, may_send=False)
    person = _person(event.author, permissions_in(event.channel, event.author), event.channel)
    return person if not _is_machine(event) else Person(id=person.id, bot=True, member=person.member)


def member_in(
    member: discord.Member, channel: Holder, parent: discord.abc.GuildChannel | None = None
) -> Person:
    """Return a member with the rights that the roles and the channel give them."""
    return _person(member, permissions_in(parent or channel, member), channel)


def permissions_in(channel: object, member: discord.Member) -> discord.Permissions:
    """Return what a member may do in a place, by its roles and overwrites; nothing if not known."""
    above = channel.parent if isinstance(channel, discord.Thread) else channel
    if not isinstance(above, discord.abc.GuildChannel):
        return discord.Permissions.none()
    return above.permissions_for(member)


def may_write(permissions: discord.Permissions, channel: object) -> bool:
    """Tell whether these permissions let one write in a place: threads have one of their own."""
    threaded = isinstance(channel, discord.Thread)
    return permissions.send_messages_in_threads if threaded else permissions.send_messages


def _thread(thread: discord.Thread, guild: int, parent: discord.abc.GuildChannel) -> Place:
    return Place(
        guild=guild,
        channel=thread.id,
        kind=_thread_kind(thread, parent),
        parent=parent.id,
        category=parent.category_id,
        locked=thread.locked,
        archived=thread.archived,
        age_restricted=bool(getattr(parent, "nsfw", False)),
        slowmode=thread.slowmode_delay,
    )


def _thread_kind(thread: discord.Thread, parent: discord.abc.GuildChannel) -> PlaceKind:
    if thread.type is discord.ChannelType.private_thread:
        return PlaceKind.PRIVATE_THREAD
    if thread.type is discord.ChannelType.news_thread:
        # What is announced is no more open to talk in a thread than where it was announced.
        return PlaceKind.ANNOUNCEMENT
    return PlaceKind.FORUM_POST if isinstance(parent, discord.ForumChannel) else PlaceKind.THREAD


def _kind(channel: object) -> PlaceKind | None:
    if isinstance(channel, discord.VoiceChannel | discord.StageChannel):
        return PlaceKind.VOICE
    if isinstance(channel, discord.TextChannel):
        return PlaceKind.ANNOUNCEMENT if channel.is_news() else PlaceKind.CHANNEL
    return None


def _person(user: object, permissions: discord.Permissions, channel: object) -> Person:
    if not isinstance(user, discord.Member):
        identity = user.id if isinstance(user, discord.User) else 0
        bot = isinstance(user, discord.User) and user.bot
        return Person(id=identity, bot=bot, member=False, may_send=False)
    joined, until = user.joined_at, user.timed_out_until
    return Person(
        id=user.id,
        bot=user.bot,
        roles=frozenset(role.id for role in user.roles),
        joined_at=None if joined is None else int(joined.timestamp()),
        timed_out_until=None if until is None else int(until.timestamp()),
        # Who has not passed the server's own screening cannot write yet, whatever their roles say.
        may_send=may_write(permissions, channel) and not user.pending,
        manages_messages=permissions.manage_messages,
        manages_server=permissions.manage_guild,
        skips_slowmode=permissions.bypass_slowmode,
    )


def _is_machine(message: discord.Message) -> bool:
    return message.author.bot or message.webhook_id is not None
