"""What holds in a place, shown and set."""

from dataclasses import replace

import discord

from bot.moderation.rules import ChannelMode, PlaceRules
from bot.wording import moderating as wording
from bot.wording import overview as words
from tests.bot.cogs.moderating.conftest import Staffed
from tests.bot.cogs.test_questions import open_thread
from tests.bot.interview import SOURCE
from tests.bot.server import labels, read


async def test_without_options_it_shows_what_holds_here_and_where_it_comes_from(staffed: Staffed) -> None:
    result = await staffed.use("channel")

    assert f"**What holds in <#{staffed.server.office.id}>**" in read(result)
    assert "Mode: **off** (the server's default)." in read(result)
    assert labels(result) == ["Change"]


async def test_what_is_set_holds_at_once_and_is_shown(staffed: Staffed) -> None:
    role = staffed.server.guild.create_role("Readers")
    result = await staffed.use(
        "channel", mode="draft", roles=f"<@&{role.id}>", newcomer_days=3, sources=f" {SOURCE} ,"
    )

    assert read(result).splitlines()[:6] == [
        wording.DONE,
        f"**What holds in <#{staffed.server.office.id}>**",
        f"Mode: **draft** (set for the channel itself). {words.DRAFT_MEANS}",
        f"Who may ask: <@&{role.id}> (set for the channel itself).",
        "Newcomers wait 3 days (set for the channel itself).",
        f"Sources: {SOURCE} (set for the channel itself).",
    ]
    assert (await staffed.rules()).places[staffed.server.office.id] == PlaceRules(
        mode=ChannelMode.DRAFT, roles=frozenset({role.id}), newcomer_days=3, sources=frozenset({SOURCE})
    )


async def test_each_setting_can_be_taken_from_above_again_alone_or_all_of_them(staffed: Staffed) -> None:
    office = staffed.server.office.id
    await staffed.use("channel", mode="open", newcomer_days=2)
    await staffed.use("channel", inherit="mode")
    assert (await staffed.rules()).places[office] == PlaceRules(newcomer_days=2)
    await staffed.use("channel", inherit="all")

    assert office not in (await staffed.rules()).places


async def test_everybody_and_all_are_said_in_words(staffed: Staffed) -> None:
    await staffed.use("server", roles="<@&5>", sources=SOURCE)
    await staffed.use("channel", roles="everybody", sources="all")
    held = (await staffed.rules()).places[staffed.server.office.id]

    assert (held.roles, held.sources) == (frozenset(), frozenset())


async def test_what_cannot_be_read_changes_nothing_and_says_what_to_write(staffed: Staffed) -> None:
    roles = read(await staffed.use("channel", mode="open", roles="the readers"))
    sources = read(await staffed.use("channel", mode="open", sources="`no*such`"))

    assert roles == wording.UNKNOWN_ROLES.format(everybody=wording.EVERYBODY)
    assert sources.startswith(r"There is no source \`no\*such\` that this server may ask.")
    assert staffed.server.office.id not in (await staffed.rules()).places


async def test_a_source_of_another_server_cannot_be_named_nor_is_it_offered(staffed: Staffed) -> None:
    catalogue = staffed.server.backend.catalogue
    catalogue.entry = replace(catalogue.entry, servers=frozenset({5}))
    refused = read(await staffed.use("channel", sources=SOURCE))
    offered = await staffed.dora.autocomplete(staffed.server.office, "moderation channel", "sources", "")

    assert refused.startswith("There is no source")
    assert offered == []


async def test_sources_complete_after_those_that_were_typed(staffed: Staffed) -> None:
    office = staffed.server.office
    offered = await staffed.dora.autocomplete(office, "moderation channel", "sources", "harb")
    again = await staffed.dora.autocomplete(office, "moderation channel", "sources", f"{SOURCE},")
    onward = await staffed.dora.autocomplete(office, "moderation channel", "sources", "quarry, har")

    assert [choice["value"] for choice in offered] == [SOURCE]
    assert again == []
    assert [choice["value"] for choice in onward] == [f"quarry,{SOURCE}"]


async def test_a_thread_and_a_category_have_rules_of_their_own(staffed: Staffed) -> None:
    server = staffed.server
    hall = server.guild.create_category("Hall")
    inside = server.guild.create_text_channel("inside", category=hall)
    thread = await open_thread(server, inside)
    await staffed.use("channel", place=hall, mode="private")
    shown = read(await staffed.use("channel", place=inside))
    in_thread = read(await staffed.use("channel", place=thread, mode="open"))

    assert "Mode: **private** (from its category)." in shown
    assert "Mode: **open** (set for this thread)." in in_thread
    assert read(await staffed.use("channel", place=hall)).splitlines()[0] == f"**What holds in <#{hall.id}>**"


async def test_the_servers_own_rule_reaches_where_nothing_else_is_set(staffed: Staffed) -> None:
    result = await staffed.use("server", mode="private")

    assert "Mode: **private** (the server's default)." in read(result)
    assert (await staffed.server.ann.slash(staffed.server.office, "ask", question="Why?")).ephemeral
    assert staffed.server.answering.asked


async def test_the_form_shows_what_is_set_and_sets_what_is_chosen(staffed: Staffed) -> None:
    role = staffed.server.guild.create_role("Readers")
    shown = await staffed.use("channel", mode="open")
    form = await staffed.press(shown, "Change")
    assert form.modal is not None
    sent = await staffed.dora.submit_modal(
        form, {"mode": ["draft"], "roles": [role], "days": "4", "sources": [SOURCE]}
    )

    assert "Mode: **draft** (set for the channel itself)." in read(sent)
    assert (await staffed.rules()).places[staffed.server.office.id] == PlaceRules(
        mode=ChannelMode.DRAFT, roles=frozenset({role.id}), newcomer_days=4, sources=frozenset({SOURCE})
    )


async def test_what_is_left_empty_in_the_form_is_taken_from_above(staffed: Staffed) -> None:
    shown = await staffed.use("channel", mode="open", newcomer_days=2, sources=SOURCE)
    form = await staffed.press(shown, "Change")
    await staffed.dora.submit_modal(form, {"mode": ["above"], "roles": [], "days": "", "sources": []})

    assert staffed.server.office.id not in (await staffed.rules()).places


async def test_days_that_are_no_number_change_nothing(staffed: Staffed) -> None:
    shown = await staffed.use("channel", mode="open")
    form = await staffed.press(shown, "Change")
    sent = await staffed.dora.submit_modal(form, {"mode": ["draft"], "days": "two"})

    assert read(sent) == wording.BAD_DAYS.format(most=3650)
    assert (await staffed.rules()).places[staffed.server.office.id].mode is ChannelMode.OPEN


async def test_the_form_is_refused_to_who_lost_the_right_meanwhile(staffed: Staffed) -> None:
    shown = await staffed.use("channel", mode="off")
    form = await staffed.press(shown, "Change")
    guild = staffed.server.bot.get_guild(staffed.server.guild.id)
    assert guild is not None
    owners = discord.utils.get(guild.roles, name="Owners")
    assert owners is not None
    await owners.edit(permissions=discord.Permissions.none())
    sent = await staffed.dora.submit_modal(form, {"mode": ["open"]})

    assert read(sent) == wording.ADMINS_ONLY
    assert (await staffed.rules()).places[staffed.server.office.id].mode is ChannelMode.OFF


async def test_a_form_that_was_filled_from_other_rules_changes_nothing(staffed: Staffed) -> None:
    shown = await staffed.use("channel", mode="private")
    form = await staffed.press(shown, "Change")
    await staffed.use("channel", newcomer_days=5)
    sent = await staffed.dora.submit_modal(form, {"mode": ["open"]})

    assert read(sent) == wording.CHANGED_MEANWHILE
    assert (await staffed.rules()).places[staffed.server.office.id] == PlaceRules(
        mode=ChannelMode.PRIVATE, newcomer_days=5
    )
