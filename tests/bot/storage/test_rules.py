"""Two who change the rules at once do not overwrite each other."""

import asyncio
from dataclasses import replace

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.moderation.rules import ChannelMode, GuildRules, PlaceRules
from bot.moderation.rules_json import RulesError
from bot.rulebook import Rulebook
from bot.storage.database import Database
from bot.storage.rules import keep_guild_rules, read_guild_rules, read_kept_rules
from bot.storage.tables import GuildRulesRow

GUILD, OTHER, NOW = 2**62 + 1, 7, 1_800_000_000
OPEN = GuildRules(default=PlaceRules(mode=ChannelMode.OPEN), blocked_people=frozenset({2**62}))


async def test_a_server_that_has_set_nothing_has_the_rules_of_nobody(session: AsyncSession) -> None:
    kept = await read_kept_rules(session, GUILD)
    assert (kept.rules, kept.version) == (GuildRules(), 0)


async def test_rules_are_kept_for_their_server_alone(session: AsyncSession) -> None:
    assert await keep_guild_rules(session, GUILD, OPEN, changed_at=NOW)
    assert await read_guild_rules(session, GUILD) == OPEN
    assert await read_guild_rules(session, OTHER) == GuildRules()
    assert (await session.scalars(select(GuildRulesRow.changed_at))).one() == NOW


async def test_who_comes_second_is_refused(session: AsyncSession) -> None:
    assert await keep_guild_rules(session, GUILD, OPEN, changed_at=NOW, expected_version=0)
    assert not await keep_guild_rules(session, GUILD, GuildRules(), changed_at=NOW, expected_version=0)
    paused = replace(OPEN, paused_at=NOW)
    assert await keep_guild_rules(session, GUILD, paused, changed_at=NOW, expected_version=1)
    assert not await keep_guild_rules(session, GUILD, OPEN, changed_at=NOW, expected_version=1)

    kept = await read_kept_rules(session, GUILD, to_change=True)
    assert (kept.rules, kept.version) == (paused, 2)


async def test_without_a_version_anything_is_replaced(session: AsyncSession) -> None:
    for rules in (OPEN, GuildRules()):
        assert await keep_guild_rules(session, GUILD, rules, changed_at=NOW)
    kept = await read_kept_rules(session, GUILD)
    assert (kept.rules, kept.version) == (GuildRules(), 2)


async def test_damaged_rules_are_an_error_and_can_be_replaced(session: AsyncSession) -> None:
    await keep_guild_rules(session, GUILD, OPEN, changed_at=NOW)
    await session.execute(update(GuildRulesRow).values(rules={"version": 1, "default": 7}))
    with pytest.raises(RulesError):
        await read_guild_rules(session, GUILD)
    assert await keep_guild_rules(session, GUILD, OPEN, changed_at=NOW)
    assert await read_guild_rules(session, GUILD) == OPEN


async def test_text_that_is_no_json_is_an_error_too(session: AsyncSession) -> None:
    if session.get_bind().dialect.name != "sqlite":
        pytest.skip("other databases keep no such text")
    await keep_guild_rules(session, GUILD, OPEN, changed_at=NOW)
    await session.execute(text("UPDATE guild_rules SET rules = '{\"version\": '"))
    with pytest.raises(RulesError):
        await read_guild_rules(session, GUILD)


async def test_rules_beyond_what_is_kept_are_refused(session: AsyncSession) -> None:
    with pytest.raises(RulesError):
        await keep_guild_rules(session, GUILD, replace(OPEN, draft_hours=0), changed_at=NOW)


async def test_changes_at_once_are_all_kept(url: str) -> None:
    databases = [await Database.open(url) for _ in range(2)]
    books = [Rulebook(database) for database in databases]

    def blocking(person: int, rules: GuildRules) -> GuildRules:
        return replace(rules, blocked_people=rules.blocked_people | {person})

    await asyncio.gather(
        *(
            books[person % 2].change(GUILD, lambda rules, person=person: blocking(person, rules), NOW)
            for person in range(1, 41)
        )
    )
    assert (await Rulebook(databases[0]).of(GUILD)).blocked_people == frozenset(range(1, 41))
    for database in databases:
        await database.close()
