"""A server in which somebody manages, somebody moderates, and somebody has a role that adds sources."""

import time
from collections import Counter
from dataclasses import dataclass, replace
from typing import Any

import discord
import pytest
import simcord
from sqlalchemy.ext.asyncio import AsyncSession

from bot.storage.acts import Act, latest_acts
from bot.storage.shelf.indexing import note_made, waiting
from bot.storage.shelf.kept import ShelfSource
from bot.storage.shelf.listing import all_sources, read_file
from index.catalogue import SourceEntry, SpeakerEntry
from index.transcripts import read_transcript
from tests.bot.server import Server


@dataclass(kw_only=True)
class Curated:
    """Dora manages the server, Cleo moderates, Kit has a role that adds sources, Ann has none."""

    server: Server
    dora: simcord.MemberActor
    kit: simcord.MemberActor

    async def use(
        self,
        name: str,
        *,
        by: simcord.MemberActor | None = None,
        **options: Any,  # noqa: ANN401 - whatever a command's options take
    ) -> simcord.InteractionResult:
        """Use a command of the group in the office; without anybody else, as who manages the server."""
        return await (by or self.dora).slash(self.server.office, f"corpus {name}", **options)

    async def press(
        self, shown: simcord.InteractionResult, label: str, *, by: simcord.MemberActor | None = None
    ) -> simcord.InteractionResult:
        """Press a button under what a command showed."""
        assert shown.response is not None
        return await (by or self.dora).click(shown.response, label=label)

    async def acts(self) -> list[Act]:
        async with self.server.database.session() as session:
            return await latest_acts(session, self.server.guild.id, 100)


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:  # pyright: ignore[reportUnusedFunction] - pytest uses it
    """Look again when the simulated clock is put forward: a busy wait would never come to rest."""
    monkeypatch.setattr("bot.cogs.curating.following._PAUSE", 60)
    # A process of its own is started in the demo's story, and in its own tests.
    monkeypatch.setattr("bot.cogs.curating.means.read_apart", read_transcript)


@pytest.fixture
async def curated(server: Server) -> Curated:
    managing = discord.Permissions(manage_guild=True, manage_messages=True)
    owners, archivists = (
        server.guild.create_role("Owners", permissions=managing),
        server.guild.create_role("Archivists"),
    )
    # What Discord hides of commands, a server can show to everybody: rights must hold without it.
    for command in await server.bot.tree.fetch_commands():
        server.guild.set_command_permissions(command, {server.guild.default_role: True})
    await server.change_rules(lambda rules: replace(rules, curator_roles=frozenset({archivists.id})))
    return Curated(
        server=server,
        dora=server.guild.add_member(server.env.create_user("dora"), roles=[owners]),
        kit=server.guild.add_member(server.env.create_user("kit"), roles=[archivists]),
    )


@dataclass(kw_only=True)
class Shelves:
    """Stands for what makes the index: has in it what is on the shelf, once it is told to."""

    curated: Curated

    async def catch_up(self) -> None:
        """Put what is on the shelf into the catalogue, and note that it is there."""
        server, now = self.curated.server, int(time.time())
        async with server.database.session() as session:
            sources = await all_sources(session)
            for job in await waiting(session):
                await note_made(session, job.source, job.version, at=now)
            entries = [await self._entry(session, source) for source in sources]
        server.backend.catalogue.more = tuple(entries)
        await server.env.advance_time(61)

    async def _entry(self, session: AsyncSession, source: ShelfSource) -> SourceEntry:
        data = await read_file(session, source.id)
        transcript = read_transcript(data, source.version.name, source.sidecar).transcript
        turns = Counter(turn.speaker for turn in transcript.turns)
        return SourceEntry(
            id=source.id,
            title=transcript.title,
            sha256=transcript.sha256,
            turns=len(transcript.turns),
            speakers=tuple(SpeakerEntry(speaker=one, turns=turns[one]) for one in transcript.speakers),
            servers=None if source.guild is None else frozenset({source.guild}),
            age_restricted=transcript.age_restricted,
        )


@pytest.fixture
def shelves(curated: Curated) -> Shelves:
    return Shelves(curated=curated)
