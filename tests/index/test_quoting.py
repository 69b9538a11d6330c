import pytest

from index.quoting import UNLIMITED, QuoteBudget, count_quoted


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("We met at the harbour — twice.", 7),
        ("don't re-enter", 2),
        ("人民有信心", 3),
        ("日本語 です", 3),
        ("Straßenbahn", 1),
        ("a" * 400, 10),
        ("é" * 400, 10),
    ],
)
def test_words_are_counted_also_where_nothing_stands_between_them(text: str, words: int) -> None:
    assert count_quoted(text) == words


def test_shares_are_of_the_words_of_the_text_and_never_nothing() -> None:
    budget = QuoteBudget(answer_share=0.1, day_share=1)
    assert (budget.in_answer(1234), budget.in_day(1234), budget.in_answer(5)) == (123, 1234, 1)
    assert (UNLIMITED.in_answer(1234), UNLIMITED.in_day(1234)) == (None, None)
