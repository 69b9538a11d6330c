"""Sentences in the language of who reads them."""

import copy

import pytest

from bot.phrases import Forms, Phrase, join_phrases
from bot.translating import ENGLISH, Tongue, name_language, tongue_of

PEARS = Forms("{count} pear", "{count} pears")
GERMAN = {
    "{first} and {last}": "{first} und {last}",
    "Hello, {name}!": "Hallo, {name}!",
    "somebody": "jemand",
}


def made_up() -> Tongue:
    return Tongue(
        code="de",
        translate=lambda sentence: GERMAN.get(sentence, sentence),
        translate_many=lambda _one, _many, count: "{count} Birne" if count == 1 else "{count} Birnen",
    )


@pytest.mark.parametrize("code", ["de", "de-AT", "de-CH"])
def test_a_language_is_found_by_its_first_letters(code: str) -> None:
    tongue = tongue_of(code)

    assert tongue.code == code
    assert tongue.say("Your question") == "Deine Frage"


@pytest.mark.parametrize("code", [None, "", "en-GB", "fr", "tlh", "../de"])
def test_every_other_language_is_english(code: str | None) -> None:
    assert tongue_of(code).say("Your question") == "Your question"


def test_a_sentence_that_no_catalogue_knows_stays_english() -> None:
    assert tongue_of("de").say("Pears are ripe, {name}.", name="Ann") == "Pears are ripe, Ann."


def test_nothing_is_said_as_nothing() -> None:
    assert tongue_of("de").say("") == ""


def test_braces_in_a_value_stay_as_they_are() -> None:
    assert made_up().say("Hello, {name}!", name="{0} {name}") == "Hallo, {0} {name}!"


@pytest.mark.parametrize(
    ("count", "english", "german"), [(1, "1 pear", "1 Birne"), (3, "3 pears", "3 Birnen")]
)
def test_a_number_chooses_the_form(count: int, english: str, german: str) -> None:
    assert ENGLISH.say_many(PEARS, count) == english
    assert made_up().say_many(PEARS, count) == german
    assert made_up().tell(Phrase.of_many(PEARS, count)) == german


def test_a_phrase_is_its_english_and_can_be_told_in_another_language() -> None:
    phrase = Phrase("Hello, {name}!", name=Phrase("{first} and {last}", first="Ann", last=Phrase("somebody")))

    assert phrase == "Hello, Ann and somebody!"
    assert made_up().tell(phrase) == "Hallo, Ann und jemand!"


def test_a_copy_of_a_phrase_can_be_told_as_well() -> None:
    copied = copy.deepcopy(Phrase("Hello, {name}!", name="Ann"))

    assert made_up().tell(copied) == "Hallo, Ann!"


def test_text_that_is_no_phrase_is_told_as_it_is() -> None:
    assert made_up().tell("somebody") == "somebody"


def test_phrases_are_joined_and_told_one_by_one() -> None:
    joined = join_phrases(" · ", [Phrase("somebody"), "said {so}"])

    assert joined == "somebody · said {so}"
    assert made_up().tell(joined) == "jemand · said {so}"


@pytest.mark.parametrize(
    ("code", "reader", "name"),
    [
        ("de", "en-US", "German"),
        ("de", "de", "Deutsch"),
        ("en-GB", "de", "Englisch (Vereinigtes Königreich)"),
        ("Klingon of sorts", "de", "Klingon of sorts"),
        ("xx", "de", "xx"),
        ("", "de", ""),
    ],
)
def test_a_language_is_named_in_the_language_of_the_reader(code: str, reader: str, name: str) -> None:
    assert name_language(code, tongue_of(reader)) == name
