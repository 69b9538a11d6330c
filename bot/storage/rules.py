"""What the moderators of each server have set."""

from dataclasses import dataclass

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from bot.moderation.rules import GuildRules
from bot.moderation.rules_json import RulesError, read_rules, write_rules
from bot.phrases import Phrase
from bot.storage.tables import GuildRulesRow
from bot.wording import rule_files


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptRules:
    """The rules of a server; `version` grows with each change, 0 where nothing was ever set."""

    rules: GuildRules
    version: int


async def read_guild_rules(session: AsyncSession, guild: int) -> GuildRules:
    """Return what a server has set.

    Raises:
        RulesError: If what is kept cannot be read.
    """
    return (await read_kept_rules(session, guild)).rules


async def read_kept_rules(session: AsyncSession, guild: int, *, to_change: bool = False) -> KeptRules:
    """Return what a server has set, with its version; `to_change` lets nobody else do so meanwhile.

    Raises:
        RulesError: If what is kept cannot be read.
    """
    statement = select(GuildRulesRow.rules, GuildRulesRow.version).where(GuildRulesRow.guild == guild)
    if to_change:
        statement = statement.with_for_update()
    try:
        found = (await session.execute(statement)).one_or_none()
    except ValueError as error:
        # The database holds text that is no JSON at all.
        raise RulesError(Phrase(rule_files.NO_FILE)) from error
    if found is None:
        return KeptRules(rules=GuildRules(), version=0)
    return KeptRules(rules=read_rules(found.rules), version=found.version)


async def keep_guild_rules(
    session: AsyncSession,
    guild: int,
    rules: GuildRules,
    *,
    changed_at: int,
    expected_version: int | None = None,
) -> bool:
    """Keep what a server has set; False if somebody else changed it since `expected_version`.

    0 is for a server that had set nothing; without a version, whatever is kept is replaced.

    Raises:
        RulesError: If the rules are beyond what is kept.
    """
    written = write_rules(rules)
    changed = {
        "rules": written,
        "version": GuildRulesRow.version + 1,
        "changed_at": changed_at,
    }
    if expected_version:
        statement = update(GuildRulesRow).where(
            GuildRulesRow.guild == guild, GuildRulesRow.version == expected_version
        )
        kept = await session.execute(statement.values(changed).returning(GuildRulesRow.guild))
        return kept.scalar_one_or_none() is not None
    insert = insert_postgresql if session.get_bind().dialect.name == "postgresql" else insert_sqlite
    first = insert(GuildRulesRow).values(guild=guild, rules=written, version=1, changed_at=changed_at)
    first = (
        first.on_conflict_do_update(index_elements=["guild"], set_=changed)
        if expected_version is None
        else first.on_conflict_do_nothing(index_elements=["guild"])
    )
    kept = await session.execute(first.returning(GuildRulesRow.guild))
    return kept.scalar_one_or_none() is not None
