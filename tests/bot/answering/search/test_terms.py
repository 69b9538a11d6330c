"""The words of a question that weigh something, and slips repaired."""

import pytest

from bot.answering.search.terms import StopWords, read_terms
from index.words import split_words
from tests.bot.answering.found import terms_of

SOURCES = (
    "The fireblight travels on shoes, and the canker comes into the wound.",
    "The ledger was in the bank in Saltby. Cecil Orme counted the apprentices.",
    "The rootstock stands in the silt below the sea bank.",
    "A café in Saltby sells jam to the apprentices.",
    *("Nothing else is said here.",) * 16,
)


@pytest.mark.parametrize(
    ("topic", "repaired"),
    [
        ("how does fire blight come", "how does fireblight come"),
        ("which root stock", "which rootstock"),
        ("the wonud and the cankr", "the wound and the canker"),
        ("the aprentises", "the apprentices"),
        ("the legder!", "the ledger!"),
        ("the ledgér in the cafe", "the ledgér in the cafe"),
        # Ordinary words, short words, numbers and other first letters stay as they are.
        ("the would below", "the would below"),
        ("the jan silo", "the jan silo"),
        ("the hanker", "the hanker"),
        ("a compute", "a compute"),
        ("in 20133", "in 20133"),
    ],
)
def test_a_slip_is_repaired_where_the_sources_have_the_word(
    topic: str, repaired: str, stop_words: StopWords
) -> None:
    assert terms_of(topic, *SOURCES, stop_words=stop_words).text == repaired


@pytest.mark.parametrize("topic", ["the ledges", "a founded bank", "counts"])
def test_an_english_word_is_no_slip_of_another_nor_is_another_form_of_what_is_said(
    topic: str, stop_words: StopWords
) -> None:
    sources = ("The ledger has bounds.", "He found it.", "They counted the county.")
    english = {"ledges", "founded"}.__contains__
    terms = read_terms(
        topic,
        stop_words=stop_words,
        vocabulary={word.text: 1 for text in sources for word in split_words(text)},
        frequencies=lambda stems: {stem: int(stem == "count") for stem in stems},
        passages=20,
        is_english=english,
    )
    assert terms.text == topic


def test_accents_and_endings_do_not_hide_a_word(stop_words: StopWords) -> None:
    found = terms_of("ledgérs cafés", *SOURCES, stop_words=stop_words).terms
    assert [(term.stem, term.known) for term in found] == [("ledger", True), ("cafe", True)]


@pytest.mark.parametrize(
    ("topic", "foreign", "stems"),
    [
        ("Combien de personnes viennent le jeudi ?", True, {"combien", "viennent", "jeudi"}),
        ("¿Qué dice sobre los bancos de la ciudad?", True, {"banco", "ciudad"}),
        ("Was steht in dem Buch der Bank?", True, {"steht", "buch", "bank"}),
        ("What is in the bank?", False, {"bank"}),
        ("sea bank", False, {"sea", "bank"}),
        ("far below", False, {"far"}),
        ("the de facto ledger of the bank", False, {"de", "facto", "ledger", "bank"}),
    ],
)
def test_a_question_in_another_language_is_known_by_its_joining_words(
    topic: str,
    foreign: bool,  # noqa: FBT001 - a table's column
    stems: set[str],
    stop_words: StopWords,
) -> None:
    terms = terms_of(topic, *SOURCES, stop_words=stop_words)
    assert terms.foreign is foreign
    assert {term.stem for term in terms.terms} == stems


def test_a_rare_word_weighs_more_than_a_common_one(stop_words: StopWords) -> None:
    weights = {
        term.text: term.weight
        for term in terms_of("canker saltby kiwi said", *SOURCES, stop_words=stop_words).terms
    }
    assert 0 < weights["said"] < weights["saltby"] < weights["canker"] < weights["kiwi"]


def test_a_word_that_asks_weighs_less_than_what_it_asks_about(stop_words: StopWords) -> None:
    topic = "What happened to the jam, and what kind of jam was mentioned?"
    weights = {term.stem: term.weight for term in terms_of(topic, *SOURCES, stop_words=stop_words).terms}
    assert max(weights[stem] for stem in ("happen", "kind", "mention")) < weights["jam"] / 2
    assert min(weights.values()) > 0


def test_the_share_that_is_covered_goes_by_weight(stop_words: StopWords) -> None:
    terms = terms_of("canker said", *SOURCES, stop_words=stop_words)
    assert terms.covered({"canker", "said"}) == 1
    assert terms.covered({"other"}) == 0
    assert terms.covered({"canker"}) > 0.8
    assert 0 < terms.covered({"said"}) < 0.2
    assert terms_of("what is it", *SOURCES, stop_words=stop_words).covered({"canker"}) == 0


def test_names_are_capital_words_in_a_row_that_the_sources_do_not_hold_everywhere(
    stop_words: StopWords,
) -> None:
    def names(topic: str) -> tuple[frozenset[str], ...]:
        return terms_of(topic, *SOURCES, stop_words=stop_words).names

    assert names("Did Cecil Orme meet Zed in the bank?") == ({"cecil", "orm"}, {"zed"})
    assert names("Canker of the wound") == ()
    assert names("Was it Said?") == ()
    (zed,) = terms_of("why Zed", *SOURCES, stop_words=stop_words).terms
    assert (zed.stem, zed.name, zed.known) == ("zed", True, False)


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("How much do they pick? Gladly, of course.", False),
        ("They pick much. Gladly, of course.", False),
        ("How much does Gladly pick?", True),
        ("How much does Dr. Gladly pick?", True),
        ("What became of U.S. Gladly?", True),
    ],
)
def test_a_capital_that_begins_a_sentence_makes_no_name(question: str, *, name: bool) -> None:
    terms = terms_of(question, "Somebody picks apples.", passages=40)
    assert [term.name for term in terms.terms if term.text == "gladly"] == [name]
