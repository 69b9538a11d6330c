"""Questions as they are accepted, for tests of what is kept of them."""

from sqlalchemy.ext.asyncio import AsyncSession

from bot.storage.questions import Ending, NewQuestion, Way, accept_question, end_question

TOKEN = "t"  # noqa: S105 - no secret
FIRST = NewQuestion(
    origin=100,
    way=Way.SLASH,
    guild=1,
    channel=2,
    asker=3,
    text="one",
    public=True,
    accepted_at=5,
    token=TOKEN,
)


async def accept(session: AsyncSession, new: NewQuestion, *, ended: bool = True) -> int:
    row = await accept_question(session, new)
    assert row is not None
    if ended:
        await end_question(session, row, Ending.ANSWERED, ended_at=9, answer_message=new.origin + 1)
    return row
