"""Letting a question in: within its limits, with the context that it goes on from."""

import time
from dataclasses import dataclass, replace

from bot.answering.asking import Asked
from bot.askers import ASKERS, hash_asker
from bot.cogs.asking.case import Case
from bot.fingerprints import QUESTIONS, fingerprint
from bot.moderation.decisions import Refusal, Refused
from bot.moderation.limits import Limited, limits_of, slowmode_of
from bot.storage.admitting import Admission as Admittance
from bot.storage.admitting import Admitted, Replayed, Slowed, admit_follow_up
from bot.storage.database import AsyncSession, Database
from bot.storage.keys import installation_key


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """A question that has a row, as it will be asked; `stands_alone` where it goes on from nothing."""

    row: int
    asked: Asked
    fingerprint: str
    stands_alone: bool


class Admission:
    """Counts and accepts in one transaction."""

    def __init__(self, database: Database, *, at_most: int = 0) -> None:
        self._database = database
        self._at_most = at_most
        self._keys: tuple[bytes, bytes] | None = None

    async def admit(self, case: Case, message: int | None) -> Accepted | Refused | None:
        """Accept a question; None for an event that came before.

        `message` is the one that will hold the answer, if there is one already.
        """
        askers, questions = await self._read_keys()
        incoming, now = case.incoming, int(time.time())
        asked, place, person = incoming.asked, incoming.place, incoming.person
        print_of = fingerprint(questions, asked.text, asked.intent, asked.speaker, asked.source)
        new = replace(
            incoming.new,
            answer_message=message,
            accepted_at=now,
            public=case.public,
            main_channel=place.parent,
            speaker=asked.speaker,
            source=asked.source,
            mode=case.allowed.mode,
            language=incoming.tongue.code,
            # Of words that are not kept, no hash is kept either.
            fingerprint=None if incoming.new.text is None else print_of,
        )
        limits, slowmode = limits_of(case.rules, person), slowmode_of(case.rules, place, person)

        async def let_in(session: AsyncSession) -> tuple[Admittance, int | None, tuple[str, ...]]:
            case.run.admitting = True
            return await admit_follow_up(
                session, incoming.followed, new, limits, slowmode=slowmode, at_most=self._at_most, now=now
            )

        admission, follows, after = await self._database.run(let_in)
        match admission:
            case Admitted(row=row):
                asked = replace(asked, after=after, asker=hash_asker(askers, person.id))
                alone = follows is None and not after
                return Accepted(row=row, asked=asked, fingerprint=print_of, stands_alone=alone)
            case Replayed():
                return None
            case Slowed(again_at=again_at):
                return Refused(refusal=Refusal.SLOWMODE, again_at=again_at)
            case Limited(again_at=again_at):
                return Refused(refusal=Refusal.LIMIT, again_at=again_at)

    async def _read_keys(self) -> tuple[bytes, bytes]:
        if self._keys is None:
            async with self._database.session() as session:
                askers = await installation_key(session, ASKERS)
                self._keys = (askers, await installation_key(session, QUESTIONS))
        return self._keys
