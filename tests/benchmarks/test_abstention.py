import pytest

from benchmarks.abstention import ALL, ONE, Judged, area, curve, point, ways, without_askings
from benchmarks.dialogues import Conversation, DialogueSet, Question, Spoken


def answerable(*reaches: float) -> list[Judged]:
    return [Judged(answerable=True, reach=reach) for reach in reaches]


def others(*reaches: float) -> list[Judged]:
    return [Judged(answerable=False, reach=reach) for reach in reaches]


def dialogues(name: str) -> DialogueSet:
    spoken = [Spoken(speaker="Host", text="Why?"), Spoken(speaker="Mara", text="Because.")]
    conversations = {
        f"set_{at}": Conversation(id=f"set:{at}", turns=spoken, withhold=at == 0) for at in range(3)
    }
    questions = tuple(
        Question(id=f"q{at}", conv=f"set:{at}", question="Why?", gold=[(1, 1)], speakers=["Mara"], skip=[0])
        for at in range(3)
    )
    return DialogueSet(name=name, conversations=conversations, questions=questions)


def test_a_line_answers_what_reaches_it_and_refuses_the_rest() -> None:
    asked = answerable(0.2, 0.5, 0.9) + others(0.1, 0.5)
    assert point(asked, 0.5) == (pytest.approx(2 / 3), 0.5)
    assert point(asked, 0.6) == (pytest.approx(1 / 3), 1.0)


def test_a_curve_goes_from_answering_all_to_refusing_all() -> None:
    asked = answerable(0.2, 0.9) + others(0.1, 0.5)
    assert curve(asked)[0] == (1.0, 0.0)
    assert curve(asked)[-1] == (0.0, 1.0)


def test_the_area_tells_how_well_both_are_told_apart() -> None:
    assert area(curve(answerable(0.8, 0.9) + others(0.1, 0.2))) == pytest.approx(1.0)
    assert area(curve(answerable(0.1, 0.2) + others(0.8, 0.9))) == pytest.approx(0.0)
    assert area(curve(answerable(0.2, 0.8) + others(0.2, 0.8))) == pytest.approx(0.5)


def test_of_one_conversation_a_question_is_asked_of_its_own_or_of_any_that_is_not_withheld() -> None:
    asked = ways(dialogues("set"))
    assert [one.answerable for one in asked[ALL]] == [False, True, True]
    assert {one.sources for one in asked[ALL]} == {frozenset()}
    elsewhere = [one.sources for one in asked[ONE] if not one.answerable]
    assert len(elsewhere) == 2
    assert all(sources <= {"set_1", "set_2"} for sources in elsewhere)
    assert [one.sources for one in asked[ONE] if one.answerable] == [{"set_1"}, {"set_2"}]


def test_only_questions_that_are_the_hosts_own_words_are_taken_out_of_the_talk() -> None:
    cut = without_askings(dialogues("changelog")).conversations["set_1"]
    assert [spoken["text"] for spoken in cut["turns"]] == ["Because."]
    whole = without_askings(dialogues("qmsum")).conversations["set_1"]
    assert [spoken["text"] for spoken in whole["turns"]] == ["Why?", "Because."]
