"""The overview of a real server, page by page."""

import asyncio
from dataclasses import replace

import discord
import pytest

from bot.cogs.asking.delivery import DeliveryError
from bot.cogs.moderating.layouts import layout_of
from bot.moderation.places import PlaceKind
from bot.moderation.rules import ChannelMode, PlaceRules
from bot.storage.questions import Ending
from bot.views.listing import Listing, TurnPage
from bot.views.page import Page
from bot.wording import corpus, reviewing
from bot.wording import moderating as wording
from bot.wording import overview as words
from tests.bot.cogs.changing import edit_thread
from tests.bot.cogs.moderating.conftest import Staffed
from tests.bot.cogs.test_questions import open_thread
from tests.bot.server import read


async def test_it_names_every_channel_with_what_holds_there(staffed: Staffed) -> None:
    server = staffed.server
    hall = server.guild.create_category("Hall")
    inside = server.guild.create_text_channel("inside", category=hall)
    thread = await open_thread(server, inside)
    await staffed.use("channel", place=hall, mode="draft")
    await staffed.use("channel", place=thread, mode="open")
    lines = read(await staffed.use("overview")).splitlines()

    assert words.UNGROUPED in lines
    assert f"- **open** ({words.FROM_OPERATOR}): <#{server.talk.id}>" in lines
    assert f"- **off** ({words.FROM_SERVER}): <#{server.office.id}>" in lines
    assert f"- **private** ({words.FROM_CHANNEL}): <#{server.nook.id}>" in lines
    assert lines[lines.index("**Hall**") + 1] == f"- **draft** ({words.FROM_CATEGORY}): <#{inside.id}>"
    assert f"- <#{thread.id}>, in <#{inside.id}>: **open** ({words.FROM_THREAD})" in lines
    assert words.DRAFTS_NOWHERE.one in lines


async def test_every_kind_of_channel_is_known(staffed: Staffed) -> None:
    server, guild = staffed.server, staffed.server.guild
    forum = guild.create_forum_channel("forum")
    news, voice = guild.create_news_channel("news"), guild.create_voice_channel("voice")
    stage = guild.create_stage_channel("stage")
    real = server.bot.get_guild(guild.id)
    assert real is not None
    kinds = {spot.place.channel: spot.place.kind for spot in layout_of(real, None).spots}

    assert kinds[forum.id] is PlaceKind.CHANNEL
    assert kinds[news.id] is PlaceKind.ANNOUNCEMENT
    assert kinds[voice.id] is kinds[stage.id] is PlaceKind.VOICE
    assert kinds[server.talk.id] is PlaceKind.CHANNEL


async def test_a_permission_that_the_bot_lacks_is_named_with_its_channel(staffed: Staffed) -> None:
    server = staffed.server
    us = server.env.bot.user
    assert us is not None
    blind = discord.PermissionOverwrite(send_messages=False, read_message_history=False)
    mute = server.guild.create_text_channel("mute", overwrites={us: blind})
    await staffed.use("channel", place=mute, mode="open")
    shown = read(await staffed.use("overview"))

    assert f"- In <#{mute.id}> I lack: Send Messages, Read Message History." in shown


async def test_a_channel_that_is_gone_is_told(staffed: Staffed) -> None:
    server = staffed.server
    await staffed.use("review", channel=server.office)
    await staffed.use("channel", place=server.office, mode="open")
    channel = server.bot.get_channel(server.office.id)
    assert isinstance(channel, discord.TextChannel)
    await channel.delete()
    shown = read(await staffed.dora.slash(server.talk, "moderation overview"))

    assert words.REVIEW_GONE in shown
    assert words.PLACES_GONE.one.format(ids=server.office.id) in shown


async def test_a_page_is_turned_only_by_who_moderates_whatever_is_under_a_message(staffed: Staffed) -> None:
    server = staffed.server
    for listing in Listing:
        channel = server.bot.get_channel(server.talk.id)
        assert isinstance(channel, discord.TextChannel)
        button = TurnPage(listing, 1, 0, back=False, label="Turn")
        await channel.send(view=Page(["odd"], [[button]]))
        odd = server.talk.last_message
        assert odd is not None
        shown = read(await server.ann.click(odd, label="Turn"))
        if listing in {Listing.SOURCES, Listing.SPEAKERS}:
            continue
        refusals = {wording.STAFF_ONLY, wording.ADMINS_ONLY, reviewing.NOT_A_MODERATOR}
        assert shown in refusals | {corpus.CURATORS_ONLY}


async def test_two_changes_at_once_both_hold(staffed: Staffed) -> None:
    book, guild = staffed.server.bot.rulebook, staffed.server.guild.id
    await staffed.use("channel", mode="open")
    means = [
        staffed.server.set_mode(staffed.server.talk, ChannelMode.DRAFT),
        staffed.server.set_mode(staffed.server.nook, ChannelMode.OPEN),
    ]
    await asyncio.gather(*means)
    places = (await book.of(guild)).places

    assert {places[one.id].mode for one in (staffed.server.office, staffed.server.nook)} == {ChannelMode.OPEN}
    assert places[staffed.server.talk.id].mode is ChannelMode.DRAFT


async def test_rules_of_what_was_deleted_are_removed_and_of_what_is_hidden_or_archived_are_not(
    staffed: Staffed,
) -> None:
    server = staffed.server
    us = server.env.bot.user
    assert us is not None
    blind = discord.PermissionOverwrite(view_channel=False)
    hidden = server.guild.create_text_channel("hidden", overwrites={us: blind})
    thread = await open_thread(server, server.talk)
    for place in (server.office, hidden, thread):
        await staffed.use("channel", place=place, mode="open")
    elsewhere = server.env.create_guild().create_text_channel("elsewhere")
    await server.set_mode(elsewhere, ChannelMode.OPEN)
    await edit_thread(server, thread, archived=True)
    office = server.bot.get_channel(server.office.id)
    assert isinstance(office, discord.TextChannel)
    await office.delete()
    shown = read(await staffed.dora.slash(server.talk, "moderation tidy"))

    ids = f"{server.office.id}, {elsewhere.id}"
    assert shown == wording.TIDIED.many.format(count=2, ids=ids)
    assert {hidden.id, thread.id} < set((await staffed.rules()).places)
    assert server.office.id not in (await staffed.rules()).places
    again = read(await staffed.dora.slash(server.talk, "moderation tidy"))
    assert again == wording.TIDY_NOTHING


async def test_what_discord_does_not_let_us_see_is_not_taken_for_deleted(
    staffed: Staffed, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refuse(*_: object) -> None:
        raise DeliveryError(Ending.FORBIDDEN)

    lost = 123456789012345678
    await staffed.server.change_rules(
        lambda rules: replace(rules, places={**rules.places, lost: PlaceRules(mode=ChannelMode.OFF)})
    )
    monkeypatch.setattr(discord.Guild, "fetch_channel", refuse)
    shown = read(await staffed.use("tidy"))

    assert shown == wording.TIDY_NOTHING
    assert lost in (await staffed.rules()).places
