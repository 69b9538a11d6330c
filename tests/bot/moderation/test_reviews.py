"""A draft is decided once."""

import pytest

from bot.moderation.reviews import ReviewState, expires_at, may_become, state_at
from bot.moderation.rules import GuildRules
from tests.bot.moderation.given import NOW

DECIDED = [state for state in ReviewState if state is not ReviewState.WAITING]


@pytest.mark.parametrize("state", DECIDED)
def test_a_draft_that_waits_is_decided_once_and_for_good(state: ReviewState) -> None:
    assert may_become(ReviewState.WAITING, state)
    assert not any(may_become(state, then) for then in ReviewState)


def test_a_draft_does_not_begin_to_wait_again() -> None:
    assert not may_become(ReviewState.WAITING, ReviewState.WAITING)


def test_a_draft_expires_after_the_hours_of_the_server() -> None:
    expires = expires_at(GuildRules(draft_hours=2), NOW)
    assert expires == NOW + 7200
    assert state_at(ReviewState.WAITING, expires=expires, now=expires - 1) is ReviewState.WAITING
    assert state_at(ReviewState.WAITING, expires=expires, now=expires) is ReviewState.EXPIRED
    assert state_at(ReviewState.APPROVED, expires=expires, now=expires) is ReviewState.APPROVED


def test_what_was_shown_was_decided_by_a_moderator() -> None:
    shown = {state for state in ReviewState if state.is_shown}
    assert shown == {ReviewState.APPROVED, ReviewState.EDITED, ReviewState.PRIVATE}
    assert {state for state in ReviewState if state.is_moderators} - shown == {ReviewState.REJECTED}
