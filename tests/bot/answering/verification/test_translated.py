"""Sentences in the asker's language: what code can check across languages, and what it refuses."""

from dataclasses import replace

import pytest

from bot.answering.verification.figures import read_figures
from bot.answering.verification.grounding import verify
from bot.answering.verification.languages import put_numbers_in_english, read_languages, tell_language
from tests.bot.answering.grounds import draft_of, gather, quote_of, read_lamps, reason_of

LAMPS = "Varn now has close to 0.5 billion lamps, and it is by far the brightest town."
WASTE = "I don't think we can say they are wasteful."
GROWTH = "The growth will keep going at about 30% per year."
SNOW = "It might snow — we'll see…"
POLES = "Mayor Stern said the poles were free."
BILL = "Did Orrin Ltd pay the whole bill?"
GERMAN = "Wie viele Lampen hat die Stadt und was sagt Ada dazu?"


def _check(text: str, words: str, asked: str) -> str | None:
    lamps = read_lamps()
    evidence = replace(gather(lamps), asked=asked)
    return reason_of(verify(draft_of((text, (quote_of(lamps, words),))), evidence))


@pytest.mark.parametrize(
    ("asked", "text", "words"),
    [
        (GERMAN, "Laut Ada Quill hat die Stadt fast 0,5 Milliarden Lampen.", LAMPS),
        (GERMAN, "Ada Quill sagt, dass Varn fast eine halbe Milliarde Lampen hat.", LAMPS),
        (GERMAN, "Ada Quill glaubt nicht, dass sie verschwenderisch sind.", WASTE),
        (GERMAN, "Bo Hale sagt, dass es vielleicht schneit.", SNOW),
        ("Combien de lampes y a-t-il dans la ville ?", "Selon Ada Quill, la croissance est de 30 %.", GROWTH),
        ("¿Qué dice Ada de la ciudad?", "Según Ada Quill, la ciudad es la más brillante.", LAMPS),
        ("Cosa dice Ada della crescita nella città?", "Secondo Ada Quill, la crescita è del 30%.", GROWTH),
        ("O que diz a Ada da cidade?", "Segundo Ada Quill, o crescimento é de 30% ao ano.", GROWTH),
        ("Wat zegt Ada over de groei van de stad?", "Volgens Ada Quill is de groei van de stad 30%.", GROWTH),
        (GERMAN, "The Lamp Post fragt, ob Orrin Ltd die ganze Rechnung bezahlt hat.", BILL),
    ],
)
def test_an_honest_sentence_in_the_language_of_the_question_is_marked(
    asked: str, text: str, words: str
) -> None:
    lamps = read_lamps()
    verified = verify(draft_of((text, (quote_of(lamps, words),))), replace(gather(lamps), asked=asked))
    assert [(claim.text, claim.translated) for claim in verified.claims] == [(text, True)]


@pytest.mark.parametrize(
    ("reason", "text", "words"),
    [
        ("number_not_in_evidence", "Laut Ada Quill hat die Stadt 5 Milliarden Lampen.", LAMPS),
        ("number_not_in_evidence", "Laut Ada Quill ist die Stadt mit 0,5 Millionen Lampen hell.", LAMPS),
        ("other_speaker", "Laut Bo Hale hat die Stadt fast 0,5 Milliarden Lampen.", LAMPS),
        ("other_speaker", "Der Bürgermeister sagt, die Stadt ist die hellste.", LAMPS),
        ("other_speaker", "Der Mann mit dem Hut sagt zu Ada Quill, die Stadt ist hell.", LAMPS),
        ("other_speaker", "Laut Ada Quill und Bo Hale ist die Stadt die hellste.", LAMPS),
        ("other_speaker", "Ada Quill sagt, dass beide die Stadt hell finden.", LAMPS),
        ("negation_changed", "Laut Ada Quill sind sie verschwenderisch, und das ist die Lage.", WASTE),
        ("negation_changed", "Laut Ada Quill ist die Stadt nicht die hellste.", LAMPS),
        ("hedge_changed", "Laut Bo Hale wird es in der Stadt schneien, und das bald.", SNOW),
        ("overstated", "Ada Quill sagt, dass nur die Stadt so hell ist.", LAMPS),
        ("reported_as_own", "Ada Quill sagt, die Masten sind in der Stadt gratis.", POLES),
        ("question_as_view", "The Lamp Post sagt, dass Orrin Ltd die Rechnung bezahlt hat.", BILL),
        ("first_person", "Ada Quill sagt, dass wir die hellste Stadt sind.", LAMPS),
        ("unsafe_text", "Laut Ada Quill ist die Stadt die hellste: https://evil.example", LAMPS),
    ],
)
def test_what_differs_in_another_language_falls(reason: str, text: str, words: str) -> None:
    assert _check(text, words, GERMAN) == reason


def test_nobody_who_asked_in_english_is_answered_in_german() -> None:
    text = "Ada Quill sagt, dass Varn fast eine halbe Milliarde Lampen hat."
    assert _check(text, LAMPS, "How many lamps does Varn have?") is not None
    assert _check(text, LAMPS, "¿Qué dice Ada de la ciudad y de las lámparas?") is not None


@pytest.mark.parametrize(
    ("code", "text", "english"),
    [
        ("de", "eine halbe Milliarde", "0.5 billion"),
        ("de", "1.900 Pakete", "1,900"),
        ("de", "zwanzig Prozent", "20%"),
        ("fr", "un demi-milliard", "0.5 billion"),
        ("fr", "2,4 millions", "2.4 million"),
        ("es", "mil millones", "a billion"),
        ("it", "tre milioni", "3 million"),
        ("pt", "dois terços", "two thirds"),
        ("nl", "een half miljoen", "half a million"),
    ],
)
def test_numbers_are_read_as_their_language_writes_them(code: str, text: str, english: str) -> None:
    assert read_figures(put_numbers_in_english(text, read_languages()[code])) == read_figures(english)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Wer hat die Lampen in der Stadt gezählt?", "de"),
        ("Qui a compté les lampes de la ville ?", "fr"),
        ("¿Quién dice que la ciudad es la más brillante?", "es"),
        ("Chi dice che la città è la più luminosa?", "it"),
        ("O que se diz da cidade e das lâmpadas?", "pt"),
        ("Wie zegt dat de stad het felst is?", "nl"),
        ("Who says that the town is in the dark?", None),
        ("Ada says that die is a word", None),
        ("Lamps", None),
    ],
)
def test_a_language_is_told_by_its_small_words(text: str, code: str | None) -> None:
    assert tell_language(text, read_languages()) == code
