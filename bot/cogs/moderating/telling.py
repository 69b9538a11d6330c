"""Reading together all that is kept about one question."""

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal

from bot.cogs.moderating.logs import told_act
from bot.rendering.stories import Story, ToldFlags, ToldReview
from bot.rendering.traces import Quoted
from bot.restoring import original_of
from bot.storage.acts import acts_of
from bot.storage.database import Database
from bot.storage.flags import FlagState, flags_of
from bot.storage.outcomes import NANO
from bot.storage.questions import StoredQuestion
from bot.storage.reviews import Review, review_of_question


async def read_story(
    database: Database,
    question: StoredQuestion,
    *,
    link: str | None,
    current: Mapping[str, str] | None,
) -> Story:
    """Return the story of a question, with what moderators decided and did about it."""
    async with database.session() as session:
        review = await review_of_question(session, question.id)
        raised = await flags_of(session, question.id)
        acts = await acts_of(session, question.id)
    flags = Counter((flag.reason.value, flag.state) for flag in raised)
    citations = question.outcome.citations if question.outcome else ()
    return Story(
        row=question.id,
        asker=question.asker,
        channel=question.channel,
        way=question.way.value,
        public=question.public,
        accepted_at=question.accepted_at,
        mode=question.mode,
        text=question.text,
        speaker=question.speaker,
        source=question.source,
        follows=question.follows,
        ending=None if question.ending is None else question.ending.value,
        ended_at=question.ended_at,
        erased_at=question.erased_at,
        withdrawn_at=question.withdrawn_at,
        link=link,
        draft=None if question.draft is None else original_of(question.draft),
        trace=question.trace,
        quoted=tuple(
            Quoted(source=one.source, turn=one.turn, words=one.words, sha256=one.sha256) for one in citations
        ),
        dollars=None if question.nanodollars is None else Decimal(question.nanodollars) / NANO,
        current=current,
        review=None if review is None else _told_review(review),
        flags=tuple(
            ToldFlags(reason=reason, open=state is FlagState.OPEN, count=count)
            for (reason, state), count in sorted(flags.items())
        ),
        acts=tuple(map(told_act, acts)),
    )


def _told_review(review: Review) -> ToldReview:
    return ToldReview(
        state=review.state,
        at=review.decided_at or review.opened_at,
        expires_at=review.expires_at,
        who=review.decided_by,
        reason=review.reason,
        edited=review.edited,
    )
