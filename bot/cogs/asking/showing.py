"""What is done with an outcome: kept, looked at once more, and shown to whom its place lets see it."""

import time
from dataclasses import asdict, dataclass, replace

import structlog

from bot.answering.types import Answer, Outcome
from bot.citing import number_citations
from bot.cogs.asking.case import Case
from bot.cogs.asking.delivery import DeliveryError
from bot.cogs.asking.drafts import Drafts
from bot.cogs.asking.rechecking import Recheck, Still, StoppedError, Subject
from bot.cogs.asking.visible import visible_sources
from bot.cogs.asking.withdrawn import tells_of_withdrawal
from bot.day_budgets import DayBudgets
from bot.finishing import finish
from bot.moderation.borderline import borderline
from bot.moderation.reviews import expires_at
from bot.moderation.rules import ChannelMode, GuildRules
from bot.rendering.outcomes import render
from bot.restoring import write_draft
from bot.storage.database import Database
from bot.storage.outcomes import store_outcome
from bot.storage.questions import Ending, end_question, keep_outcome
from bot.storage.reviews import wait_for_review
from bot.views.answers import answer_page, private_page
from bot.views.page import Page, say
from bot.wording import refusals
from index.catalogue import Catalogue

_log: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(__name__)
FOR_REVIEW = "for_review"
"""Says in a kept draft whether moderators are to see it first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An outcome, what it was answered from, and whether a moderator should see it first."""

    outcome: Outcome
    catalogue: Catalogue
    draft: bool


class Showing:
    """Brings an outcome to its readers, or to moderators."""

    def __init__(self, database: Database, recheck: Recheck, drafts: Drafts) -> None:
        self._database = database
        self._recheck = recheck
        self._drafts = drafts
        self._days = DayBudgets(database)

    async def bring(self, case: Case, row: int, found: Found) -> None:
        """Keep an outcome, and show it or hand it to moderators, if it still may be.

        Raises:
            StoppedError: If it may not.
            UncheckedError: If Discord does not say.
            DeliveryError: If Discord does not take it.
        """
        if not found.draft:
            guild = case.incoming.new.guild
            outcome = await self._days.within(guild, found.outcome, found.catalogue)
            found = replace(found, outcome=outcome)
        await self._keep(case, row, found)
        still = await self._recheck.check(_subject(case))
        _check_writing(case, still)
        if not quoted_sources(found.outcome) <= visible_sources(found.catalogue, still.place, still.allowed):
            raise StoppedError("sources")
        # From here on it is too late to stop it.
        case.run.showing = True
        if found.draft:
            await self._hand_over(case, row, still.rules)
            return
        message = await case.delivery.show(_page(case, row, found.outcome))
        await self._end_shown(case, row, ending_of(found.outcome), message)

    async def point(self, case: Case, row: int, link: str) -> None:
        """Show the link to the answer that stands, if an answer still might be shown.

        Raises:
            StoppedError, UncheckedError, DeliveryError: As `bring`.
        """
        _check_writing(case, await self._recheck.check(_subject(case)))
        case.run.showing = True
        message = await case.delivery.show(say(case.tongue.say(refusals.POINTED, link=link)))
        await self._end_shown(case, row, Ending.POINTED, message)

    async def _keep(self, case: Case, row: int, found: Found) -> None:
        outcome = found.outcome
        draft = write_draft(outcome, found.catalogue) | {FOR_REVIEW: found.draft}
        if case.incoming.new.text is None:
            # The words of another person are answered, and never kept.
            draft = None
        stored = store_outcome(outcome, found.catalogue)
        trace = asdict(outcome.trace) if outcome.trace else None
        if not await self._database.run(
            lambda session: keep_outcome(session, row, stored, draft=draft, trace=trace)
        ):
            raise StoppedError("erased")

    async def _hand_over(self, case: Case, row: int, rules: GuildRules) -> None:
        await finish(self._open_review(case, row, rules))
        _log.info("question waits for moderators", row=row)
        try:
            await case.delivery.promise(case.incoming.tongue.say(refusals.WAITS))
        except DeliveryError as error:
            _log.warning("asker not told", row=row, ending=error.ending.value)
        await self._drafts.submit(row)

    async def _open_review(self, case: Case, row: int, rules: GuildRules) -> None:
        now, guild = int(time.time()), case.incoming.new.guild
        until = expires_at(rules, now)
        review = await self._database.run(
            lambda session: wait_for_review(session, row, guild, opened_at=now, expires_at=until)
        )
        if review is None:
            raise StoppedError("erased")
        # From here on it is the moderators who end it.
        case.run.over = True

    async def end(
        self, row: int, ending: Ending, message: int | None = None, *, public: bool | None = None
    ) -> bool:
        """Give a question its ending; False if it has one."""
        now = int(time.time())
        ended = await self._database.run(
            lambda session: end_question(
                session, row, ending, ended_at=now, answer_message=message, public=public
            )
        )
        if ended:
            _log.info("question ended", row=row, ending=ending.value)
        return ended

    async def _end_shown(self, case: Case, row: int, ending: Ending, message: int) -> None:
        """End a question whose answer was just shown: it stays shown, whatever fails now."""
        case.run.over = True
        # A reply to a message is read by everybody, whatever the place is set to.
        public = True if case.incoming.by_mention else None
        if not await finish(self.end(row, ending, message, public=public)):
            await self._take_back(case, row)

    async def _take_back(self, case: Case, row: int) -> None:
        """Delete what was just shown: who asked had the question erased in that moment."""
        _log.info("answer taken back", row=row)
        await case.delivery.withdraw()


def _page(case: Case, row: int, outcome: Outcome) -> Page:
    tongue = case.tongue
    above = () if case.notice is None else (f"-# {case.notice}",)
    rendered = render(outcome, heading=case.incoming.heading, above=above, tongue=tongue)
    if case.public:
        return answer_page(rendered, row, tongue)
    shareable = case.shareable and not tells_of_withdrawal(outcome)
    return private_page(rendered, row, shareable=shareable, tongue=tongue)


def _check_writing(case: Case, still: Still) -> None:
    """Raise DeliveryError where everybody would read an answer, and the bot may not write any more."""
    if case.public and not still.may_write:
        raise DeliveryError(Ending.FORBIDDEN)


def _subject(case: Case) -> Subject:
    incoming = case.incoming
    return Subject(
        guild=incoming.place.guild,
        channel=incoming.place.channel,
        asker=incoming.person.id,
        mode=ChannelMode.PRIVATE if incoming.private else case.allowed.mode,
        message=incoming.message,
    )


def is_doubtful(outcome: Outcome, rules: GuildRules) -> bool:
    """Tell whether a moderator should see an answer first though its place is open, where one can."""
    return rules.review_channel is not None and borderline(outcome) is not None


def quoted_sources(outcome: Outcome) -> frozenset[str]:
    """Return the ids of the sources whose words an outcome shows."""
    return frozenset(citation.turn.source for citation in number_citations(outcome))


def ending_of(outcome: Outcome) -> Ending:
    """Return the ending of a question with this outcome."""
    return Ending.ANSWERED if isinstance(outcome, Answer) else Ending.ABSTAINED
