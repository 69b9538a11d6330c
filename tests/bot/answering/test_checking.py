"""Did they say exactly this, and is it in the sources?"""

import pytest

from bot.answering.checking import Check, check_claim, check_quotation, opposes
from bot.answering.types import Verdict
from tests.bot.answering.found import passage_of, ranked_for
from tests.index.fakes import MARA, TOBI, turn

STORM = turn(
    "The storm took the crane. It took half of the old planks. We never found the anchor.", ordinal=1
)
LETTER = turn(
    "The council sent nothing but a letter. Did the fishermen pay for ropes?", ordinal=2, speaker=TOBI
)
PASSAGES = (passage_of(STORM, cosine=0.5), passage_of(LETTER, cosine=0.5))
NOBODY = frozenset[str]()
MARAS, TOBIS = frozenset({MARA.id}), frozenset({TOBI.id})


def shown(check: Check) -> str:
    return " ".join(sentence.text for sentence in check.sentences)


@pytest.mark.parametrize(
    ("quoted", "speakers", "verdict", "words"),
    [
        ("the storm TOOK the crane", NOBODY, Verdict.SAID, "The storm took the crane."),
        ("storm took the crane", MARAS, Verdict.SAID, "The storm took the crane."),
        ("storm took the crane", TOBIS, Verdict.SAID_BY_OTHER, "The storm took the crane."),
        ("took the crane. It took half", MARAS, Verdict.SAID, "took the crane. It took half"),
        ("took the crane. It took half", TOBIS, Verdict.SAID_BY_OTHER, "took the crane. It took half"),
        ("the storm took the cranes", MARAS, Verdict.NEARLY_SAID, "The storm took the crane."),
        ("took nearly half of the planks", NOBODY, Verdict.NEARLY_SAID, "It took half of the old planks."),
        ("the storm took the cranes", TOBIS, Verdict.SAID_BY_OTHER, "The storm took the crane."),
        ("found the anchor", MARAS, Verdict.NEARLY_SAID, "We never found the anchor."),
        ("the sea is a patient thief", NOBODY, Verdict.NOT_SAID, ""),
    ],
)
def test_a_quotation_is_said_nearly_said_anothers_or_not_said(
    quoted: str, speakers: frozenset[str], verdict: Verdict, words: str
) -> None:
    ranked, _ = ranked_for(quoted, *PASSAGES)
    check = check_quotation(quoted, ranked, speakers)
    assert (check.verdict, shown(check)) == (verdict, words)


def test_words_that_both_said_are_theirs_who_is_asked_for() -> None:
    both = passage_of(STORM), passage_of(turn("The storm took the crane.", ordinal=5, speaker=TOBI))
    ranked, _ = ranked_for("the storm took the crane", *both)
    for speakers in (MARAS, TOBIS):
        check = check_quotation("the storm took the crane", ranked, speakers)
        assert check.verdict is Verdict.SAID
        assert {sentence.turn.speaker.id for sentence in check.sentences} == speakers


@pytest.mark.parametrize(
    "claim", ["Oslo took the crane in the storm.", "The storm took the crane from Oslo."]
)
def test_a_claim_about_a_name_that_the_sentence_lacks_is_not_in_the_sources(claim: str) -> None:
    ranked, terms = ranked_for(claim, *PASSAGES)
    assert check_claim(ranked, terms, NOBODY).verdict is Verdict.NOT_IN_SOURCES


def test_no_doubt_denies_nothing() -> None:
    assert not opposes("The storm took the crane.", "No doubt the storm took the crane.")


def test_nothing_found_is_nothing_said() -> None:
    _, terms = ranked_for("storm", *PASSAGES)
    assert check_quotation("the storm", [], NOBODY) == Check(verdict=Verdict.NOT_SAID)
    assert check_claim([], terms, NOBODY) == Check(verdict=Verdict.NOT_IN_SOURCES)


@pytest.mark.parametrize(
    ("claim", "speakers", "verdict", "words"),
    [
        ("The storm took the crane.", NOBODY, Verdict.SUPPORTED, "The storm took the crane."),
        ("The storm took the crane.", MARAS, Verdict.SUPPORTED, "The storm took the crane."),
        ("The storm took the crane.", TOBIS, Verdict.SAID_BY_OTHER, "The storm took the crane."),
        ("The storm never took the crane.", NOBODY, Verdict.CONTRADICTED, "The storm took the crane."),
        ("They found the anchor.", MARAS, Verdict.CONTRADICTED, "We never found the anchor."),
        ("The fishermen pay for ropes.", NOBODY, Verdict.NOT_IN_SOURCES, ""),
        ("The mayor opened a zoo.", NOBODY, Verdict.NOT_IN_SOURCES, ""),
        ("The storm took Zed.", NOBODY, Verdict.NOT_IN_SOURCES, ""),
    ],
)
@pytest.mark.parametrize("lexical", [True, False])
def test_a_claim_is_supported_contradicted_anothers_or_not_there(
    *, claim: str, speakers: frozenset[str], verdict: Verdict, words: str, lexical: bool
) -> None:
    passages = (passage_of(STORM), passage_of(LETTER)) if lexical else PASSAGES
    ranked, terms = ranked_for(claim, *passages)
    check = check_claim(ranked, terms, speakers)
    assert (check.verdict, shown(check)) == (verdict, words)


@pytest.mark.parametrize(
    ("claim", "words"),
    [
        ("It is safe", "It is not safe"),
        ("It never rains", "It rains"),
        ("We can go", "We can’t go"),
        ("More people came", "Fewer people came"),
        ("It came before noon", "It came after noon"),
        ("It cost 40", "It cost 50"),
        ("It always floods", "It never floods"),
    ],
)
def test_a_denial_an_opposite_or_another_number_opposes(claim: str, words: str) -> None:
    assert opposes(claim, words)
    assert opposes(words, claim)


@pytest.mark.parametrize(
    ("claim", "words"),
    [
        ("It is not safe", "Nobody is safe"),
        ("More people came", "More people came, and fewer ships"),
        ("It cost 40", "In 2013 it cost 40"),
        ("It cost 40", "It cost forty"),
        ("The notary knows", "The notary knew"),
    ],
)
def test_what_agrees_or_says_no_more_does_not_oppose(claim: str, words: str) -> None:
    assert not opposes(claim, words)
