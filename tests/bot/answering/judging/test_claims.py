"""Is it in the sources, in which words, and by whom?"""

import pytest

from bot.answering.judging.checking import Check
from bot.answering.judging.claims import check_claim
from bot.answering.judging.clauses import Circumstance
from bot.answering.types import Verdict
from index.types import TurnKind
from tests.bot.answering.found import passage_of, ranked_for
from tests.index.fakes import MARA, TOBI, turn

ASKED = turn("What became of the anchor?", ordinal=0, kind=TurnKind.QUESTION, speaker=TOBI)
STORM = turn(
    "The storm took the crane in 2019. It took half of the old planks. We never found the anchor. "
    "The harbour might close in May. If the council pays, the ferry will run again. "
    "People say that a ghost rings the bell. Larch burns hotter than pine. I mend nets in winter. "
    "A smith in Bergen made six hundred hooks for us. Most of the boats are made of oak. "
    "Our ropes cost more than our sails. The tower is eleven metres high. "
    "I don't believe that the wood matters. The fish was more expensive than bread.",
    ordinal=1,
    answers=0,
)
LETTER = turn(
    "The council sent nothing but a letter. Did the fishermen pay for ropes? "
    "Ines paints boats and I sell them.",
    ordinal=2,
    speaker=TOBI,
)
NOBODY = frozenset[str]()
MARAS, TOBIS = frozenset({MARA.id}), frozenset({TOBI.id})


def check(claim: str, speakers: frozenset[str] = NOBODY, cosine: float | None = None) -> Check:
    ranked, _ = ranked_for(claim, passage_of(STORM, cosine=cosine), passage_of(LETTER, cosine=cosine))
    ranked.sort(key=lambda one: -one.covered)
    return check_claim(claim, ranked, speakers, {STORM: ASKED}.get)


@pytest.mark.parametrize(
    ("claim", "words"),
    [
        ("The storm took the crane.", "The storm took the crane in 2019."),
        ("In 2019 the storm took the crane.", "The storm took the crane in 2019."),
        ("The crane was taken by the storm.", "The storm took the crane in 2019."),
        ("The storm took 50% of the old planks.", "It took half of the old planks."),
        ("The harbour might close in May.", "The harbour might close in May."),
        ("Mara mends nets.", "I mend nets in winter."),
        ("A smith from Bergen made 0.6 thousand hooks.", "A smith in Bergen made six hundred hooks for us."),
        ("The tower is 11 metres high.", "The tower is eleven metres high."),
        ("They never found the anchor.", "We never found the anchor."),
    ],
)
def test_what_a_sentence_says_in_these_words_is_supported(claim: str, words: str) -> None:
    found = check(claim)
    assert (found.verdict, found.sentences[0].text) == (Verdict.SUPPORTED, words)
    assert not found.close


@pytest.mark.parametrize(
    "claim",
    [
        "Pine burns hotter than larch.",
        "Our sails cost more than our ropes.",
        "The storm spared the crane.",
        "The storm took the bell.",
        "The mayor took the crane.",
        "The tower is eleven metres wide.",
        "Tobi mends nets in winter.",
        "Ines sells boats.",
        "The storm took the crane at midnight.",
        "A smith in Bergen stole six hundred hooks.",
        "Oslo took the crane.",
        "The mayor opened a zoo.",
        "The wood matters.",
    ],
)
@pytest.mark.parametrize("cosine", [None, 0.95])
def test_other_roles_words_and_doers_are_never_supported(claim: str, cosine: float | None) -> None:
    assert check(claim, cosine=cosine).verdict in {Verdict.NOT_IN_SOURCES, Verdict.CONTRADICTED}


@pytest.mark.parametrize(
    ("claim", "words"),
    [
        ("The storm never took the crane.", "The storm took the crane in 2019."),
        ("They found the anchor.", "We never found the anchor."),
        ("The storm took the crane in 2009.", "The storm took the crane in 2019."),
        ("The storm took a third of the old planks.", "It took half of the old planks."),
        ("A smith in Bergen made nine hundred hooks.", "A smith in Bergen made six hundred hooks for us."),
        ("A smith in Malmö made six hundred hooks.", "A smith in Bergen made six hundred hooks for us."),
        ("The fish was less expensive than bread.", "The fish was more expensive than bread."),
        ("Mara believes that the wood matters.", "I don't believe that the wood matters."),
    ],
)
def test_a_not_a_number_or_a_name_that_differs_contradicts(claim: str, words: str) -> None:
    found = check(claim)
    assert (found.verdict, found.sentences[0].text) == (Verdict.CONTRADICTED, words)


@pytest.mark.parametrize(
    ("claim", "circumstance"),
    [
        ("The harbour closes in May.", Circumstance.HEDGED),
        ("The ferry will run again.", Circumstance.CONDITION),
        ("A ghost rings the bell.", Circumstance.REPORTED),
        ("All of the boats are made of oak.", Circumstance.SCOPE),
        ("The boats are made of oak.", Circumstance.SCOPE),
        ("Only larch burns hotter than pine.", Circumstance.SCOPE),
        ("The fishermen pay for ropes.", Circumstance.ASKED),
    ],
)
def test_what_is_said_less_firmly_or_of_less_is_nearly_said(claim: str, circumstance: Circumstance) -> None:
    found = check(claim)
    assert (found.verdict, found.circumstance) == (Verdict.NEARLY_SAID, circumstance)


@pytest.mark.parametrize(
    "claim", ["More than 5 hooks were made by a smith in Bergen.", "It took most of the anchor."]
)
def test_a_number_that_is_only_bounded_contradicts_nothing(claim: str) -> None:
    assert check(claim).verdict is Verdict.NOT_IN_SOURCES


def test_a_claim_of_one_is_anothers_only_if_that_one_says_just_this() -> None:
    assert check("The storm took the crane.", MARAS).verdict is Verdict.SUPPORTED
    assert check("The storm took the crane.", TOBIS).verdict is Verdict.SAID_BY_OTHER
    assert check("The storm took the old crane.", TOBIS, 0.95).verdict is Verdict.NOT_IN_SOURCES
    assert check("The storm took the crane in 2009.", TOBIS).verdict is Verdict.NOT_IN_SOURCES


def test_a_claim_in_other_words_is_close_only_where_the_meaning_is_known_to_be_near() -> None:
    claim = "The terrible storm took the crane in 2019."
    close = check(claim, cosine=0.9)
    assert (close.verdict, close.close) == (Verdict.SUPPORTED, True)
    assert check(claim, cosine=0.2).verdict is Verdict.NOT_IN_SOURCES
    assert check(claim, cosine=None).verdict is Verdict.NOT_IN_SOURCES


def test_a_slip_of_spelling_that_was_read_as_another_word_makes_it_close() -> None:
    ranked, _ = ranked_for("The storm took the crane.", passage_of(STORM))
    found = check_claim("The storm took the crnae.", ranked, NOBODY, repaired="The storm took the crane.")
    assert (found.verdict, found.close) == (Verdict.SUPPORTED, True)


def test_nothing_found_is_nothing_said() -> None:
    assert check_claim("The storm took the crane.", [], NOBODY) == Check(verdict=Verdict.NOT_IN_SOURCES)
