"""One of two servers, whose people do everything that there is to do, and what they were shown of it."""

import asyncio
import json
import random
import re
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from typing import Any

import discord
import simcord

from bot.cogs.menus import CHECK
from bot.moderation.rules import Allowance, Limits
from bot.storage.shelf.indexing import waiting
from bot.storage.shelf.listing import sources_of
from bot.translating import ENGLISH
from bot.views.intake import CardButton, Deed, Subject, source_mark
from bot.views.page import Page
from tests.bot.cogs.conftest import Parts
from tests.bot.cogs.curating.cards import card_of, name_voice
from tests.bot.server import Server
from tests.bot.tenants import SOURCES, Tenant, pose

_WORD = re.compile(r"[^\W_]+")
_BOUNDLESS = Limits(person=Allowance(), channel=Allowance(), server=Allowance())
_CHANGES = 0.03
"""Which part of all that is done changes the shelf: each is a new index for both."""
_INTENTS = {"ask": "question", "quote": "words", "check": "claim", "compare": "topic"}
_OWN_COMMANDS = ("settings", "speakers", "remove", "update")


@dataclass(kw_only=True)
class Household:
    """A server with a tenant's sources; `expected` are the ids that it should have."""

    server: Server
    tenant: Tenant
    manager: simcord.MemberActor
    expected: set[str] = field(default_factory=set[str])
    held: dict[int, str] = field(default_factory=dict[int, str])
    did: str = ""
    typed: set[str] = field(default_factory=set[str])
    kinds: Counter[str] = field(default_factory=Counter[str])
    seen_own: int = 0
    tried_others: int = 0
    versions: int = 0

    @classmethod
    async def furnish(cls, env: simcord.Env, parts: Parts, tenant: Tenant) -> "Household":
        server = Server.furnish(
            env, database=parts.database, backend=parts.backend, open_channels=parts.open_channels
        )
        managing = discord.Permissions(manage_guild=True, manage_messages=True)
        role = server.guild.create_role("Owners", permissions=managing)
        manager = server.guild.add_member(env.create_user(f"owner-{tenant.marks[-1]}"), roles=[role])
        await server.change_rules(
            lambda rules: replace(rules, limits=_BOUNDLESS, review_channel=server.office.id, quiet_minutes=0)
        )
        return cls(server=server, tenant=tenant, manager=manager)

    async def kept(self) -> set[str]:
        async with self.server.database.reading() as session:
            return {one.id for one in await sources_of(session, self.server.guild.id)}

    async def add(self, number: int) -> None:
        """Add one of the tenant's sources, as people do."""
        card = await self._slash("corpus add", file=self._file(number))
        host, guest = self.tenant.speakers(number)
        await name_voice(self.manager, card, guest, name=guest, role="guest")
        await name_voice(self.manager, card, host, name=host, role="host")
        before = await self.kept()
        await self.manager.click(card_of(card), label="Store")
        (made,) = await self.kept() - before
        self.held[number] = made
        self.expected.add(made)
        await self._caught_up()
        await self._slash("corpus settings", source=made, title=self.tenant.title(number))
        await self._caught_up()

    async def do_anything(self, chance: random.Random, other: "Household") -> set[str]:
        """Do something, and return the words of the other server that were shown, which nobody typed."""
        act = chance.choice(self._changes if chance.random() < _CHANGES else self._looks)
        before = len(self.server.env.http_requests)
        self.did = act.__name__
        self.kinds[self.did] += 1
        said = await act(chance, other)
        bodies = [
            entry.json
            for entry in self.server.env.http_requests[before:]
            if entry.json and str(other.server.office.id) not in entry.path
        ]
        shown = json.dumps([bodies, said.shown], ensure_ascii=False, default=str)
        self.did += f" {said.typed[:500]}"
        self.typed |= words_of(said.typed)
        self.seen_own += bool(words_of(shown) & set(self.tenant.marks))
        return self.crossed(shown, words_of(said.typed), other)

    def crossed(self, shown: str, typed: set[str], other: "Household") -> set[str]:
        """Return the other server's marks in a text, but for what was typed."""
        return words_of(shown) & set(other.tenant.marks) - typed

    @property
    def _looks(self) -> tuple["Act", ...]:
        questions = (self._ask, self._ask, self._ask, self._ask)
        return (
            *questions,
            self._list,
            self._complete,
            self._complete_own,
            self._passage,
            self._check_message,
            self._name_others,
            self._press_others,
            self._moderate,
            self._look_back,
        )

    @property
    def _changes(self) -> tuple["Act", ...]:
        return (self._add_again, self._update, self._remove, self._retitle, self._pick)

    async def _ask(self, chance: random.Random, other: "Household") -> "Said":
        asked = pose(chance, self.tenant, other.tenant)
        name = chance.choice(list(_INTENTS))
        options: dict[str, Any] = {_INTENTS[name]: asked.text[:500]}
        if asked.source and name != "quote":
            options["source"] = chance.choice([asked.source, *other.held.values(), *self.held.values()])
        if asked.speaker and name == "ask":
            options["speaker"] = asked.speaker
        await self.server.ann.slash(self.server.talk, name, **options, private=chance.random() < 0.3)
        return Said(typed=" ".join(map(str, options.values())))

    async def _list(self, chance: random.Random, _other: "Household") -> "Said":
        name = chance.choice(("sources", "speakers", "about", "privacy"))
        await self.server.bea.slash(self.server.talk, name)
        return Said()

    async def _complete(self, chance: random.Random, other: "Household") -> "Said":
        typed = chance.choice(("", *other.tenant.marks))[: chance.randrange(0, 5)]
        option = chance.choice(("source", "speaker"))
        offered = await self.server.ann.autocomplete(self.server.talk, "ask", option, typed)
        return Said(typed=typed, shown=str(offered))

    async def _complete_own(self, chance: random.Random, other: "Household") -> "Said":
        typed = chance.choice(("", *other.tenant.marks))[:4]
        name, option = chance.choice(
            (
                *((f"corpus {one}", "source") for one in _OWN_COMMANDS),
                ("corpus pick", "sources"),
                ("moderation channel", "sources"),
            )
        )
        offered = await self.manager.autocomplete(self.server.office, name, option, typed)
        return Said(typed=typed, shown=str(offered))

    async def _passage(self, _chance: random.Random, _other: "Household") -> "Said":
        last = self.server.talk.last_message
        if last is not None and "Show passage" in json.dumps([one.to_dict() for one in last.components]):
            await self.server.bea.click(last, label="Show passage")
        return Said()

    async def _check_message(self, chance: random.Random, other: "Household") -> "Said":
        words = chance.choice(other.tenant.telling(chance.randrange(SOURCES)))[1]
        message = await self.server.bea.send(self.server.talk, words)
        await self.server.ann.context_menu(self.server.talk, CHECK, message)
        return Said(typed=words)

    async def _name_others(self, chance: random.Random, other: "Household") -> "Said":
        source = chance.choice([*other.held.values(), other.tenant.source_id(0)])
        options: dict[str, Any] = {"source": source}
        name = f"corpus {chance.choice(_OWN_COMMANDS)}"
        if name.endswith("update"):
            options["file"] = self._file(0)
        if chance.random() < 0.3:
            name, options = "corpus pick", {"sources": source}
        elif chance.random() < 0.3:
            name, options = "moderation channel", {"sources": source}
        self.tried_others += 1
        await self._slash(name, **options)
        return Said(typed=source)

    async def _press_others(self, chance: random.Random, other: "Household") -> "Said":
        """Press a control of the other server's source, which a client of Discord's would never show here."""
        if not other.held:
            return Said()
        mark = source_mark(chance.choice(list(other.held.values())))
        deed = chance.choice((Deed.REMOVE, Deed.LOOK, Deed.DETAILS))
        channel = self.server.bot.get_channel(self.server.office.id)
        assert isinstance(channel, discord.TextChannel)
        button = CardButton(deed, Subject(mark=mark, stored=True, seen=1), ENGLISH)
        await channel.send(view=Page(["A card."], [[button]]))
        last = self.server.office.last_message
        assert last is not None
        self.tried_others += 1
        shown = await self.manager.click(last, custom_id=f"c:{deed.value}:s:{mark}:1")
        return Said(shown=json.dumps(shown.modal))

    async def _moderate(self, chance: random.Random, _other: "Household") -> "Said":
        name = chance.choice(("overview", "log", "channel", "server", "export"))
        await self._slash(f"moderation {name}")
        await self._slash(chance.choice(("corpus list", "corpus pick", "corpus roles")))
        return Said()

    async def _look_back(self, chance: random.Random, _other: "Household") -> "Said":
        """Look at what was asked before, which is shown in the words that were typed then."""
        name = chance.choice(("moderation outdated", "moderation why", "privacy"))
        await self._slash(name)
        return Said(typed=" ".join(self.typed))

    async def _add_again(self, _chance: random.Random, _other: "Household") -> "Said":
        free = [number for number in range(SOURCES) if number not in self.held]
        if free:
            await self.add(free[0])
        return Said()

    async def _update(self, chance: random.Random, _other: "Household") -> "Said":
        if self.held:
            number = chance.choice(list(self.held))
            self.versions += 1
            card = await self._slash("corpus update", source=self.held[number], file=self._file(number))
            await self.manager.click(card_of(card), label="Store")
            await self._caught_up()
        return Said()

    async def _remove(self, chance: random.Random, _other: "Household") -> "Said":
        if len(self.held) > 1:
            number = chance.choice(list(self.held))
            sure = await self._slash("corpus remove", source=self.held[number])
            await self.manager.click(card_of(sure), label="Remove")
            self.expected.discard(self.held.pop(number))
            await self._caught_up()
        return Said()

    async def _retitle(self, chance: random.Random, _other: "Household") -> "Said":
        if self.held:
            number = chance.choice(list(self.held))
            title = f"{self.tenant.title(number)} {chance.randrange(9)}"
            await self._slash("corpus settings", source=self.held[number], title=title)
            await self._caught_up()
        return Said()

    async def _pick(self, chance: random.Random, _other: "Household") -> "Said":
        await self._slash("corpus pick", sources=chance.choice(("all", "none", "bees")))
        return Said()

    async def _slash(self, name: str, **options: Any) -> simcord.InteractionResult:  # noqa: ANN401 - as they are
        return await self.manager.slash(self.server.office, name, **options)

    def _file(self, number: int) -> tuple[str, bytes]:
        host, guest = self.tenant.speakers(number)
        told = [f"{host}: {asked}\n\n{guest}: {said}" for asked, said in self.tenant.telling(number)]
        more = [f"{guest}: This was said in the year {1900 + self.versions}."] if self.versions else []
        return f"{self.tenant.source_id(number)}.txt", "\n\n".join([*told, *more, ""]).encode()

    async def _caught_up(self) -> None:
        """Wait until the index holds what is on the shelf, and what is to be told was told."""
        async with asyncio.timeout(60):
            while True:
                async with self.server.database.reading() as session:
                    if not await waiting(session):
                        break
                await asyncio.sleep(0.01)
        await self.server.bot.corpus_presses.tend()
        await self.server.env.settle()


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What somebody typed, and what they were shown that is no message."""

    typed: str = ""
    shown: str = ""


Act = Callable[[random.Random, Household], Awaitable[Said]]


def words_of(text: str) -> set[str]:
    """Return the words of a text, folded."""
    return {word.casefold() for word in _WORD.findall(text)}
