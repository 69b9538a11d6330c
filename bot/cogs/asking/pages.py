"""The page of an answer that was kept, for whoever may see it."""

from bot.answering.types import Outcome
from bot.cogs.asking.withdrawn import tells_of_withdrawal
from bot.cogs.reviewing.publishing import heading_of
from bot.moderation.rules import ChannelMode
from bot.rendering.outcomes import render
from bot.storage.questions import StoredQuestion
from bot.translating import tongue_of
from bot.views.answers import answer_page, private_page
from bot.views.page import Page

_SHARED = frozenset({ChannelMode.DRAFT, ChannelMode.OPEN})


def kept_page(question: StoredQuestion, outcome: Outcome, server_language: str | None) -> Page:
    """Return the page of a kept answer, public or private as its question is.

    `server_language` is what everybody reads there, where that is set; None takes the asker's.
    """
    tongue = tongue_of((question.public and server_language) or question.language)
    rendered = render(outcome, heading=heading_of(question), tongue=tongue)
    if question.public:
        return answer_page(rendered, question.id, tongue)
    kept = question.text is not None and not tells_of_withdrawal(outcome)
    shareable = question.mode in _SHARED and kept
    return private_page(rendered, question.id, shareable=shareable, tongue=tongue)
