"""What moderators took back is not said again in other words, while its source is the same."""

from collections.abc import Iterable

from bot.answering.types import Abstention, Outcome, Reason
from bot.citing import number_citations
from bot.phrases import Phrase
from bot.storage.database import Database
from bot.storage.withdrawals import QuotedSpan, Withdrawal, withdrawals_for
from bot.wording import refusals
from index.catalogue import Catalogue


async def respect_withdrawals(
    database: Database, guild: int, fingerprint: str, outcome: Outcome, catalogue: Catalogue
) -> Outcome:
    """Return an outcome, or an abstention with the moderators' reason if they took back what it quotes."""
    async with database.reading() as session:
        withdrawals = await withdrawals_for(session, guild, fingerprint)
    found = withdrawn_before(withdrawals, outcome, catalogue)
    return outcome if found is None else _abstention(outcome, found.reason)


def tells_of_withdrawal(outcome: Outcome) -> bool:
    """Tell whether an outcome only says that moderators took an answer back: they need not review it."""
    if not isinstance(outcome, Abstention) or not isinstance(outcome.text, Phrase):
        return False
    return outcome.text.sentence in {refusals.WITHDRAWN, refusals.WITHDRAWN_WITHOUT_REASON}


def withdrawn_before(
    withdrawals: Iterable[Withdrawal], outcome: Outcome, catalogue: Catalogue
) -> Withdrawal | None:
    """Return the withdrawal of an answer that quoted words which this outcome quotes too."""
    quoted = quoted_spans(outcome, catalogue)
    return next((one for one in withdrawals if any(_meet(span, quoted) for span in one.quoted)), None)


def quoted_spans(outcome: Outcome, catalogue: Catalogue) -> tuple[QuotedSpan, ...]:
    """Return where in which files the words stand that an outcome quotes."""
    hashes = {entry.id: entry.sha256 for entry in catalogue.sources()}
    return tuple(
        QuotedSpan(
            source=citation.turn.source,
            sha256=hashes.get(citation.turn.source, ""),
            start=span.start,
            end=span.end,
        )
        for citation in number_citations(outcome)
        for span in citation.spans
    )


def _meet(span: QuotedSpan, others: Iterable[QuotedSpan]) -> bool:
    return any(
        (span.source, span.sha256) == (other.source, other.sha256)
        and span.start < other.end
        and other.start < span.end
        for other in others
    )


def _abstention(outcome: Outcome, reason: str) -> Abstention:
    told = (
        Phrase(refusals.WITHDRAWN, reason=reason)
        if reason.strip()
        else Phrase(refusals.WITHDRAWN_WITHOUT_REASON)
    )
    return Abstention(
        question=outcome.question,
        mode=outcome.mode,
        reason=Reason.NOTHING_FOUND,
        text=told,
        spent=outcome.spent,
        trace=outcome.trace,
    )
