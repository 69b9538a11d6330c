"""Which of the sentences found answers best."""

from dataclasses import replace

import pytest

from bot.answering.search.putting import read_questions
from bot.answering.search.ranking import (
    announces,
    asks,
    blend,
    is_question,
    lift_speakers,
    rank_sentences,
)
from index.types import Sentence
from tests.bot.answering.found import in_order, passage_of, ranked_for, sentences_of
from tests.index.fakes import MARA, TOBI, question, turn

ASKED = question("Who paid for the new ropes?")
PAID = turn("The fishermen paid. Well. The council sent a short letter.", ordinal=1, speaker=TOBI, answers=0)
ROPES = turn("We have new ropes in the crane house.", ordinal=4)


def texts(ranked: object) -> list[str]:
    assert isinstance(ranked, list)
    return [one.sentence.text for one in ranked]  # pyright: ignore[reportUnknownVariableType, reportUnknownMemberType] - any list of ranked sentences


def test_a_sentence_with_the_words_leads_and_nothing_is_lost() -> None:
    ranked, _ = ranked_for("What did the council send?", passage_of(ROPES), passage_of(PAID))
    assert ranked[0].sentence.text == "The council sent a short letter."
    assert len(ranked) == 4
    assert [one.score for one in ranked] == sorted((one.score for one in ranked), reverse=True)


def test_a_sentence_is_supported_by_those_beside_it_the_question_and_its_speaker() -> None:
    ranked, _ = ranked_for("fishermen ropes Tobi", passage_of(PAID, question=ASKED))
    by = {one.sentence.text: one for one in ranked}
    beside, last = by["Well."], by["The council sent a short letter."]
    assert beside.covered == last.covered == 0
    assert beside.supported == pytest.approx(1)
    assert 0 < last.supported < 1
    unasked, _ = ranked_for("fishermen ropes Tobi", passage_of(PAID))
    assert all(one.supported < 1 for one in unasked)


def test_nearness_in_meaning_counts_and_is_nothing_in_the_lexical_mode() -> None:
    near, far = passage_of(turn("One two three four five."), cosine=0.9), passage_of(ROPES, cosine=0.1)
    ranked, _ = ranked_for("quite otherwise", far, near)
    assert texts(ranked)[0] == "One two three four five."
    ranked, _ = ranked_for("quite otherwise", passage_of(ROPES))
    assert ranked[0].cosine == 0


def test_how_a_sentence_reads_within_its_passage_goes_before_how_it_reads_alone() -> None:
    alone = passage_of(turn("One two three four five."), cosine=0.6)
    within = passage_of(turn("Six seven eight nine ten.", ordinal=4), cosine=0.2)
    near = replace(within, sentences=tuple(replace(one, within=0.7) for one in within.sentences))
    ranked, _ = ranked_for("quite otherwise", alone, near)
    assert texts(ranked)[0] == "Six seven eight nine ten."
    assert ranked[0].cosine == pytest.approx(0.2)
    ranked, _ = ranked_for("quite otherwise", alone, within)
    assert texts(ranked)[0] == "One two three four five."


def test_who_asks_what_was_asked_is_answered_by_how_the_answer_to_it_begins() -> None:
    said = turn("Not at all, and I said so. One two three four five.", ordinal=1, speaker=TOBI, answers=0)
    other = turn("Six seven eight nine ten.", ordinal=4)

    def first(put: float) -> str:
        asked, answered = passage_of(ASKED, cosine=put), passage_of(said, cosine=0.3)
        ranked, _ = ranked_for("quite otherwise", asked, answered, passage_of(other, cosine=0.4))
        return next(one for one in texts(ranked) if one != ASKED.text)

    assert first(put=0.9) == "Not at all, and I said so."
    assert first(put=0.4) == "Six seven eight nine ten."


def test_what_was_asked_may_stand_where_nobody_asked_for_speaks() -> None:
    said = turn("Not at all, and I said so.", ordinal=1, speaker=TOBI, answers=0)
    found = [
        passage_of(said, cosine=0.3),
        passage_of(turn("Six seven eight nine ten.", ordinal=4), cosine=0.4),
    ]
    _, terms = ranked_for("quite otherwise", *found)
    put = read_questions([passage_of(ASKED, cosine=0.9)], terms)
    assert put.nearness(said) == (0.9, 0)
    assert "rope" in " ".join(put.context(said))
    assert texts(rank_sentences(found, terms))[0] == "Six seven eight nine ten."
    assert texts(rank_sentences(found, terms, put))[0] == "Not at all, and I said so."


def test_a_short_question_that_shares_all_it_names_is_much_the_same() -> None:
    asked, said = question("Do you pay yourselves?"), turn("Never.", ordinal=1, answers=0)
    _, terms = ranked_for("Do they pay themselves?", passage_of(asked))
    near, later = read_questions([passage_of(asked, cosine=0.3)], terms).nearness(said)
    assert (near, later) == (pytest.approx(0.9), 0)
    _, terms = ranked_for("Do they pay themselves at Christmas?", passage_of(asked))
    assert read_questions([passage_of(asked, cosine=0.3)], terms).nearness(said)[0] < 0.6


def test_who_answers_first_answers_more_surely_than_who_speaks_after_them() -> None:
    first = turn("One two three four five.", ordinal=1, speaker=TOBI, answers=0)
    later = turn("Six seven eight nine ten.", ordinal=3, speaker=MARA, answers=0)
    ranked, _ = ranked_for("quite otherwise", passage_of(ASKED, cosine=0.9), passage_of(first, later))
    by = {one.sentence.turn.ordinal: one for one in ranked}
    assert by[1].asked > by[3].asked > 0.6
    assert by[1].score > by[3].score


def test_what_a_listener_asks_is_answered_by_the_turn_after_it() -> None:
    asked = turn("Hello. Will there ever be a night ferry?", ordinal=5, speaker=TOBI)
    said = turn("Not while I live.", ordinal=6, speaker=MARA, answers=0)
    ranked, _ = ranked_for("quite otherwise", passage_of(asked, cosine=0.9), passage_of(said, cosine=0.1))
    assert next(one for one in ranked if one.sentence.turn is said).asked == pytest.approx(0.9)


@pytest.mark.parametrize(
    ("text", "announced"),
    [
        ("Whether the market will be full", True),
        ("How the harbour got its ropes", True),
        ("They spoke of these matters, among others:", True),
        ("How the harbour got its ropes is a long story.", False),
        ("If you ask me, it is full.", False),
        ("We have new ropes: the best", False),
    ],
)
def test_an_entry_of_a_list_of_contents_only_announces(text: str, announced: bool) -> None:  # noqa: FBT001 - a table's column
    (sentence,) = sentences_of(turn(text))
    assert announces(sentence) is announced


def test_a_question_a_host_and_a_fragment_stand_behind_an_answer() -> None:
    said = "The new ropes hold very well"
    plain = turn(f"{said}.", ordinal=1)
    for worse in (
        turn(f"{said}?", ordinal=2),
        question(f"{said}.", ordinal=2),
        turn("The new ropes hold.", ordinal=2),
    ):
        ranked, _ = ranked_for("new ropes hold", passage_of(worse), passage_of(plain))
        assert ranked[0].sentence.turn is plain, worse
        assert ranked[0].score > ranked[1].score


def test_a_better_passage_lifts_its_sentences() -> None:
    low, high = passage_of(ROPES, score=0.2), passage_of(turn(ROPES.text, ordinal=7), score=0.4)
    ranked, _ = ranked_for("new ropes", low, high)
    assert ranked[0].sentence.turn.ordinal == 7


def test_a_follow_up_is_ranked_by_both_questions() -> None:
    passage = passage_of(PAID)
    whole = in_order(passage, scores={"The fishermen": 2, "The council": 1.9})
    own = in_order(passage, scores={"The council": 1})
    assert texts(blend(whole, own))[:2] == ["The council sent a short letter.", "The fishermen paid."]
    missing = [one for one in own if one.sentence.text != "Well."]
    assert {one.sentence.text: one.score for one in blend(whole, missing)}["Well."] == 0


def test_whose_doings_are_asked_for_tells_of_them() -> None:
    passages = passage_of(ROPES), passage_of(PAID)
    near = in_order(*passages, scores={"We have": 1, "The fishermen": 0.9})
    assert texts(lift_speakers(near, frozenset({TOBI.id})))[0] == "The fishermen paid."
    assert {one.sentence.turn.speaker for one in lift_speakers(near, frozenset({TOBI.id}))} == {TOBI}
    far = in_order(*passages, scores={"We have": 1, "The fishermen": 0.5})
    assert {one.sentence.turn.speaker for one in lift_speakers(far, frozenset({TOBI.id}))} == {MARA, TOBI}
    assert texts(lift_speakers(near, frozenset())) == texts(near)
    assert lift_speakers([], frozenset({TOBI.id})) == []


@pytest.mark.parametrize(
    ("text", "is_one"), [("Why?", True), ("“Why?”", True), ("He asked why.", False), ("Why? No.", False)]
)
def test_a_sentence_that_ends_in_a_question_mark_asks(text: str, is_one: bool) -> None:  # noqa: FBT001 - a table's column
    said = Sentence(turn=turn(text), start=0, end=len(text))
    assert is_question(said) is asks(said) is is_one


def test_whatever_a_host_puts_asks() -> None:
    (put,) = sentences_of(question("Critics say so."))
    assert asks(put)
    assert not is_question(put)
