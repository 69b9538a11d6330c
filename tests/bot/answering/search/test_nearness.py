"""Is what was found near enough to be an answer?"""

import pytest

from bot.answering.search.nearness import is_far, near_enough
from tests.bot.answering.found import passage_of, ranked_for
from tests.index.fakes import TOBI, question, turn


def is_near(topic: str, said: str, cosine: float | None = None) -> bool:
    ranked, terms = ranked_for(topic, passage_of(turn(said), cosine=cosine))
    return near_enough(ranked, terms)


@pytest.mark.parametrize(
    ("topic", "near", "far"),
    [
        ("How many ropes were lost?", "We lost nine ropes.", "We lost the ropes."),
        ("How many ropes were lost?", "We lost 37 ropes.", "Our 37 planks are dry."),
        ("Which year was the pier lost?", "The pier was lost in 2013.", "The pier was lost in nine days."),
        ("When was the pier lost?", "The pier was lost in March.", "The pier was lost to the sea."),
        ("How much does the pier cost?", "The pier will cost €80.", "The pier will cost us the summer."),
        ("What is the price of a rope?", "The price of a rope is ninety cents.", "The price of rope is low."),
        ("What did Ambrose Pell build?", "Pell did build the pier.", "They did build the pier."),
        ("Did Zed build the pier?", "Zed did build the pier.", "They did build the pier."),
        ("Why was the pier lost?", "The pier was lost to the sea.", "We sell jam."),
    ],
)
@pytest.mark.parametrize("cosine", [None, 0.4])
def test_what_is_asked_for_must_stand_in_an_answer(
    topic: str, near: str, far: str, cosine: float | None
) -> None:
    assert is_near(topic, near, cosine)
    assert not is_near(topic, far, None if cosine is None else 0.2)


@pytest.mark.parametrize(
    ("topic", "said"),
    [
        ("How many ropes were lost?", "The ropes were lost."),
        ("Which year was the pier lost?", "The pier was lost."),
        ("When was the pier lost?", "The pier was lost."),
        ("How much does the pier cost?", "The pier will cost us."),
        ("Did Zed build the pier?", "They did build the pier."),
        ("How many cats?", "Nine planks were lost."),
        ("How many grey cats slept under harbour piers?", "Nine planks stood under harbour piers."),
        ("How many ropes did fishermen, traders, sailors, visitors buy?", "Nine ropes hang there."),
    ],
)
def test_no_nearness_in_meaning_stands_in_for_it(topic: str, said: str) -> None:
    assert not is_near(topic, said, 0.99)


def test_meaning_and_words_add_up() -> None:
    topic, said = "pier jam", "The pier stands."
    assert not is_near(topic, said, 0.1)
    assert is_near(topic, said, 0.3)
    assert not is_near(topic, "We sell nothing.", 0.3)
    assert is_near(topic, "We sell nothing.", 0.45)


@pytest.mark.parametrize(
    ("said", "cosine", "near"),
    [
        ("We lost the ropes.", 0.25, False),
        ("We lost the ropes.", 0.4, True),
        ("The Port lost nine ropes.", 0.25, True),
        ("The Port lost nine ropes.", 0.15, False),
        ("We lost the ropes.", 0.15, False),
    ],
)
def test_a_question_in_another_language_needs_a_word_in_common_or_much_nearness(
    said: str,
    cosine: float,
    near: bool,  # noqa: FBT001 - a table's column
) -> None:
    assert is_near("Combien de cordes a perdu le Port ?", said, cosine) is near


def test_a_question_in_another_language_may_ask_of_a_name_alone() -> None:
    assert is_near("O que sobre o Port ?", "Pier and Port, planks and jam.", 0.05)
    assert not is_near("O que sobre o Port ?", "Pier and planks.", 0.05)


@pytest.mark.parametrize(
    ("topic", "near", "far"),
    [
        ("When was the depot built?", "The depot was built in 1931.", "The depot was full in 1931."),
        ("In which year did the pier fall?", "The pier did fall in 1931.", "The pier was dry in 1931."),
        ("What is the name of the harbour cat?", "The harbour cat Zed sleeps.", "The harbour cat sleeps."),
        ("What's the name of her boat?", "Her boat is called the Zed.", "Her boat is in the harbour."),
        ("Which company makes the ropes?", "They say Zed makes the ropes.", "The ropes are dear, they say."),
        ("What did it cost in 2013?", "In 2013 it cost nine crowns.", "It cost nine crowns then."),
        ("How many beds does the pier have?", "The pier has nine beds.", "The pier has nine planks."),
    ],
)
def test_what_is_sought_must_be_given(topic: str, near: str, far: str) -> None:
    assert is_near(topic, near, 0.4)
    assert not is_near(topic, far, 0.4)


@pytest.mark.parametrize(
    ("topic", "said", "cosine", "far"),
    [
        ("What is the best pizza?", "We lost the ropes.", 0.1, True),
        ("What is the best pizza?", "We lost the ropes.", 0.3, False),
        ("What is the best pizza in Naples?", "We lost the ropes.", 0.3, True),
        ("What is the best pizza in Port?", "The Port lost it.", 0.1, False),
        ("What is the best pizza?", "We lost the ropes.", None, True),
        ("What of the ropes?", "We lost the ropes.", None, False),
    ],
)
def test_what_lies_outside_is_near_to_nothing(
    topic: str,
    said: str,
    cosine: float | None,
    far: bool,  # noqa: FBT001 - a table's column
) -> None:
    ranked, terms = ranked_for(topic, passage_of(turn(said), cosine=cosine))
    assert is_far(ranked, terms) is far


@pytest.mark.parametrize(
    ("topic", "said", "near"),
    [
        ("What about Uganda?", "We met Ugandan police.", True),
        ("What about Germany?", "A German built it.", True),
        ("What about Ugan?", "We met Ugandan police.", False),
        ("What about Pell?", "He will pelletize it.", False),
    ],
)
def test_a_name_in_another_form_is_the_same_name(
    topic: str,
    said: str,
    near: bool,  # noqa: FBT001 - a table's column
) -> None:
    assert is_near(topic, said, 0.5) is near


def test_a_name_may_stand_around_the_sentence() -> None:
    asked = question("And what of Zed?")
    said = turn("The pier was built by him.", ordinal=1, speaker=TOBI, answers=0)
    for topic in ("Was the pier built by Zed?", "Has Tobi Raske built the pier?"):
        ranked, terms = ranked_for(topic, passage_of(said, question=asked))
        assert near_enough(ranked, terms)
    ranked, terms = ranked_for("Was the pier built by Zed?", passage_of(said))
    assert not near_enough(ranked, terms)


def test_only_the_best_sentences_are_looked_at() -> None:
    ranked, terms = ranked_for("pier", passage_of(turn("Pier one. " + "Jam is sold. " * 6)))
    last = [*ranked[1:], ranked[0]]
    assert near_enough(ranked, terms)
    assert near_enough(last[-5:], terms)
    assert not near_enough([one for one in last if "Jam" in one.sentence.text and not one.supported], terms)
    assert not near_enough([], terms)
