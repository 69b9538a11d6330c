"""A real model, weak on purpose: whatever it writes, what is shown stands in the source."""

import time

import pytest

from bot.answering.asking import Asked
from bot.answering.generation.generating import Written
from bot.answering.generation.generator import Bounds
from bot.answering.pipeline import AnswerPipeline
from bot.answering.types import Abstention, Mode, Outcome
from index.library import Library
from tests.bot.answering.briefs import asking
from tests.bot.answering.llama_server import NOT_INSTALLED, find_model, serving_model
from tests.bot.answering.orchard import SPEAKERS, citations_of, is_verbatim, read_text
from tests.bot.answering.witness import Witness

QUESTIONS = (
    "Who was Cecil Orme?",
    "What does the apple from tree number 88 taste of?",
    "Why can a seed bank not do the job for apples?",
    "What did Nuria Beltrame find out about the labels?",
    "What does Davit Kobalia say about frost?",
)
BOUNDS = Bounds(seconds=60.0, output_tokens=400, excerpt_words=60)
ENOUGH, TOO_LONG = 20.0, 120.0
"""Seconds after which no further question is asked: once a draft could be read, and in any case."""


@pytest.mark.timeout(240)
async def test_what_is_shown_of_a_real_model_is_verified_or_an_abstention(orchard: Library) -> None:
    file = find_model()
    if file is None:
        pytest.skip(NOT_INSTALLED)
    with serving_model(file) as url:
        async with asking(url, key=None, price=None, bounds=BOUNDS, clock=time.monotonic) as model:
            witness = Witness(model)
            outcomes = await ask_in_turn(AnswerPipeline(orchard, generator=witness), witness)

    written = [one for one in witness.seen if isinstance(one, Written)]
    assert written, f"No draft could be read: {witness.seen}"
    assert all(one.spent.input_tokens > 100 and one.spent.output_tokens > 5 for one in written)
    text = read_text()
    for outcome in outcomes:
        shown = citations_of(outcome)
        assert all(is_verbatim(citation, text) for citation in shown)
        assert {citation.turn.speaker.name for citation in shown} <= set(SPEAKERS)
        if isinstance(outcome, Abstention):
            continue
        assert all(claim.citations for claim in outcome.claims)
        refused = {rejection.text for rejection in outcome.rejected}
        assert not refused & {claim.text for claim in outcome.claims if outcome.mode is Mode.GENERATED}


async def ask_in_turn(pipeline: AnswerPipeline, witness: Witness) -> list[Outcome]:
    began = time.monotonic()
    outcomes: list[Outcome] = []
    for question in QUESTIONS:
        read = any(isinstance(one, Written) for one in witness.seen)
        if time.monotonic() - began > (ENOUGH if read else TOO_LONG):
            break
        outcomes.append(await pipeline.answer(Asked(text=question)))
    return outcomes
