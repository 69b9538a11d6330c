"""The dry run says what would happen, and nothing does."""

from datetime import UTC, datetime, timedelta

import discord

from bot.wording import moderating as wording
from bot.wording import overview as words
from tests.bot.cogs.changing import member_of
from tests.bot.cogs.moderating.conftest import Staffed
from tests.bot.server import read


async def test_it_says_that_somebody_would_be_answered_and_how(staffed: Staffed) -> None:
    server = staffed.server
    shown = read(await staffed.use("try", member=server.ann, place=server.talk)).splitlines()

    assert shown[0] == f"**If <@{server.ann.id}> asked in <#{server.talk.id}> now**"
    assert shown[1] == wording.TRY_ANSWERED.format(mode="open", meaning=words.OPEN_MEANS)
    assert wording.STEP_PASSED.format(look=wording.LOOK_BLOCKED) in shown
    assert f"- {wording.LOOK_MODE} ({words.FROM_OPERATOR}): yes." in shown
    assert "- This person: 0 of 10 questions used, 10 left." in shown


async def test_it_names_the_step_that_stops_them_and_goes_on(staffed: Staffed) -> None:
    server = staffed.server
    await staffed.use("people block", person=server.ann)
    await staffed.use("server", newcomer_days=3000)
    shown = read(await staffed.use("try", member=server.ann, place=server.talk)).splitlines()

    assert shown[1] == wording.TRY_REFUSED.format(look=wording.LOOK_BLOCKED)
    assert wording.STEP_STOPPED.format(look=wording.LOOK_BLOCKED) in shown
    age = f"{wording.LOOK_AGE} ({words.FROM_SERVER})"
    assert any(line.startswith(f"- **{age}: no**, until <t:") for line in shown)


async def test_who_moderates_is_spared_and_it_says_so(staffed: Staffed) -> None:
    server = staffed.server
    await staffed.use("server", newcomer_days=3000)
    shown = read(await staffed.use("try", member=staffed.cleo, place=server.talk)).splitlines()

    assert shown[1].startswith("I would answer")
    assert f"- {wording.LOOK_AGE} ({words.FROM_SERVER}): no, but moderators are spared this." in shown
    assert wording.TRY_SPARED in shown


async def test_what_is_used_of_the_limits_is_counted_and_nothing_of_the_try_is(staffed: Staffed) -> None:
    server = staffed.server
    await staffed.use("limits", whose="person", questions=2)
    await server.ann.slash(server.talk, "ask", question="Why?")
    for _ in range(3):
        shown = read(await staffed.use("try", member=server.ann, place=server.talk))
        assert "- This person: 1 of 2 questions used, 1 left." in shown
    await server.ann.slash(server.talk, "ask", question="And what else?")
    full = read(await staffed.use("try", member=server.ann, place=server.talk))

    assert "- This person: 2 of 2 questions used, 0 left." in full
    assert full.splitlines()[1].startswith("**I would not answer** until <t:")
    assert len(server.answering.asked) == 2


async def test_a_time_out_is_seen_in_the_payload(staffed: Staffed) -> None:
    server = staffed.server
    # The simulator's own clock stands in another year than ours.
    until = datetime.now(UTC) + timedelta(hours=1)
    await (await member_of(server, server.ann)).edit(timed_out_until=until)
    shown = read(await staffed.use("try", member=server.ann, place=server.talk)).splitlines()

    assert shown[1] == wording.TRY_REFUSED.format(look=wording.LOOK_TIME_OUT)


async def test_who_cannot_see_a_channel_would_not_be_answered_there(staffed: Staffed) -> None:
    server = staffed.server
    silent = discord.PermissionOverwrite(send_messages=False)
    stage = server.guild.create_text_channel("stage", overwrites={server.guild.default_role: silent})
    await staffed.use("channel", place=stage, mode="open")
    shown = read(await staffed.use("try", member=server.ann, place=stage)).splitlines()

    assert shown[1] == wording.TRY_REFUSED.format(look=wording.LOOK_WRITING)


async def test_nobody_asks_in_a_category(staffed: Staffed) -> None:
    hall = staffed.server.guild.create_category("Hall")

    assert read(await staffed.use("try", member=staffed.ann, place=hall)) == wording.TRY_NO_CATEGORY
