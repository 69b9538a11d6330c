from bot.answering.asking import Asked
from bot.answering.types import Abstention, Mode, Outcome, Reason
from bot.backend import Backend
from bot.demo.first_question import WITHOUT_QUESTIONS, asked_questions, first_question
from index.types import Turn, TurnKind
from tests.bot.fakes import FakeAnswering, FakeCatalogue, fog_answer
from tests.bot.interview import ENTRY, HOST, MIRA, say_turns

FIRST, SECOND = "What does a harbour master do all day?", "And what do the ships pay?"


def nothing(asked: Asked) -> Outcome:
    return Abstention(question=asked.text, mode=Mode.EXTRACTIVE, reason=Reason.NOTHING_FOUND, text="Nothing.")


def backend(answering: FakeAnswering, turns: tuple[Turn, ...] | None = None) -> Backend:
    catalogue = FakeCatalogue() if turns is None else FakeCatalogue(ENTRY, turns)
    return Backend(answering=answering, catalogue=catalogue)


async def test_the_first_question_asked_in_the_sources_is_taken() -> None:
    assert await first_question(backend(FakeAnswering())) == FIRST


async def test_a_question_without_an_answer_is_passed_over() -> None:
    answering = FakeAnswering(lambda asked: nothing(asked) if asked.text == FIRST else fog_answer())
    assert await first_question(backend(answering)) == SECOND


async def test_without_any_answer_the_first_one_is_shown_all_the_same() -> None:
    assert await first_question(backend(FakeAnswering(nothing))) == FIRST


async def test_sources_without_questions_get_a_plain_one() -> None:
    told = say_turns(
        ((MIRA, TurnKind.ANSWER, "Nobody asked me. Why would they, at this hour of the night?"),)
    )
    assert await first_question(backend(FakeAnswering(), told)) == WITHOUT_QUESTIONS


def test_of_a_long_question_only_short_sentences_that_ask_are_taken() -> None:
    long = (
        "Ships come from everywhere. "
        + "And what " * 40
        + "of it? Really? Which of them are the hardest to turn?"
    )
    turns = say_turns(((HOST, TurnKind.QUESTION, long),))
    assert list(asked_questions(FakeCatalogue(turns=turns))) == ["Which of them are the hardest to turn?"]
