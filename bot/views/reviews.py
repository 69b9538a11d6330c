"""The card of a draft: its evidence and what can be done with it, or what became of it."""

from collections.abc import Sequence

from bot.translating import Tongue
from bot.views.acting import Act, ActButton
from bot.views.page import Page

_DECISIONS = (Act.APPROVE, Act.EDIT, Act.REJECT, Act.PRIVATE)


def waiting_card(
    tongue: Tongue,
    blocks: Sequence[str],
    *,
    review: int,
    question: int,
    without: frozenset[Act],
) -> Page:
    """Return a draft with its buttons, `without` those that make no sense for it."""
    decisions = [ActButton(act, review, tongue) for act in _DECISIONS if act not in without]
    # Both kinds hold one row's id: those that decide the review's, the passage the question's.
    passage = [] if Act.PASSAGE in without else [ActButton(Act.PASSAGE, question, tongue)]
    return Page(blocks, [[*decisions, *passage]])
