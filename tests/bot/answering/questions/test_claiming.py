"""Claims, however they are put."""

import pytest

from bot.answering.questions.question import Kind
from bot.answering.questions.reading import read_question
from index.types import Speaker
from tests.bot.answering.speakers import DAVIT, IMOGEN, SPEAKERS


@pytest.mark.parametrize(
    ("text", "claim", "by"),
    [
        ("Is it true that copper kills worms?", "copper kills worms", None),
        ("is it true copper kills worms", "copper kills worms", None),
        ("Isn't it true that copper kills worms?", "copper kills worms", None),
        ("So is it right that copper kills worms?", "copper kills worms", None),
        ("Copper kills worms, right?", "Copper kills worms", None),
        ("Copper kills worms - is that true?", "Copper kills worms", None),
        ("Copper kills worms, doesn't it?", "Copper kills worms", None),
        ("I heard that copper kills worms.", "copper kills worms.", None),
        ("I read somewhere that copper kills worms", "copper kills worms", None),
        ("Somebody told me copper kills worms", "copper kills worms", None),
        ("Apparently, copper kills worms.", "copper kills worms.", None),
        ("True or false: copper kills worms", "copper kills worms", None),
        ("Fact check: copper kills worms", "copper kills worms", None),
        ("Can you confirm that copper kills worms?", "copper kills worms", None),
        ("Did Davit say that copper kills worms?", "copper kills worms", DAVIT),
        ("Did Davit really say copper kills worms?", "copper kills worms", DAVIT),
        ("Does Kobalia claim that Imogen sold the ledger?", "Imogen sold the ledger", DAVIT),
        ("Has Imogen ever said that copper kills worms?", "copper kills worms", IMOGEN),
        ("Did anyone say that copper kills worms?", "copper kills worms", None),
        ("Does the interview say that copper kills worms?", "copper kills worms", None),
        ("So she claims copper kills worms?", "copper kills worms", None),
        ("Davit says copper kills worms, right?", "copper kills worms", DAVIT),
        ("Davit thinks that copper kills worms?", "copper kills worms", DAVIT),
        ("Did Davit say why copper kills worms?", None, None),
        ("Did Davit say anything about copper and worms?", None, None),
        ("Did Davit talk about copper and worms?", None, None),
        ("Did Davit say sorry?", None, None),
        ("What did Davit say that kills worms?", None, None),
        ("Is it true?", None, None),
        ("Copper, right?", None, None),
        ("Do you think that copper kills worms?", None, None),
        ("Did the police say that copper kills worms?", None, None),
    ],
)
def test_a_claim_put_as_a_question_is_read_as_its_bare_words(
    text: str, claim: str | None, by: Speaker | None
) -> None:
    question = read_question(text, SPEAKERS)
    if claim is None:
        assert question.kind is not Kind.CLAIM_CHECK
        return
    assert (question.kind, question.topic) == (Kind.CLAIM_CHECK, claim)
    assert question.speakers == ({by.id} if by is not None else set[str]())


@pytest.mark.parametrize(
    ("text", "quoted", "by"),
    [
        ('"copper kills worms" Davit', "copper kills worms", {DAVIT.id}),
        ('"copper kills worms" - Imogen Tarrant', "copper kills worms", {IMOGEN.id}),
        ("“copper kills worms” (Davit)", "copper kills worms", {DAVIT.id}),
        ('Davit: "copper kills worms"', "copper kills worms", {DAVIT.id}),
        ('Did Davit say about Imogen "she sold it"?', "she sold it", {DAVIT.id}),
        ("Did Davit say 'it boils down to worms'?", "it boils down to worms", {DAVIT.id}),
        ("Did Davit say ‘it’s down to worms’?", "it’s down to worms", {DAVIT.id}),
        ('Did anybody say "Davit says hello"?', "Davit says hello", set[str]()),
        ('who is meant by "she sold it to Davit"?', "she sold it to Davit", set[str]()),
    ],
)
def test_a_quotation_is_of_whom_stands_beside_it(text: str, quoted: str, by: set[str]) -> None:
    question = read_question(text, SPEAKERS)
    assert (question.kind, question.quoted, question.topic) == (Kind.QUOTE_CHECK, quoted, quoted)
    assert question.speakers == by


@pytest.mark.parametrize(
    "text", ["the workers' and the owners' views?", "What's the '90s like?", "Is 'tis a word?"]
)
def test_an_apostrophe_is_no_quotation_mark(text: str) -> None:
    assert read_question(text, SPEAKERS).quoted is None
