"""Outcomes within the budgets of their sources: nothing beyond them is shown, and what is cut is said."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.answering.budgets.allowances import Allowance, allowances_of
from bot.answering.budgets.keeping import keep_within, shown_by
from bot.answering.extractive import lead
from bot.answering.types import Abstention, Answer, Claim, Finding, Mode, Outcome, Reason, Verdict
from bot.answering.verification.refusals import Refusal
from bot.citing import number_citations
from bot.phrases import Phrase
from bot.wording import notes
from bot.wording.sayings import QUOTED
from index.quoting import QuoteBudget, count_quoted
from index.stretches import Shown
from tests.bot.fakes import fog_answer
from tests.bot.interview import ENTRY, SOURCE, TURNS, cite
from tests.bot.outcomes import outcomes

sampled = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
SHIPS = "When it lifts, forty ships want the same quay at once."
allowances = st.builds(
    Allowance, longest=st.none() | st.integers(1, 40), answer=st.none() | st.integers(1, 80)
)


def quoting(ordinal: int, words: str) -> Claim:
    phrase = Phrase(QUOTED, lead=lead(TURNS[ordinal]), words=words)
    return Claim(text=phrase, citations=(cite(ordinal, words),))


def extracted(*claims: Claim) -> Answer:
    return Answer(question="q", mode=Mode.EXTRACTIVE, claims=claims)


def words_shown(outcome: Outcome) -> Counter[str]:
    shown = Shown()
    for stretch in shown_by(outcome):
        shown.add(*stretch)
    return Counter({source: shown.words(source) for source in ("one", "two", SOURCE)})


@sampled
@given(outcomes, st.dictionaries(st.sampled_from(["one", "two"]), allowances))
def test_no_outcome_shows_more_than_its_sources_allow(
    outcome: Outcome, limits: Mapping[str, Allowance]
) -> None:
    kept = keep_within(outcome, limits)
    shown = words_shown(kept)

    for source, limit in limits.items():
        assert limit.answer is None or shown[source] <= limit.answer
        cited = [one for one in number_citations(kept) if one.turn.source == source]
        lengths = [count_quoted(one.turn.text[one.start : one.end]) for one in cited]
        assert limit.longest is None or max(lengths, default=0) <= limit.longest
        for one in cited:
            # Invented outcomes may have a question of another source, with a limit of its own.
            own = one.question is not None and one.question.source == source
            assert one.question is None or not own or limit.allows(count_quoted(one.question.text), 0)


@sampled
@given(outcomes, st.dictionaries(st.sampled_from(["one", "two"]), allowances))
def test_what_was_cut_is_said_and_what_was_not_is_as_it_was(
    outcome: Outcome, limits: Mapping[str, Allowance]
) -> None:
    kept = keep_within(outcome, limits)
    cut = number_citations(kept) != number_citations(outcome)
    told = kept.note if isinstance(kept, Answer) else kept.text
    said = notes.SHORTER in (told or "") or "lets so little be quoted" in (told or "")

    if not cut:
        return
    plain = [replace(one, question=None) for one in number_citations(outcome)]
    only_questions = [replace(one, question=None) for one in number_citations(kept)] == plain
    assert said or only_questions


def test_without_a_budget_nothing_changes() -> None:
    assert keep_within(fog_answer(), allowances_of([ENTRY])) == fog_answer()


def test_a_quotation_that_is_too_long_is_cut_and_its_sentence_with_it() -> None:
    long = quoting(1, TURNS[1].text)
    kept = keep_within(extracted(long), {SOURCE: Allowance(longest=12)})

    assert isinstance(kept, Answer)
    assert kept.claims[0].citations[0].quote == SHIPS
    assert kept.claims[0].text == f"Mira Okafor says: “{SHIPS}”"
    assert kept.note == notes.SHORTER


def test_what_does_not_fit_falls_and_is_told_without_its_words() -> None:
    first, second = quoting(2, "Half of my work is stamps."), quoting(1, SHIPS)
    kept = keep_within(extracted(first, second), {SOURCE: Allowance(answer=8)})

    assert isinstance(kept, Answer)
    assert [claim.text for claim in kept.claims] == [first.text]
    assert [(one.text, one.reason) for one in kept.rejected] == [
        ("Mira Okafor says", Refusal.QUOTE_BUDGET.value)
    ]


def test_the_same_words_twice_are_shown_once() -> None:
    claim = quoting(1, SHIPS)
    other = Claim(
        text="Mira Okafor says that forty ships want the same quay at once.", citations=claim.citations
    )
    assert isinstance(kept := keep_within(extracted(claim, other), {SOURCE: Allowance(answer=11)}), Answer)
    assert len(kept.claims) == 2


def test_where_nothing_may_be_quoted_it_says_where_the_words_stand() -> None:
    kept = keep_within(extracted(quoting(1, SHIPS)), {SOURCE: Allowance(longest=2)})

    assert isinstance(kept, Abstention)
    assert kept.reason is Reason.NOTHING_FOUND
    assert "Mira Okafor, in “A talk at the harbour”" in kept.text
    assert "ships" not in repr(replace(kept, rejected=kept.rejected))


def test_a_sentence_in_other_words_is_checked_against_what_is_left_of_its_quotation() -> None:
    quoted = cite(1, TURNS[1].text)
    holds = Claim(text="Mira Okafor says that forty ships want the same quay at once.", citations=(quoted,))
    fails = Claim(text="Mira Okafor says that mostly she waits for fog.", citations=(quoted,))
    answer = replace(extracted(holds, fails), mode=Mode.GENERATED)
    kept = keep_within(answer, {SOURCE: Allowance(longest=12)}, tuple(one.speaker for one in TURNS[:3]))

    assert isinstance(kept, Answer)
    assert [claim.text for claim in kept.claims] == [holds.text]
    assert kept.claims[0].citations[0].quote == SHIPS


def test_what_an_answer_answers_is_told_only_where_there_is_room() -> None:
    claim = quoting(1, "Mostly I wait for fog.")
    both = keep_within(extracted(claim), {SOURCE: Allowance(answer=13)})
    words = keep_within(extracted(claim), {SOURCE: Allowance(answer=12)})

    assert [one.question for one in number_citations(both)] == [TURNS[0]]
    assert [one.question for one in number_citations(words)] == [None]


def test_whose_words_fell_is_not_told_to_be_silent() -> None:
    answer = replace(
        extracted(quoting(2, "Half of my work is stamps."), quoting(1, SHIPS)),
        compared=("Jon Beck", "Mira Okafor", "Pia Roth"),
    )
    kept = keep_within(answer, {SOURCE: Allowance(answer=8)})
    assert isinstance(kept, Answer)
    assert kept.compared == ("Jon Beck", "Pia Roth")


def test_a_verdict_loses_what_tells_of_the_words_that_were_cut() -> None:
    claim = quoting(1, TURNS[1].text)
    finding = Finding(checked="Fog?", verdict=Verdict.SAID, summary="Yes.", claims=(claim,))
    answer = replace(
        extracted(claim), verdict=Verdict.SAID, summary="After “… fog”: yes.", findings=(finding,)
    )
    kept = keep_within(answer, {SOURCE: Allowance(longest=12)})

    assert isinstance(kept, Answer)
    assert "fog" not in (kept.summary or "")
    assert kept.findings[0].claims == kept.claims


def test_allowances_are_of_the_words_of_the_text() -> None:
    budget = QuoteBudget(longest=30, answer_share=0.1)
    entry = replace(ENTRY, words=1234, budget=budget)
    assert allowances_of([entry, replace(ENTRY, id="free")]) == {SOURCE: Allowance(longest=30, answer=123)}
