"""No word of an answer escapes screening."""

from hypothesis import given, settings

from bot.answering.types import Abstention, Outcome
from bot.moderation.shown import shown_text
from tests.bot.outcomes import outcomes


@settings(max_examples=40)  # whole outcomes are slow to make
@given(outcomes)
def test_everything_that_is_shown_of_an_outcome_is_screened(outcome: Outcome) -> None:
    lines = shown_text(outcome)
    if isinstance(outcome, Abstention):
        wanted = [outcome.text, *(citation.quote for citation in outcome.nearest)]
    else:
        wanted = [outcome.summary or "", outcome.note or "", *outcome.compared]
        wanted += [words for claim in outcome.claims for words in (claim.text, claim.citations[0].quote)]
        wanted += [words for finding in outcome.findings for words in (finding.checked, finding.summary)]
        wanted += [difference.words for difference in outcome.differences]
    assert all(words in lines for words in wanted if words.strip())
