"""A draft waits for as long as the server says."""

from bot.moderation.reviews import ReviewState, expires_at
from bot.moderation.rules import GuildRules
from tests.bot.moderation.given import NOW


def test_a_draft_expires_after_the_hours_of_the_server() -> None:
    assert expires_at(GuildRules(draft_hours=2), NOW) == NOW + 7200


def test_only_what_a_moderator_let_through_was_shown() -> None:
    shown = {state for state in ReviewState if state.is_shown}
    assert shown == {ReviewState.APPROVED, ReviewState.EDITED, ReviewState.PRIVATE}
