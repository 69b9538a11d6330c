"""Whose words a question asks for, in English and in other languages."""

import pytest

from bot.answering.questions.voices import voices, without_voices
from index.speakers import find_mentions
from index.types import Speaker
from tests.bot.answering.speakers import DAVIT, IMOGEN, REVIEW, RUTH, SPEAKERS


def asked_of(text: str) -> set[str]:
    named = voices(text, find_mentions(text, SPEAKERS))
    return {identity for mention in named for identity in mention.speakers}


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("What does Imogen Tarrant say about copper?", {IMOGEN}),
        ("What does tarrant think of it", {IMOGEN}),
        ("Davit's take on copper?", {DAVIT}),
        ("Davit on copper?", {DAVIT}),
        ("Davit: copper?", {DAVIT}),
        ("What's Kobalia's stance on copper?", {DAVIT}),
        ("Why did Davit call copper a mistake?", {DAVIT}),
        ("Does Davit ever mention worms?", {DAVIT}),
        ("Does Davit, as a grafter, think so?", {DAVIT}),
        ("in the opinion of Imogen, does it flood?", {IMOGEN}),
        ("What does the interviewer ask about critics?", {RUTH}),
        ("What did the host say about critics?", {RUTH}),
        ("What does the editor note about the figure?", {REVIEW}),
        ("Do the guests agree?", {IMOGEN, DAVIT}),
        ("What do both say about copper?", {IMOGEN, DAVIT}),
        ("Compare Imogen and Davit on copper", {IMOGEN, DAVIT}),
        ("Compare Imogen with Davit on copper", {IMOGEN, DAVIT}),
        ("What do Ruth, Imogen and Davit say of it?", {RUTH, IMOGEN, DAVIT}),
        ("What does Imogne say about copper?", {IMOGEN}),
        ("What would Davit do about the block?", set[Speaker]()),
        ("Why did Davit write the book?", set[Speaker]()),
        ("What happened to Davit and Imogen?", set[Speaker]()),
        ("Was Imogen alone?", set[Speaker]()),
    ],
)
def test_it_is_told_whose_words_are_wanted(text: str, speakers: set[Speaker]) -> None:
    assert asked_of(text) == {speaker.id for speaker in speakers}


@pytest.mark.parametrize(
    ("text", "speaker", "topic"),
    [
        ("Was sagt Davit über Kupfer?", DAVIT, "Was über Kupfer?"),
        ("Was hat Davit über Kupfer gesagt?", DAVIT, "Was hat über Kupfer ?"),
        ("Was denkt Davit von Imogen?", DAVIT, "Was von Imogen?"),
        ("Laut Davit, warum Kupfer?", DAVIT, "warum Kupfer?"),
        ("Que dit Davit sur le cuivre ?", DAVIT, "Que sur le cuivre ?"),
        ("Qu'est-ce que Davit pense du cuivre ?", DAVIT, "Qu'est-ce que du cuivre ?"),
        ("Selon Davit, pourquoi le cuivre ?", DAVIT, "pourquoi le cuivre ?"),
        ("¿Qué dice Davit sobre el cobre?", DAVIT, "¿Qué sobre el cobre?"),
        ("¿Qué piensa Imogen de Davit?", IMOGEN, "¿Qué de Davit?"),
        ("Según Davit, ¿por qué el cobre?", DAVIT, "por qué el cobre?"),
        ("Cosa dice Davit del rame?", DAVIT, "Cosa del rame?"),
        ("Secondo Davit, perché il rame?", DAVIT, "perché il rame?"),
        ("O que diz Davit sobre o cobre?", DAVIT, "O que sobre o cobre?"),
        ("O que a Imogen acha do cobre?", IMOGEN, "O que a do cobre?"),
        ("Wat zegt Davit over koper?", DAVIT, "Wat over koper?"),
        ("Volgens Davit, waarom koper?", DAVIT, "waarom koper?"),
        ("Wat vindt Davit van Imogen?", DAVIT, "Wat van Imogen?"),
        ("was sagt davit über kupfer", DAVIT, "was über kupfer"),
    ],
)
def test_words_of_saying_are_known_in_other_languages(text: str, speaker: Speaker, topic: str) -> None:
    named = voices(text, find_mentions(text, SPEAKERS))
    assert [mention.speakers for mention in named] == [{speaker.id}]
    assert without_voices(text, named) == topic


@pytest.mark.parametrize(
    "text", ["Was the dice Davit threw fair?", "Is over there what Davit found?", "Did Davit cut the die?"]
)
def test_english_is_not_read_as_another_language(text: str) -> None:
    assert asked_of(text) == set()
