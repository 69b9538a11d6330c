import pytest

from bot.evaluation.errors import ExpectationError
from bot.evaluation.expected import Gold
from bot.evaluation.originals import Original, Originals
from index.types import Span

TEXT = "A first line.\nThe gateFig. 2 was shut.\r\nNobody has the key.\n"
ORIGINAL = Original(text=TEXT, skipped=("Fig. 2",))


def found(quote: str, line: int) -> str:
    start, end = ORIGINAL.find(quote, line)
    return TEXT[start:end]


def test_words_are_found_on_their_line_alone_and_over_what_nobody_said() -> None:
    spaced = Original(text="the Fig. 2gate was shut\n", skipped=("Fig. 2",))
    assert found("Nobody has the  key", 3) == "Nobody has the key"
    assert spaced.find("the gate was", 1) == Span(0, 18)
    assert found("The gate was shut.", 2) == "The gateFig. 2 was shut."


def test_words_that_do_not_stand_there_are_looked_for_in_the_whole_line() -> None:
    assert found("Nobody has the key", 1) == "A first line.\n"


def test_signs_of_patterns_are_words_like_others() -> None:
    assert found("A first line.", 1) == "A first line."
    assert found("A first line+", 1) == "A first line.\n"


@pytest.mark.parametrize(
    ("quote", "spans", "held"),
    [
        ("Nobody has the key.", (Span(40, 59),), True),
        ("Nobody has  the key.", (Span(40, 59),), True),
        ("Nobody had the key.", (Span(40, 59),), False),
        ("The gate was shut.", (Span(14, 22), Span(28, 38)), True),
        ("The gateFig. 2 was shut.", (Span(14, 38),), False),
    ],
)
def test_a_quotation_is_held_if_it_stands_there_without_what_nobody_said(
    quote: str, spans: tuple[Span, ...], *, held: bool
) -> None:
    assert ORIGINAL.holds(quote, spans) is held


def test_what_json_escapes_is_held_as_it_reads() -> None:
    original = Original(text=r'{"body":"She said \"no\", it\u2019s late."}')
    assert original.holds("She said “no”", (Span(9, 24),)) is False
    assert original.holds('She said "no", it’s late.', (Span(9, 41),))


def test_each_file_is_read_once_and_only_when_it_is_needed() -> None:
    read: list[str] = []

    def read_it(source: str) -> Original:
        read.append(source)
        return ORIGINAL

    originals = Originals(ids=frozenset({"a", "b"}), read=read_it)
    for _ in range(2):
        originals.locate(Gold(line=1, speaker="Ann", quote="first"), "b")
    assert read == ["b"]


@pytest.mark.parametrize(
    ("line", "own", "asked", "told"),
    [(1, None, None, "several"), (1, "c", "a", "“c”"), (5, "a", None, "no line 5: it has 4")],
)
def test_gold_words_without_a_place_are_refused(
    line: int, own: str | None, asked: str | None, told: str
) -> None:
    originals = Originals(ids=frozenset({"a", "b"}), read=lambda _: ORIGINAL)
    with pytest.raises(ExpectationError, match=told):
        originals.locate(Gold(line=line, speaker="Ann", quote="first", source=own), asked)


def test_gold_words_stand_in_the_source_they_name_else_in_the_questions_else_in_the_only_one() -> None:
    two = Originals(ids=frozenset({"a", "b"}), read=lambda _: ORIGINAL)
    one = Originals(ids=frozenset({"a"}), read=lambda _: ORIGINAL)
    gold = Gold(line=1, speaker="Ann", quote="first")
    assert two.locate(gold.model_copy(update={"source": "a"}), "b").source == "a"
    assert two.locate(gold, "b").source == "b"
    assert one.locate(gold, None).source == "a"
