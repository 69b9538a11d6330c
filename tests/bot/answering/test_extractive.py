"""Which sentences an answer quotes, and in which order."""

import pytest

from bot.answering.extractive import MOST_CLAIMS, MOST_WORDS, compose, lead, quote_sentences
from bot.answering.types import Draft, Mode, Verdict
from index.types import Turn, TurnKind
from tests.bot.answering.found import in_order, passage_of, sentences_of
from tests.index.fakes import HOST, MARA, TOBI, question, turn

ROPES = turn("Alpha ropes hold. Bravo ropes fray. Charlie ropes burn. Delta ropes rot.", ordinal=3)
CRANES = turn("Echo cranes lift. Foxtrot cranes lean. Golf cranes fall.", ordinal=1, speaker=TOBI)


def quotes(draft: Draft) -> list[str]:
    return [quote.words for claim in draft.claims for quote in claim.quotes]


def test_the_words_that_answer_best_lead_and_all_others_stand_as_they_were_said() -> None:
    passages = passage_of(CRANES), passage_of(ROPES)
    ranked = in_order(*passages, scores={"Delta": 2, "Foxtrot": 1.9, "Bravo": 1.8, "Echo": 0.1})
    assert quotes(compose(ranked)) == ["Delta ropes rot.", "Bravo ropes fray.", "Foxtrot cranes lean."]


def test_sentences_that_follow_one_another_are_one_claim() -> None:
    ranked = in_order(passage_of(ROPES), scores={"Delta": 2, "Charlie": 1.9})
    draft = compose(ranked)
    assert quotes(draft) == ["Charlie ropes burn. Delta ropes rot."]
    (claim,) = draft.claims
    assert claim.text == "Mara Venn says: “Charlie ropes burn. Delta ropes rot.”"
    assert (claim.quotes[0].source, claim.quotes[0].turn) == ("harbour", 3)
    assert (draft.mode, draft.verdict) == (Mode.EXTRACTIVE, None)


@pytest.mark.parametrize(("wide", "count"), [(False, 1), (True, 2)])
def test_what_is_much_worse_than_the_best_is_left_out_but_for_a_list(wide: bool, count: int) -> None:  # noqa: FBT001 - a table's column
    ranked = in_order(passage_of(ROPES), scores={"Delta": 2, "Bravo": 1.4})
    assert len(compose(ranked, wide=wide).claims) == count


def test_a_short_answer_goes_on_with_what_was_said_next() -> None:
    assert quotes(compose(in_order(passage_of(ROPES), scores={"Bravo": 2}))) == [
        "Bravo ropes fray. Charlie ropes burn."
    ]
    other = turn("Echo cranes lift.", ordinal=4, speaker=TOBI)
    assert quotes(compose(in_order(passage_of(ROPES, other), scores={"Delta": 2}))) == ["Delta ropes rot."]


def test_an_answer_that_is_no_longer_short_ends_with_its_sentence() -> None:
    long = turn(f"Zulu {'very ' * 40}long. Not this one.")
    assert quotes(compose(in_order(passage_of(long), scores={"Zulu": 2}))) == [f"Zulu {'very ' * 40}long."]


def test_a_short_answer_does_not_go_on_with_a_question() -> None:
    asking = turn("The pier broke. Who would mend it? Not I.")
    assert quotes(compose(in_order(passage_of(asking), scores={"The": 2}))) == ["The pier broke."]


@pytest.mark.parametrize("start", ["It", "They", "This", "So", "Her"])
def test_a_leaning_sentence_takes_the_one_before(start: str) -> None:
    leaning = turn(f"Zulu stands here. The pier broke. {start} pier was old.")
    ranked = in_order(passage_of(leaning), scores={start: 2})
    assert quotes(compose(ranked)) == [f"The pier broke. {start} pier was old."]


def test_better_sentences_have_room_before_what_the_others_lean_on() -> None:
    said = turn(f"Alpha {'a ' * 49}end. Bravo {'b ' * 28}end. It {'c ' * 18}end. Delta {'d ' * 28}end.")
    ranked = in_order(passage_of(said), scores={"Alpha": 2, "It": 1.9, "Delta": 1.8})
    words = " ".join(quotes(compose(ranked)))
    assert "Delta" in words
    assert "Bravo" not in words


def test_a_leaning_sentence_takes_nothing_of_another_turn() -> None:
    ranked = in_order(passage_of(ROPES, turn("It broke.", ordinal=4, speaker=TOBI)), scores={"It": 2})
    assert quotes(compose(ranked)) == ["It broke."]


def test_no_answer_has_more_than_the_most_claims() -> None:
    many = turn(" ".join(f"Word{number} stands here. Gap{number} is not shown." for number in range(9)))
    ranked = in_order(passage_of(many), scores={"Word8": 2, "Word": 1.9})
    assert len(compose(ranked, wide=True).claims) == MOST_CLAIMS


def test_no_answer_has_more_than_the_most_words_but_its_first_sentence() -> None:
    said = " ".join(f"Ab{number} {'very ' * 37}long." for number in range(9))
    ranked = in_order(passage_of(turn(said)), scores={"Ab": 2})
    assert sum(len(quote.split()) for quote in quotes(compose(ranked))) == 39 * (MOST_WORDS // 39)
    longest = turn("Very " * 300 + "long.")
    assert quotes(compose(in_order(passage_of(longest), scores={}))) == [longest.text]


def test_each_speaker_is_heard_when_each_is_wanted() -> None:
    passages = passage_of(ROPES), passage_of(CRANES), passage_of(question("India asks?", ordinal=8))
    ranked = in_order(*passages, scores={"Delta": 5, "Golf": 0.1, "India": 4.9})
    assert quotes(compose(ranked)) == ["Delta ropes rot."]
    assert quotes(compose(ranked, each=True)) == ["Delta ropes rot.", "Golf cranes fall."]


def test_who_asks_is_quoted_only_where_that_is_best() -> None:
    asked = question("India is what critics say.", ordinal=8)
    passages = passage_of(ROPES), passage_of(asked)
    assert quotes(compose(in_order(*passages, scores={"Delta": 2, "India": 1.9}))) == ["Delta ropes rot."]
    first, *_ = compose(in_order(*passages, scores={"Delta": 1.9, "India": 2})).claims
    assert first.text == "The Harbour Post asks: “India is what critics say.”"


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (TurnKind.QUESTION, "Mara Venn asks"),
        (TurnKind.ANSWER, "Mara Venn says"),
        (TurnKind.NARRATION, "Mara Venn writes"),
        (TurnKind.NOTE, "Mara Venn notes"),
    ],
)
def test_whose_words_follow_is_said_by_what_they_are(kind: TurnKind, words: str) -> None:
    assert lead(turn("x", kind=kind)) == words


def test_given_sentences_are_quoted_with_their_verdict() -> None:
    turns: tuple[Turn, ...] = (ROPES, turn("Zulu.", ordinal=9, speaker=HOST))
    draft = quote_sentences([sentences_of(one)[0] for one in turns], Verdict.SAID)
    assert (quotes(draft), draft.verdict) == (["Alpha ropes hold.", "Zulu."], Verdict.SAID)
    assert {MARA.name, HOST.name} == {claim.text.partition(" says")[0] for claim in draft.claims}
