"""What somebody acts on: answers and drafts, made by asking while everything was open."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import count

import simcord
from sqlalchemy import func, select

from bot.moderation.rules import ChannelMode
from bot.storage.reviews import review_of_question
from bot.storage.tables import QuestionRow
from tests.bot.cogs.matrix import oracle
from tests.bot.cogs.matrix.axes import ON_ANSWER, ON_DRAFT, ON_MENTION, ON_SHELF, OWN, Combination, What
from tests.bot.cogs.matrix.oracle import Fate
from tests.bot.cogs.matrix.rooms import Room
from tests.bot.cogs.matrix.shelf import put_source, put_upload


class Kind(StrEnum):
    """What is acted on."""

    PUBLIC = "a public answer of Ann's"
    PRIVATE = "a private answer of Ann's"
    OWN_PUBLIC = "a public answer of one's own"
    OWN_PRIVATE = "a private answer of one's own"
    DRAFT = "a draft"
    MENTION_DRAFT = "a draft of what a message asked"
    UPLOAD = "a file that Ann handed over"
    SOURCE = "a source that Ann added"


DRAFTS = frozenset({Kind.DRAFT, Kind.MENTION_DRAFT})
SHELVED = frozenset({Kind.UPLOAD, Kind.SOURCE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A question's row, and the message with the buttons; `review` is there for drafts alone.

    Of what is on the shelf `control` is its button, and `token` what is looked for.
    """

    kind: Kind
    row: int
    channel: int
    message: int
    review: int = 0
    control: str = ""
    token: str = ""


class Stock:
    """Makes what each combination of a room needs: those that change nothing share one."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._numbers = count(1)
        self._common: dict[Kind, Subject] = {}
        self._made: dict[Combination, Subject] = {}

    def subject_of(self, one: Combination) -> Subject | None:
        """Return what a combination acts on."""
        return self._made.get(one)

    async def make(self, combinations: Iterable[Combination]) -> None:
        """Make everything: answers while the place is open, then drafts."""
        needed = [(one, kind) for one in combinations if (kind := kind_for(one)) is not None]
        for mode in (ChannelMode.OPEN, ChannelMode.DRAFT):
            await self._room.set_everywhere(mode)
            for one, kind in needed:
                if (kind in DRAFTS) is (mode is ChannelMode.DRAFT):
                    self._made[one] = await self._one(one, kind)

    async def _one(self, one: Combination, kind: Kind) -> Subject:
        if kind in SHELVED:
            return await shelve(self._room, kind, next(self._numbers))
        if one.what in OWN or oracle.expected(one).fate is not Fate.KEPT:
            return await self._new(one, kind)
        if kind not in self._common:
            self._common[kind] = await self._new(one, kind)
        return self._common[kind]

    async def _new(self, one: Combination, kind: Kind) -> Subject:
        room, question = self._room, f"Who waits for boat {next(self._numbers)}?"
        own = kind in {Kind.OWN_PUBLIC, Kind.OWN_PRIVATE}
        asker = room.people[one.who] if own else room.ann
        if kind is Kind.MENTION_DRAFT:
            assert room.bot.user is not None
            await asker.send(room.spot.place, f"{room.bot.user.mention} {question}")
            return await self._draft(kind)
        private = kind in {Kind.PRIVATE, Kind.OWN_PRIVATE}
        result = await asker.slash(room.spot.place, "ask", question=question, private=private)
        return await self._draft(kind) if kind is Kind.DRAFT else await self._answer(kind, result)

    async def _answer(self, kind: Kind, result: simcord.InteractionResult) -> Subject:
        assert result.response is not None
        return Subject(
            kind=kind,
            row=await last_row(self._room),
            channel=result.response.channel_id,
            message=result.response.id,
        )

    async def _draft(self, kind: Kind) -> Subject:
        row = await last_row(self._room)
        async with self._room.database.session() as session:
            review = await review_of_question(session, row)
        assert review is not None
        assert review.card_message is not None
        return Subject(
            kind=kind, row=row, channel=self._room.desk.id, message=review.card_message, review=review.id
        )


def kind_for(one: Combination) -> Kind | None:  # noqa: PLR0911 - one kind a line
    """Return what kind of thing a combination acts on."""
    if one.what in ON_DRAFT:
        return Kind.DRAFT
    if one.what in ON_MENTION:
        return Kind.MENTION_DRAFT
    if one.what in ON_ANSWER:
        return Kind.PUBLIC
    if one.what in ON_SHELF:
        return Kind.UPLOAD if one.what is What.STORE else Kind.SOURCE
    if one.what is What.SHARE_ANOTHERS:
        return Kind.PRIVATE
    if one.what is What.DELETE_OWN:
        return Kind.OWN_PUBLIC
    return Kind.OWN_PRIVATE if one.what in OWN else None


async def shelve(room: Room, kind: Kind, number: int) -> Subject:
    """Put something of Ann's before moderators, with the button that decides on it."""
    shelved = await (put_upload if kind is Kind.UPLOAD else put_source)(room, number)
    return Subject(
        kind=kind,
        row=0,
        channel=room.desk.id,
        message=shelved.message,
        control=shelved.control,
        token=shelved.token,
    )


async def last_row(room: Room) -> int:
    """Return the number of the last question; 0 if there is none."""
    async with room.database.session() as session:
        return await session.scalar(select(func.max(QuestionRow.id))) or 0
