"""From nothing to speaking, in one form."""

import discord
import simcord

from bot.moderation.rules import ChannelMode, PlaceRules
from bot.wording import moderating as wording
from bot.wording import overview as words
from tests.bot.cogs.moderating.conftest import Staffed
from tests.bot.server import read


def backroom(staffed: Staffed) -> simcord.ChannelHandle:
    """Return a channel that only who moderates reads."""
    guild, us = staffed.server.guild, staffed.server.env.bot.user
    assert us is not None
    seen = discord.PermissionOverwrite(view_channel=True)
    hidden = discord.PermissionOverwrite(view_channel=False)
    return guild.create_text_channel(
        "backroom", overwrites={guild.default_role: hidden, staffed.dora: seen, us: seen}
    )


async def fill(staffed: Staffed, **values: object) -> simcord.InteractionResult:
    form = await staffed.use("setup")
    return await staffed.dora.submit_modal(form, dict(values))


async def test_the_form_proposes_the_channel_it_is_opened_in_and_what_is_usual(staffed: Staffed) -> None:
    form = (await staffed.use("setup")).modal
    assert form is not None
    parts = {part["component"]["custom_id"]: part["component"] for part in form["components"][1:]}

    assert len(form["components"]) == 5
    assert [int(one["id"]) for one in parts["where"]["default_values"]] == [staffed.server.office.id]
    assert [option["value"] for option in parts["mode"]["options"] if option.get("default")] == ["usual"]


async def test_with_a_channel_for_drafts_answers_become_drafts_by_themselves(staffed: Staffed) -> None:
    review, office = backroom(staffed), staffed.server.office
    shown = read(await fill(staffed, where=[office], mode="usual", review=[review]))
    rules = await staffed.rules()

    assert rules.places[office.id] == PlaceRules(mode=ChannelMode.DRAFT)
    assert rules.review_channel == review.id
    assert shown.startswith(f"**Set up.** In <#{office.id}> I now speak in this way: draft.")
    assert words.SETTINGS in shown


async def test_without_one_they_are_open(staffed: Staffed) -> None:
    office = staffed.server.office
    await fill(staffed, where=[office, staffed.server.nook], mode="usual")
    places = (await staffed.rules()).places

    assert places[office.id].mode is places[staffed.server.nook.id].mode is ChannelMode.OPEN
    assert not (await staffed.ann.slash(office, "ask", question="Why?")).ephemeral


async def test_drafts_without_a_channel_for_them_are_refused(staffed: Staffed) -> None:
    shown = read(await fill(staffed, where=[staffed.server.office], mode="draft"))

    assert shown == wording.SETUP_DRAFT_WITHOUT_REVIEW
    assert staffed.server.office.id not in (await staffed.rules()).places


async def test_what_is_missing_is_named_with_its_channel(staffed: Staffed) -> None:
    guild, office = staffed.server.guild, staffed.server.office
    me = staffed.server.env.bot.user
    assert me is not None
    silent = discord.PermissionOverwrite(send_messages=False)
    review = guild.create_text_channel("backroom", overwrites={me: silent})
    shown = read(await fill(staffed, where=[office], mode="usual", review=[review]))

    assert wording.REVIEW_LACKING.format(permissions="Send Messages") in shown
    assert f"In <#{review.id}>, where drafts and flags are shown, I lack: Send Messages." in shown
    assert wording.REVIEW_READ_BY_ALL.format(channel=f"<#{review.id}>") in shown


async def test_a_hidden_channel_for_drafts_gives_no_warning(staffed: Staffed) -> None:
    shown = read(await fill(staffed, where=[staffed.server.office], mode="usual", review=[backroom(staffed)]))

    assert "Careful" not in shown


async def test_a_form_that_was_opened_before_a_restart_can_be_sent_after_it(staffed: Staffed) -> None:
    form = await staffed.use("setup")
    await staffed.server.env.restart_bot(staffed.server.new_bot())
    await staffed.dora.submit_modal(form, {"where": [staffed.server.office], "mode": "private"})

    assert (await staffed.rules()).places[staffed.server.office.id].mode is ChannelMode.PRIVATE


async def test_what_somebody_else_set_meanwhile_stays(staffed: Staffed) -> None:
    form = await staffed.use("setup")
    await staffed.use("channel", newcomer_days=3)
    await staffed.dora.submit_modal(form, {"where": [staffed.server.office], "mode": "open"})

    assert (await staffed.rules()).places[staffed.server.office.id] == PlaceRules(
        mode=ChannelMode.OPEN, newcomer_days=3
    )


async def test_roles_that_are_chosen_moderate(staffed: Staffed) -> None:
    role = staffed.server.guild.create_role("Friends")
    await fill(staffed, where=[staffed.server.office], mode="open", roles=[role])

    assert (await staffed.rules()).moderator_roles == frozenset({role.id})


async def test_a_form_whose_proposals_hold_no_more_changes_nothing(staffed: Staffed) -> None:
    form = await staffed.use("setup")
    await staffed.use("review", channel=staffed.server.nook)
    sent = await staffed.dora.submit_modal(form, {"where": [staffed.server.office], "mode": "open"})

    assert read(sent) == wording.CHANGED_MEANWHILE
    assert (await staffed.rules()).review_channel == staffed.server.nook.id


async def test_everybody_cannot_be_made_a_moderator(staffed: Staffed) -> None:
    everybody = staffed.server.guild.default_role
    shown = read(await fill(staffed, where=[staffed.server.office], mode="open", roles=[everybody]))

    assert shown == wording.NOT_EVERYBODY
    assert (await staffed.rules()).moderator_roles == frozenset()
