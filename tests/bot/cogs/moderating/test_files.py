"""The rules as a file: given, looked at, applied; and whatever is no such file refused in a sentence."""

import json
import random
from dataclasses import replace

import discord
import pytest
import simcord
from sqlalchemy import text

from bot.moderation.rules import ChannelMode, GuildRules, PlaceRules
from bot.moderation.rules_json import rules_file
from bot.storage.acts import ActKind
from bot.wording import moderating as wording
from bot.wording import rule_files
from tests.bot.cogs.moderating.conftest import Staffed
from tests.bot.server import labels, read


async def look_at(staffed: Staffed, content: bytes) -> simcord.InteractionResult:
    return await staffed.use("import", file=("rules.json", content))


def rules_with(staffed: Staffed, **fields: object) -> GuildRules:
    places = {staffed.server.office.id: PlaceRules(mode=ChannelMode.OPEN, newcomer_days=4)}
    return replace(GuildRules(places=places, strict=True), **fields)


async def test_what_is_exported_is_imported_as_it_was(staffed: Staffed) -> None:
    await staffed.use("channel", mode="draft", newcomer_days=2)
    exported = await staffed.use("export")
    assert exported.response is not None
    (file,) = exported.response.attachments
    content = await file.read()
    before = await staffed.rules()
    await staffed.use("channel", inherit="all")
    shown = await look_at(staffed, content)
    applied = read(await staffed.press(shown, "Apply"))

    assert exported.ephemeral
    assert file.filename == "whosaid-rules.json"
    assert applied == wording.IMPORT_APPLIED
    assert await staffed.rules() == before


async def test_what_would_change_is_shown_before_anything_does(staffed: Staffed) -> None:
    before = await staffed.rules()
    shown = await look_at(staffed, rules_file(rules_with(staffed)).encode())
    office, nook = staffed.server.office.id, staffed.server.nook.id

    assert await staffed.rules() == before
    assert labels(shown) == ["Apply"]
    lines = read(shown).splitlines()
    assert lines[0] == wording.IMPORT_CHANGES
    assert f"- <#{office}>: nothing set → open, Only who joined at least 4 days ago." in lines
    assert f"- <#{nook}>: private → nothing set" in lines
    assert any(line.startswith("- Where the screening") and "→ Strict" in line for line in lines)


async def test_what_is_not_in_this_server_is_named(staffed: Staffed) -> None:
    rules = rules_with(
        staffed, review_channel=123456789012345678, moderator_roles=frozenset({987654321098765432})
    )
    shown = read(await look_at(staffed, rules_file(rules).encode()))

    named = "123456789012345678, 987654321098765432"
    assert shown.startswith(wording.IMPORT_STRANGERS.many.format(count=2, ids=named))


async def test_a_file_that_says_what_holds_offers_nothing(staffed: Staffed) -> None:
    shown = await look_at(staffed, rules_file(await staffed.rules()).encode())

    assert read(shown) == wording.IMPORT_SAME
    assert labels(shown) == []


async def test_it_is_not_applied_where_somebody_else_changed_the_rules_meanwhile(staffed: Staffed) -> None:
    shown = await look_at(staffed, rules_file(rules_with(staffed)).encode())
    await staffed.use("limits", whose="person", questions=3)
    applied = read(await staffed.press(shown, "Apply"))

    assert applied == wording.IMPORT_MEANWHILE
    assert (await staffed.rules()).strict is False


async def test_an_offer_is_taken_once_by_who_may_and_not_after_a_restart(staffed: Staffed) -> None:
    shown = await look_at(staffed, rules_file(rules_with(staffed)).encode())
    await staffed.server.env.restart_bot(staffed.server.new_bot())
    late = read(await staffed.press(shown, "Apply"))

    assert late == wording.IMPORT_OVER
    assert (await staffed.rules()).strict is False
    again = await look_at(staffed, rules_file(rules_with(staffed)).encode())
    await staffed.press(again, "Apply")
    assert (await staffed.rules()).strict is True
    assert [act.act for act in await staffed.acts()] == [ActKind.IMPORTED]


async def test_a_pause_is_no_matter_of_a_file(staffed: Staffed) -> None:
    await staffed.use("pause")
    shown = await look_at(staffed, rules_file(rules_with(staffed)).encode())
    await staffed.press(shown, "Apply")
    rules = await staffed.rules()

    assert rules.strict
    assert rules.paused_at is not None


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"\xff\xfe\x00", wording.IMPORT_NOT_TEXT),
        (b"", rule_files.NO_FILE),
        (b"[]", rule_files.NO_FILE),
        (b'{"version": 1, "strict": "yes"}', rule_files.YES_OR_NO.format(key="strict")),
        (
            b'{"version": 1, "places": {"5": {"mod": "open"}}}',
            rule_files.UNKNOWN_KEY.format(key="places.5.mod"),
        ),
        (b"{" * 60_000, rule_files.NO_FILE),
        (b" " * (256 * 1024 + 1), wording.IMPORT_TOO_LARGE.format(most=256)),
    ],
)
async def test_what_is_no_file_of_rules_is_refused_in_one_sentence(
    staffed: Staffed, content: bytes, told: str
) -> None:
    shown = await look_at(staffed, content)

    assert told in read(shown)
    assert labels(shown) == []


async def test_a_damaged_file_never_changes_anything_and_never_fails(staffed: Staffed) -> None:
    whole = rules_file(rules_with(staffed)).encode()
    before, chance = await staffed.rules(), random.Random(4)  # noqa: S311 - chance, not secrecy
    for _ in range(40):
        damaged = bytearray(whole)
        for _ in range(chance.randint(1, 6)):
            at = chance.randrange(len(damaged))
            if chance.random() < 0.5:
                del damaged[at : at + chance.randint(1, 30)]
            else:
                damaged[at] = chance.choice(b'{}[]",:0x-\xc3')
        shown = read(await look_at(staffed, bytes(damaged)))
        assert shown
        assert shown != wording.FAILED
    assert await staffed.rules() == before


async def test_rules_that_cannot_be_read_are_replaced_by_a_file(staffed: Staffed) -> None:
    content = json.dumps({"version": 1, "strict": True}).encode()
    async with staffed.server.database.session() as session:
        await session.execute(text("UPDATE guild_rules SET rules = '{\"version\": 99}'"))
    await staffed.server.env.restart_bot(staffed.server.new_bot())
    shown = await look_at(staffed, content)
    applied = read(await staffed.press(shown, "Apply"))

    assert applied == wording.IMPORT_APPLIED
    assert await staffed.rules() == GuildRules(strict=True)


async def test_who_lost_the_right_meanwhile_applies_nothing(staffed: Staffed) -> None:
    shown = await look_at(staffed, rules_file(rules_with(staffed)).encode())
    guild = staffed.server.bot.get_guild(staffed.server.guild.id)
    assert guild is not None
    owners = discord.utils.get(guild.roles, name="Owners")
    assert owners is not None
    await owners.edit(permissions=discord.Permissions(manage_messages=True))
    applied = read(await staffed.press(shown, "Apply"))

    assert applied == wording.ADMINS_ONLY
    assert (await staffed.rules()).strict is False
