"""A person with an id and words that stand out, put into every table; and the search for them."""

from dataclasses import replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.answering.asking import Intent
from bot.fingerprints import fingerprint
from bot.moderation.reviews import ReviewState
from bot.moderation.rules import ChannelMode
from bot.storage.acts import ActKind, record_act
from bot.storage.flags import FlagReason, NewFlag, flag_answer
from bot.storage.outcomes import store_outcome
from bot.storage.questions import Ending, NewQuestion, Way, accept_question, end_question, keep_outcome
from bot.storage.reviews import decide_review, wait_for_review
from bot.storage.shelf.changing import add_source
from bot.storage.shelf.kept import Author, Handed
from bot.storage.shelf.uploads import keep_upload
from bot.storage.tables import Base
from index.sidecar import Sidecar
from tests.bot.fakes import fog_answer

PERSON, OTHER = 777_111_222_333_444_555, 888_111_222_333_444_555
HERE, THERE = 11, 12
WORD = "Xylocanaria"
SECRET = "canary-token"  # noqa: S105 - no secret
FINGERPRINT = fingerprint(b"key", WORD, Intent.QUESTION, None, None)
ASKED = NewQuestion(
    origin=1000,
    way=Way.SLASH,
    guild=HERE,
    channel=21,
    asker=PERSON,
    text=f"Where does {WORD} live?",
    public=True,
    accepted_at=5000,
    token=SECRET,
    speaker=f"Doctor {WORD}",
    source=f"{WORD}.txt",
    mode=ChannelMode.OPEN,
    language="de",
    fingerprint=FINGERPRINT,
)


async def put(session: AsyncSession, new: NewQuestion, *, ended: bool = True) -> int:
    """Keep a question with everything that can be kept of it."""
    row = await accept_question(session, new, nanodollars=7)
    assert row is not None
    words: dict[str, Any] = {"question": new.text, "of": [new.asker]}
    assert await keep_outcome(session, row, store_outcome(fog_answer(WORD)), draft=words, trace=words)
    if ended:
        await end_question(session, row, Ending.ANSWERED, ended_at=6000, answer_message=new.origin + 1)
    return row


async def put_everywhere(session: AsyncSession, person: int, guild: int, base: int) -> None:
    """Let somebody ask, wait, run, flag, review, act, and be named by another's act; rows of their own.

    Origins begin at `base`.
    """
    mine = replace(ASKED, asker=person, guild=guild)
    own = await put(session, replace(mine, origin=base))
    await put(session, replace(mine, origin=base + 10), ended=False)
    waiting = await put(session, replace(mine, origin=base + 20), ended=False)
    assert await wait_for_review(session, waiting, guild, opened_at=1, expires_at=9)
    # What others wrote about a question of theirs may repeat it.
    await flag(session, own, guild, flagger=OTHER + base, note=f"this {WORD}?")
    await act(session, guild, actor=OTHER + base, question=own, detail={"reason": f"{WORD} {person}"})
    await act(session, guild, actor=OTHER + base, detail={"person": person, "text": f"<@{person}>"})
    # What they did about a question of somebody else.
    others = await put(session, stranger(base + 30, guild), ended=False)
    await flag(session, others, guild, flagger=person, note=f"{WORD} never said so")
    review = await wait_for_review(session, others, guild, opened_at=1, expires_at=9)
    assert review is not None
    await decide_review(
        session, review, ReviewState.EDITED, by=person, at=7000, reason=WORD, edited={"text": WORD}
    )
    await end_question(session, others, Ending.ANSWERED, ended_at=8, answer_message=base + 31)
    await act(session, guild, actor=person, question=others, detail={"reason": WORD})


async def put_on_shelf(session: AsyncSession, person: int, guild: int) -> str:
    """Let somebody add a source and hand over another file without deciding; return the source's id."""
    by = Author(person=person, guild=guild)
    handed = Handed(name="talk.txt", data=b"Ann: It rains.", sidecar=Sidecar(), words=2, turns=1)
    kept = await add_source(session, handed, by=by, at=5)
    await keep_upload(session, f"{WORD}.txt", WORD.encode(), Sidecar(title=WORD), by=by, at=5)
    return kept.source.id


def stranger(origin: int, guild: int) -> NewQuestion:
    """Return a question of somebody else, without a canary."""
    plain = {"text": "What of it?", "speaker": None, "source": None, "fingerprint": "f", "token": None}
    return replace(ASKED, origin=origin, guild=guild, asker=OTHER, **plain)


async def flag(session: AsyncSession, question: int, guild: int, *, flagger: int, note: str) -> None:
    reason = FlagReason.OTHER
    new = NewFlag(question=question, guild=guild, flagger=flagger, reason=reason, note=note, flagged_at=5)
    assert await flag_answer(session, new)


async def act(
    session: AsyncSession, guild: int, *, actor: int, detail: dict[str, Any], question: int | None = None
) -> None:
    await record_act(
        session, guild, ActKind.RULES_CHANGED, actor=actor, question=question, detail=detail, at=5
    )


async def scan(session: AsyncSession, *sought: object) -> list[str]:
    """Return where in the whole database one of these stands, as `table.column`."""
    session.expire_all()
    found: set[str] = set()
    for table in Base.metadata.sorted_tables:
        for row in (await session.execute(select(table))).mappings():
            found |= {
                f"{table.name}.{column}"
                for column, value in row.items()
                if any(str(one) in _text(value) for one in sought)
            }
    return sorted(found)


def _text(value: object) -> str:
    return value.decode(errors="replace") if isinstance(value, bytes) else str(value)
