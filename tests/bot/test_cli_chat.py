"""A conversation in the terminal."""

import io

import pytest
from rich.console import Console

from bot.answering.asking import Asked
from bot.answering.errors import QuestionError
from bot.answering.types import Outcome
from bot.commands.chat import converse
from tests.bot.commands import Whosaid
from tests.bot.fakes import FakeAnswering, fog_answer


def refuse_nemo(asked: Asked) -> Outcome:
    """Answer, but nothing about Nemo."""
    if "Nemo" in asked.text:
        raise QuestionError("Nobody called Nemo speaks here.")
    return fog_answer(asked.text)


async def test_each_question_knows_those_before_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("What of fog?\n\n  \nAnd Nemo?\nAnd ships?\nEXIT\nMore?\n"))
    answering, console = FakeAnswering(refuse_nemo), Console(file=io.StringIO(), width=80, record=True)
    await converse(answering, console)
    assert [asked.text for asked in answering.asked] == ["What of fog?", "And Nemo?", "And ships?"]
    assert answering.asked[-1].after == ("What of fog?",)
    assert "Nobody called Nemo speaks here." in console.export_text()


@pytest.mark.parametrize("typed", ["What does the water do?\n", "exit\n", ""])
def test_it_ends_well_at_the_end_of_input(
    whosaid: Whosaid, monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    ended = whosaid("chat")
    assert ended.code == 0
    assert ("Olaf Tender" in ended.out) is ("water" in typed)
