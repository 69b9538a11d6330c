"""What waits for a decision: under a token, for an hour, and not too much of it."""

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot.storage.shelf.errors import CrowdedError
from bot.storage.shelf.uploads import (
    LONGEST_WAIT,
    MOST_WAITING,
    Upload,
    change_upload,
    drop_upload,
    drop_uploads_before,
    find_upload,
    keep_upload,
)
from index.sidecar import Sidecar
from tests.bot.storage.shelf.handing import BY_ANN, BY_BOB


async def keep(session: AsyncSession, at: int = 10) -> str:
    return await keep_upload(session, "a/../talk.vtt", b"\0\xff", Sidecar(), by=BY_ANN, at=at)


async def test_an_upload_is_kept_changed_and_dropped_once(session: AsyncSession) -> None:
    token = await keep(session)
    assert await change_upload(session, token, Sidecar(title="A talk"))
    kept = await find_upload(session, token, at=11)

    assert kept == Upload(
        token=token,
        name="talk.vtt",
        data=b"\0\xff",
        sidecar=Sidecar(title="A talk"),
        by=BY_ANN,
        replaces=None,
        kept_at=10,
    )
    assert [await drop_upload(session, token) for _ in range(2)] == [True, False]
    assert await find_upload(session, token, at=11) is None
    assert not await change_upload(session, token, Sidecar())


async def test_what_nobody_decided_on_is_gone_after_an_hour(session: AsyncSession) -> None:
    token = await keep(session)

    assert await find_upload(session, token, at=10 + LONGEST_WAIT) is not None
    assert await find_upload(session, token, at=11 + LONGEST_WAIT) is None
    assert await drop_uploads_before(session, 11) == 1


async def test_as_many_wait_as_may_and_room_comes_with_time(session: AsyncSession) -> None:
    for _ in range(MOST_WAITING):
        await keep(session)
    with pytest.raises(CrowdedError):
        await keep(session)
    await keep_upload(session, "talk.vtt", b"", Sidecar(), by=BY_BOB, at=10)
    assert await keep(session, at=11 + LONGEST_WAIT)
