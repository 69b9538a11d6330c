"""What a question goes on from: bounded, and never another person's private question."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.ext.asyncio import AsyncSession

from bot.storage.following import Followed, bound, earlier_in_chain, earlier_in_thread, find_followed
from tests.bot.storage.rows import FIRST, accept


async def test_a_chain_is_read_back_oldest_first_up_to_a_limit(session: AsyncSession) -> None:
    last = None
    for number in range(5):
        last = await accept(session, replace(FIRST, origin=100 * number + 7, text=str(number), follows=last))
    assert last is not None

    assert await earlier_in_chain(session, last, 3) == ["2", "3", "4"]


async def test_a_thread_holds_what_was_open_and_the_askers_own(session: AsyncSession) -> None:
    await accept(session, replace(FIRST, origin=1, text="open"))
    await accept(session, replace(FIRST, origin=3, text="anothers own", public=False, asker=4))
    await accept(session, replace(FIRST, origin=5, text="my own", public=False))
    await accept(session, replace(FIRST, origin=7, text="elsewhere", channel=9))
    await accept(session, replace(FIRST, origin=9, text="running"), ended=False)

    assert await earlier_in_thread(session, 2, 3, 5) == ["open", "my own"]
    assert await earlier_in_thread(session, 2, 3, 1) == ["my own"]


@pytest.mark.parametrize(
    ("followed", "row", "texts"),
    [
        (Followed(row=1), 1, ("open",)),
        (Followed(message=2), 1, ("open",)),
        (Followed(message=4), None, ()),
        (Followed(message=99), None, ()),
        (Followed(message=99, parent=50), None, ("open", "my own")),
        (Followed(), None, ()),
    ],
)
async def test_a_row_goes_before_a_message_and_that_before_the_thread(
    session: AsyncSession, followed: Followed, row: int | None, texts: tuple[str, ...]
) -> None:
    await accept(session, replace(FIRST, origin=1, text="open"))
    await accept(session, replace(FIRST, origin=3, text="anothers own", public=False, asker=4))
    await accept(session, replace(FIRST, origin=5, text="my own", public=False))

    assert await find_followed(session, followed, replace(FIRST, origin=7)) == (row, texts)


@pytest.mark.parametrize(
    ("opened_on", "public", "row", "texts"),
    [
        (70, True, 1, ("begun", "in the thread")),
        (71, True, 1, ("begun", "in the thread")),
        (72, True, None, ("in the thread",)),
        (71, False, None, ("in the thread",)),
    ],
)
async def test_a_thread_that_was_opened_on_a_question_or_its_answer_goes_on_from_it(
    session: AsyncSession, opened_on: int, *, public: bool, row: int | None, texts: tuple[str, ...]
) -> None:
    await accept(session, replace(FIRST, origin=70, channel=50, text="begun", public=public, asker=4))
    await accept(session, replace(FIRST, origin=80, channel=opened_on, text="in the thread"))
    new = replace(FIRST, origin=90, channel=opened_on)

    assert await find_followed(session, Followed(parent=50), new) == (row, texts)


async def test_words_that_are_not_kept_leave_a_gap_in_the_chain(session: AsyncSession) -> None:
    first = await accept(session, replace(FIRST, origin=1, text="one"))
    second = await accept(session, replace(FIRST, origin=3, text=None, follows=first))
    third = await accept(session, replace(FIRST, origin=5, text="three", follows=second))

    assert await earlier_in_chain(session, third, 5) == ["one", "three"]


@settings(deadline=None)
@given(st.lists(st.text(max_size=2000), max_size=8))
def test_the_context_is_bounded_and_is_what_was_asked_last(texts: list[str]) -> None:
    kept = bound(texts)

    assert sum(map(len, kept)) <= 1000
    assert all(len(text) <= 300 for text in kept)
    assert len(kept) >= min(len(texts), 3)
    for text, shown in zip(texts[len(texts) - len(kept) :], kept, strict=True):
        assert shown == text or shown.endswith("…")


def test_of_long_questions_as_many_are_handed_over_as_there_is_room_for() -> None:
    kept = bound([f"{number} " + "fog " * 200 for number in range(5)])

    assert [text[0] for text in kept] == ["2", "3", "4"]
