"""Whatever a model's server does: it ends in time, in the words of the source, with the right word why."""

import time
from collections.abc import Iterable
from dataclasses import replace

import pytest

from bot.answering.asking import Asked
from bot.answering.generation.generating import NotWritten, Unwritten, Written
from bot.answering.generation.unwritten import unwritten_sentence
from bot.answering.pipeline import AnswerPipeline
from bot.answering.types import Answer, Mode
from index.library import Library
from tests.bot.answering.briefs import BOUNDS, asking
from tests.bot.answering.openai_failures import FAILURES
from tests.bot.answering.openai_server import serving
from tests.bot.answering.witness import Witness

ASKED = Asked(text="What does Davit Kobalia say about frost?")
SECONDS = 1.5
SLACK = 2.5
"""Seconds for everything beside the model, on a busy machine."""


def test_there_are_enough_of_them() -> None:
    assert len(FAILURES) >= 80
    assert {ending for _, ending in FAILURES.values()} == set(Unwritten) - own()


@pytest.mark.parametrize("name", FAILURES)
async def test_a_failing_server_ends_in_quotations_within_the_deadline(name: str, orchard: Library) -> None:
    play, ending = FAILURES[name]
    extracted = await AnswerPipeline(orchard).answer(ASKED)
    assert isinstance(extracted, Answer)

    async with serving(play) as server, asking(server.url, bounds=replace(BOUNDS, seconds=SECONDS)) as model:
        witness = Witness(model)
        began = time.monotonic()
        outcome = await AnswerPipeline(orchard, generator=witness).answer(ASKED)
        seconds = time.monotonic() - began

    assert [one.reason for one in only_unwritten(witness.seen)] == [ending]
    assert isinstance(outcome, Answer)
    assert (outcome.mode, outcome.claims) == (Mode.EXTRACTIVE, extracted.claims)
    assert outcome.note is not None
    assert unwritten_sentence(ending) in outcome.note
    assert seconds < SECONDS + SLACK
    assert 1 <= len(server.received) <= 2


def own() -> set[Unwritten]:
    """Return the endings that are our own doing, and no server's."""
    return {Unwritten.OVER_BUDGET, Unwritten.BUDGET_UNKNOWN, Unwritten.CIRCUIT_OPEN}


def only_unwritten(seen: Iterable[Written | NotWritten]) -> list[NotWritten]:
    written = list(seen)
    assert all(isinstance(one, NotWritten) for one in written)
    return [one for one in written if isinstance(one, NotWritten)]
