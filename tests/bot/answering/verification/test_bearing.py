"""What a sentence says in its own words: borne out by its quotations, or refused."""

import pytest

from bot.answering.verification.refusals import Refusal, describe
from tests.bot.answering.grounds import check

LAMPS = "Varn now has close to 0.5 billion lamps, and it is by far the brightest town."
WASTE = "I don't think we can say they are wasteful."
GROWTH = "The growth will keep going at about 30% per year."
SAFE = "The lamps are safe unless it rains."
CHEAP = "Lamps are cheap."
BILL = "Yes, 40 of them. Mayor Stern said the lamps were a gift, but nobody saw a bill."


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ada Quill says the town is bright.", LAMPS),
        ("Ada Quill does not call them wasteful.", WASTE),
        ("Ada Quill expects growth to continue at about 30% per year.", GROWTH),
        ("Bo Hale says the lamps are safe unless it rains.", SAFE),
        ("Ada Quill says growth goes on: “The growth will keep going at about 30% per year.”", GROWTH),
        ("Bo Hale says that the mayor said the lamps were a gift.", BILL),
        ("Bo Hale says nobody saw a bill.", BILL),
    ],
)
def test_an_honest_wording_of_ones_own_stands(text: str, words: str) -> None:
    assert check(text, words) is None


@pytest.mark.parametrize(
    ("reason", "text", "words"),
    [
        ("not_in_evidence", "Ada Quill says the moon is made of cheese.", CHEAP),
        ("not_in_evidence", "Ada Quill says lamps are stolen.", CHEAP),
        ("not_in_evidence", "Ada Quill says lamps are cheap and children cry.", CHEAP),
        ("not_in_evidence", "Ada Quill says lamps are cheap because the council lied.", CHEAP),
        ("not_in_evidence", "Ada Quill says: “Lamps are cheap.” and wants the mayor to leave.", CHEAP),
        ("not_in_evidence", "Ada Quill says Varn is the brightest town and poisons its children.", LAMPS),
        ("opposite", "Ada Quill says lamps are expensive.", CHEAP),
        ("negation_changed", "Ada Quill says they are wasteful.", WASTE),
        ("negation_changed", "Ada Quill says they are “wasteful”.", WASTE),
        ("negation_changed", "Ada Quill says lamps aren't cheap.", CHEAP),
        ("condition_dropped", "Bo Hale says the lamps are safe.", SAFE),
        ("reported_as_own", "Bo Hale says the lamps were a gift.", BILL),
        ("number_bound_changed", "Ada Quill says the growth will keep going at 30% per year.", GROWTH),
        ("negation_changed", "Bo Hale says somebody saw a bill.", BILL),
    ],
)
def test_what_the_quotations_do_not_say_falls(reason: str, text: str, words: str) -> None:
    assert check(text, words) == reason


@pytest.mark.parametrize("refusal", list(Refusal))
def test_every_refusal_is_told_in_plain_words(refusal: Refusal) -> None:
    words = describe(refusal)
    assert "_" not in words
    assert not words.endswith(".")
