"""Who may use what: judged by the bot itself, whatever Discord shows to whom."""

import re
from collections.abc import Mapping
from typing import Any

from bot.moderation.rules import GuildRules
from bot.wording import flagging, reviewing
from bot.wording import moderating as wording
from tests.bot.cogs.moderating.conftest import Staffed
from tests.bot.server import read

FILE = ("rules.json", b'{"version": 1}')
Uses = tuple[tuple[str, Mapping[str, object]], ...]
CHANGES: Uses = (
    ("channel", {"mode": "open"}),
    ("channel", {"inherit": "all"}),
    ("server", {"mode": "open"}),
    ("export", {}),
    ("import", {"file": FILE}),
    ("limits", {"whose": "person", "questions": 1}),
    ("people block", {"person": "bea"}),
    ("people unblock", {"person": "bea"}),
    ("words add", {"word": "gull"}),
    ("words remove", {"word": "gull"}),
    ("words list", {}),
    ("review", {"channel": "talk"}),
    ("review", {"none": True}),
    ("roles", {"roles": "nobody"}),
    ("options", {"strict": True}),
    ("tidy", {}),
)
LOOKS: Uses = (
    ("channel", {}),
    ("server", {}),
    ("overview", {}),
    ("limits", {}),
    ("people list", {}),
    ("review", {}),
    ("roles", {}),
    ("options", {}),
    ("try", {"member": "bea"}),
    ("log", {}),
    ("why", {}),
    ("pause", {}),
    ("resume", {}),
)


def put_in(staffed: Staffed, options: Mapping[str, object]) -> dict[str, Any]:
    """Return the options with people and channels in place of their names."""
    known: dict[object, object] = {"bea": staffed.server.bea, "talk": staffed.server.talk}
    return {
        name: known.get(value, value) if isinstance(value, str) else value for name, value in options.items()
    }


async def test_only_who_manages_the_server_may_change_its_rules(staffed: Staffed) -> None:
    before = await staffed.rules()
    for name, options in CHANGES:
        for by in (staffed.ann, staffed.cleo):
            refused = await staffed.use(name, by=by, **put_in(staffed, options))
            assert (refused.ephemeral, read(refused)) == (True, wording.ADMINS_ONLY), name
    assert await staffed.rules() == before
    assert not await staffed.acts()
    for name, options in CHANGES:
        granted = await staffed.use(name, **put_in(staffed, options))
        assert granted.ephemeral
        assert read(granted) not in {wording.ADMINS_ONLY, wording.FAILED}, name


async def test_only_who_moderates_may_look_and_pause(staffed: Staffed) -> None:
    for name, options in LOOKS:
        refused = await staffed.use(name, by=staffed.ann, **put_in(staffed, options))
        assert (refused.ephemeral, read(refused)) == (True, wording.STAFF_ONLY), name
        for by in (staffed.cleo, staffed.dora):
            granted = await staffed.use(name, by=by, **put_in(staffed, options))
            assert granted.ephemeral
            assert read(granted) not in {wording.STAFF_ONLY, wording.FAILED}, name


async def test_the_set_up_is_for_who_manages_the_server(staffed: Staffed) -> None:
    for by in (staffed.ann, staffed.cleo):
        refused = await staffed.use("setup", by=by)
        assert refused.modal is None
        assert read(refused) == wording.ADMINS_ONLY
    assert (await staffed.use("setup")).modal is not None


async def test_a_role_that_was_named_moderates_and_no_longer_once_it_is_not(staffed: Staffed) -> None:
    role = staffed.server.guild.create_role("Friends")
    friend = staffed.server.guild.add_member(staffed.server.env.create_user("eli"), roles=[role])
    await staffed.use("roles", roles=f"<@&{role.id}>")
    granted = read(await staffed.use("overview", by=friend))
    await staffed.use("roles", roles="nobody")

    assert granted != wording.STAFF_ONLY
    assert read(await staffed.use("overview", by=friend)) == wording.STAFF_ONLY


async def test_everybody_never_moderates(staffed: Staffed) -> None:
    everybody = f"<@&{staffed.server.guild.id}>"

    assert read(await staffed.use("roles", roles=everybody)) == wording.NOT_EVERYBODY
    assert read(await staffed.use("roles", roles="everybody")) == wording.NOT_EVERYBODY
    assert (await staffed.rules()).moderator_roles == frozenset()


async def test_all_changes_are_kept_with_who_made_them_and_without_words(staffed: Staffed) -> None:
    for name, options in CHANGES:
        await staffed.use(name, **put_in(staffed, options))
    acts = await staffed.acts()

    assert len(acts) >= 10
    assert {act.actor for act in acts} == {staffed.dora.id}
    told = repr([act.detail for act in acts])
    assert "gull" not in told
    assert str(staffed.server.bea.id) not in told


async def test_the_log_tells_what_was_done(staffed: Staffed) -> None:
    await staffed.use("channel", mode="draft")
    await staffed.use("pause", by=staffed.cleo)
    told = read(await staffed.use("log", by=staffed.cleo)).splitlines()

    assert re.fullmatch(rf"- <t:\d+:f>, <@{staffed.cleo.id}>: paused everything", told[1])
    place = f"<#{staffed.server.office.id}>"
    assert re.fullmatch(rf"- <t:\d+:f>, <@{staffed.dora.id}>: changed what holds in {place}", told[2])


async def test_what_is_as_it_was_is_no_change(staffed: Staffed) -> None:
    await staffed.use("channel", mode="draft")
    again = await staffed.use("channel", mode="draft")

    assert read(again).startswith(wording.NOTHING_CHANGED)
    assert len(await staffed.acts()) == 1
    assert await staffed.rules() != GuildRules()


async def test_answers_whose_sources_changed_are_listed_for_who_moderates(staffed: Staffed) -> None:
    refused = read(await staffed.use("outdated", by=staffed.ann))
    granted = read(await staffed.use("outdated", by=staffed.cleo))

    assert refused == reviewing.NOT_A_MODERATOR
    assert granted == flagging.NOTHING_OUTDATED
