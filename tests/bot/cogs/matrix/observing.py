"""What came of it: what who acts reads, what others read, what is kept, whom Discord pings."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from simcord.results import ResponseMessage

from bot.moderation.reviews import ReviewState
from bot.storage.flags import flags_of
from bot.storage.questions import Ending, StoredQuestion, find_question
from bot.storage.reviews import Review, review_of_question
from bot.wording import flagging
from tests.bot.cogs.matrix import forging
from tests.bot.cogs.matrix.acting import Acted
from tests.bot.cogs.matrix.axes import Combination, What
from tests.bot.cogs.matrix.oracle import Expected, Fate, Row, begins, expected
from tests.bot.cogs.matrix.rooms import Room
from tests.bot.cogs.matrix.shelf import is_kept, is_waiting
from tests.bot.cogs.matrix.subjects import DRAFTS, Kind, Subject, last_row
from tests.bot.server import read

_DECIDED_ALIKE = {ReviewState.APPROVED, ReviewState.EDITED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """How it was before somebody acted."""

    requests: int
    posted: frozenset[int]
    carded: frozenset[int]
    row: int
    paused: bool

    @classmethod
    async def look(cls, room: Room, one: Combination) -> "Before":
        rules = await room.bot.rulebook.of(room.guild.id)
        return cls(
            requests=len(room.env.http_requests),
            posted=frozenset(_messages(room, room.place_for(one.who).id)),
            carded=frozenset(_messages(room, room.desk.id)),
            row=await last_row(room),
            paused=rules.paused_at is not None,
        )


async def differences(
    room: Room, one: Combination, subject: Subject | None, acted: Acted, before: Before
) -> list[str]:
    """Return in which ways what came of a combination is not what must."""
    wanted = expected(one)
    place = room.place_for(one.who).id
    posted = [read(shown) for shown in _new(room, place, before.posted)]
    carded = len(_new(room, room.desk.id, before.carded))
    rules = await room.bot.rulebook.of(room.guild.id)
    paused = rules.paused_at is not None and not before.paused
    found = [
        *_told(room, acted, wanted),
        *_unlike("posted", posted, wanted.posted),
        *_differ("form", acted.form, wanted.form),
        *_differ("cards", carded, int(wanted.carded)),
        *_differ("paused", paused, wanted.paused),
        *_differ("fate", await _fate(room, one, subject), wanted.fate),
        *await _kept(room, one, before, wanted.row),
        *_pings(room, before, wanted),
    ]
    return [f"{one}: {difference}" for difference in found]


def _differ(what: str, seen: object, wanted: object) -> list[str]:
    return [] if seen == wanted else [f"{what} is {seen!r}, not {wanted!r}"]


def _unlike(what: str, seen: list[str], wanted: tuple[str, ...]) -> list[str]:
    alike = len(seen) == len(wanted) and all(
        begins(text, one) for text, one in zip(seen, wanted, strict=True)
    )
    return [] if alike else [f"{what} is {seen!r}, not {wanted!r}"]


def _told(room: Room, acted: Acted, wanted: Expected) -> list[str]:
    """Compare what who acted reads; beside the card that they pressed, nobody else may see it."""
    if acted.result is None:
        return []
    shown = acted.result.followups[-1] if acted.result.followups else acted.result.response
    if shown is None or not (shown.ephemeral or shown.channel_id == room.desk.id):
        # It is gone, or it is what everybody reads.
        return _differ("told", None, wanted.told)
    return _unlike("told", [read(shown)], () if wanted.told is None else (wanted.told,))


async def _kept(room: Room, one: Combination, before: Before, wanted: Row | None) -> list[str]:
    last = await last_row(room)
    async with room.database.session() as session:
        question = await find_question(session, last)
    if last == before.row or question is None:
        return _differ("row", None, wanted)
    row = Row(state=question.state, ending=question.ending, public=question.public)
    asker = room.people[one.who].id
    words = one.what is not What.MENU
    return [
        *_differ("rows", last - before.row, 1),
        *_differ("row", row, wanted),
        *_differ("asker", question.asker, asker),
        *_differ("words kept", question.text is not None, words),
    ]


async def _fate(  # noqa: PLR0911 - one kind a line
    room: Room, one: Combination, subject: Subject | None
) -> Fate | str:
    if subject is None:
        return Fate.KEPT
    if subject.kind is Kind.UPLOAD:
        return Fate.KEPT if await is_waiting(room, subject.token) else Fate.STORED
    if subject.kind is Kind.SOURCE:
        return Fate.KEPT if await is_kept(room, subject.token) else Fate.REMOVED
    async with room.database.session() as session:
        question = await find_question(session, subject.row)
        review = await review_of_question(session, subject.row)
        flags = await flags_of(session, subject.row)
    assert question is not None
    if question.withdrawn_at is not None:
        return _withdrawn(room, subject)
    message = forging.stored_message(room.env, subject.channel, subject.message)
    if question.erased_at is not None or message is None:
        whole = question.erased_at is not None and message is None
        return Fate.DELETED if whole else "half deleted"
    if review is not None:
        return _reviewed(subject, question, review, by=room.people[one.who].id)
    if any(flag.flagger == room.people[one.who].id for flag in flags):
        return Fate.FLAGGED
    return Fate.SHARED if subject.kind in {Kind.PRIVATE, Kind.OWN_PRIVATE} and question.public else Fate.KEPT


def _withdrawn(room: Room, subject: Subject) -> Fate | str:
    message = forging.stored_message(room.env, subject.channel, subject.message)
    stands = message is not None and begins(read(forging.as_response(room.env, message)), flagging.TOMBSTONE)
    return Fate.WITHDRAWN if stands else "withdrawn without a word"


def _reviewed(subject: Subject, question: StoredQuestion, review: Review, *, by: int) -> Fate | str:
    if review.state is ReviewState.WAITING:
        return Fate.KEPT if subject.kind in DRAFTS else Fate.SUBMITTED
    ended = (review.state, question.ending, question.public)
    if review.decided_by != by:
        return f"decided by somebody else: {ended}"
    if ended == (ReviewState.REJECTED, Ending.REJECTED, False):
        return Fate.REJECTED
    if review.state in _DECIDED_ALIKE | {ReviewState.PRIVATE} and question.ending is Ending.STOPPED:
        return Fate.STOPPED
    if ended == (ReviewState.PRIVATE, Ending.ANSWERED, False):
        return Fate.SHOWN_PRIVATELY
    shown = review.state in _DECIDED_ALIKE and question.ending is Ending.ANSWERED and question.public
    return Fate.SHOWN if shown else f"decided as nothing that is known: {ended}"


def _pings(room: Room, before: Before, wanted: Expected) -> Iterator[str]:
    """Give every message that may ping somebody whom it must not."""
    pinged = False
    for entry in room.env.http_requests[before.requests :]:
        body: Any = entry.json or {}
        message: Mapping[str, Any] = body.get("data") or body
        if entry.method not in {"POST", "PATCH"} or "components" not in message or "title" in message:
            continue
        allowed = dict(message.get("allowed_mentions") or {"missing": True})
        pinged |= allowed.pop("replied_user", False) is True
        if allowed != {"parse": []}:
            yield f"may ping: {entry.method} {entry.path} with {allowed}"
    yield from _differ("pinged", pinged, wanted.pinged)


def _messages(room: Room, channel: int) -> dict[int, Any]:
    return room.env.backend.messages.get(channel, {})


def _new(room: Room, channel: int, before: frozenset[int]) -> list[ResponseMessage]:
    """Return what the bot posted there since then, and everybody reads."""
    assert room.bot.user is not None
    shown = [
        forging.as_response(room.env, message)
        for number, message in sorted(_messages(room, channel).items())
        if number not in before and message.author_id == room.bot.user.id
    ]
    return [one for one in shown if not one.ephemeral]
