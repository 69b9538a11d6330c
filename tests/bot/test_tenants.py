"""What one server added, no other sees: not in an answer, not in what is kept, not in what a model reads.

QUESTIONS=10000 asks so many; without it, a fair sample.
"""

import json
import os
import random
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from decimal import Decimal
from itertools import count

import pytest

from bot.answering.asking import Asked
from bot.answering.errors import QuestionError
from bot.answering.generation.generating import Brief, NotWritten, Written
from bot.answering.generation.prompts import build_prompt
from bot.answering.outcome_json import outcome_as_json
from bot.answering.pipeline import AnswerPipeline
from bot.answering.types import Draft, DraftClaim, Mode, Outcome, Quote, Spent
from bot.cogs.completing import complete_sources, complete_speakers
from bot.moderation.admitted import admitted
from bot.moderation.picks import ALL
from bot.rendering.outcomes import render
from bot.restoring import write_draft
from bot.storage.outcomes import store_outcome, write_outcome
from bot.views.answers import answer_page
from index.library import Library, open_library
from index.progress import Silent
from index.types import Sentence
from tests.bot.tenants import Tenant, pose, two_tenants
from tests.index.interviews import settings_for

QUESTIONS = int(os.environ.get("QUESTIONS", "300"))
AMBER, BIRCH = two_tenants()
WORD = re.compile(r"[^\W_]+")


@dataclass(slots=True)
class Echo:
    """A generator that remembers what it was sent, and repeats the best of it as its own."""

    deadline: float = 60.0
    prompts: list[str] = field(default_factory=list[str])

    async def write(self, brief: Brief) -> Written | NotWritten:
        labels = (f"label{number}" for number in count())
        prompt = build_prompt(brief, make_label=lambda: next(labels), most_words=1500)
        self.prompts.append(" ".join(message.content for message in prompt.messages))
        claims = tuple(_claim(excerpt.passage) for excerpt in brief.excerpts[:2])
        spent = Spent(model="echo", calls=1, input_tokens=1, output_tokens=1, dollars=Decimal(0))
        return Written(draft=Draft(mode=Mode.GENERATED, claims=claims), spent=spent)


def _claim(passage: Sentence) -> DraftClaim:
    turn = passage.turn
    quote = Quote(source=turn.source, turn=turn.ordinal, words=passage.text)
    return DraftClaim(text=f"{turn.speaker.name} says: “{passage.text}”", quotes=(quote,))


@pytest.fixture(scope="module", params=["none", "minilm"])
def library(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Open one index of both servers' sources."""
    folder = tmp_path_factory.mktemp(request.param)
    (folder / "sources").mkdir()
    for tenant in (AMBER, BIRCH):
        tenant.write(folder / "sources")
    with open_library(settings_for(folder, embedding=request.param), progress=Silent()) as opened:
        yield opened


def seen_by(library: Library, tenant: Tenant) -> frozenset[str]:
    return admitted(
        library.catalogue.sources(),
        guild=tenant.guild,
        age_restricted_place=False,
        allowed=None,
        picks=ALL,
    )


def words_of(*texts: str) -> set[str]:
    return {word.casefold() for text in texts for word in WORD.findall(text)}


def shown(outcome: Outcome, library: Library) -> str:
    """Return everything that is ever made of an outcome, as one text."""
    page = answer_page(render(outcome, heading="Question"), row=1)
    trace = asdict(outcome.trace) if outcome.trace is not None else None
    made = (
        outcome_as_json(1, outcome, 0.1),
        write_outcome(store_outcome(outcome, library.catalogue)),
        write_draft(outcome, library.catalogue),
        page.to_components(),
        trace,
    )
    return json.dumps(made, ensure_ascii=False, default=str)


async def test_of_what_another_server_added_nothing_crosses(library: Library) -> None:
    chance, echo = random.Random(5), Echo()  # noqa: S311 - to be the same each time
    pipelines = (AnswerPipeline(library), AnswerPipeline(library, echo))
    answered = own = 0
    for number in range(QUESTIONS // 2):
        asking, other = (AMBER, BIRCH) if number % 2 else (BIRCH, AMBER)
        asked = pose(chance, asking, other)
        text, seen = await _ask(pipelines[number % 4 // 2], asked, library, asking)
        words = words_of(text, *echo.prompts)
        typed = words_of(asked.text, *asked.after, asked.speaker or "", asked.source or "")
        crossed = words & set(other.marks) - typed
        assert not crossed, (asked, crossed)
        answered += seen
        own += bool(words & set(asking.marks))
        echo.prompts.clear()
    # What is never answered would cross nowhere.
    assert answered > QUESTIONS // 4
    assert own > QUESTIONS // 4


async def _ask(pipeline: AnswerPipeline, asked: Asked, library: Library, tenant: Tenant) -> tuple[str, bool]:
    """Return all that is made of a question, and whether something was found."""
    narrowed = replace(asked, sources=seen_by(library, tenant))
    try:
        outcome = await pipeline.answer(narrowed)
    except QuestionError as error:
        return str(error), False
    return shown(outcome, library), True


def test_what_is_completed_is_the_servers_own(library: Library) -> None:
    for tenant, other in ((AMBER, BIRCH), (BIRCH, AMBER)):
        ids = seen_by(library, tenant)
        entries = [entry for entry in library.catalogue.sources() if entry.id in ids]
        for typed in ("", *(mark[:3] for mark in other.marks)):
            choices = [*complete_speakers(entries, typed, None), *complete_sources(entries, typed)]
            offered = words_of(*(f"{choice.name} {choice.value}" for choice in choices))
            assert not offered & set(other.marks)
            assert typed or offered & set(tenant.marks)


async def test_the_test_itself_sees_what_crosses(library: Library) -> None:
    pipeline = AnswerPipeline(library)
    outcome = await pipeline.answer(Asked(text="Why was the ferry late so often?"))
    words = words_of(shown(outcome, library))
    assert words & set(AMBER.marks)
    assert words & set(BIRCH.marks)


async def test_an_answer_is_as_if_the_other_server_were_not_there(
    library: Library, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("alone")
    (folder / "sources").mkdir()
    AMBER.write(folder / "sources")
    embedding = "none" if library.notice is None and not library.is_english("water") else "minilm"
    chance, same, asked_of = random.Random(6), 0, 100  # noqa: S311 - to be the same each time
    with open_library(settings_for(folder, embedding=embedding), progress=Silent()) as alone:
        for _ in range(asked_of):
            asked = pose(chance, AMBER, BIRCH)
            both = await _told(AnswerPipeline(library), asked, seen_by(library, AMBER))
            same += both == await _told(AnswerPipeline(alone), asked, None)
    # The engine's own rarity of words is of all it holds: it may order what is found, and no more.
    assert same >= 0.95 * asked_of


async def _told(pipeline: AnswerPipeline, asked: Asked, sources: frozenset[str] | None) -> str:
    narrowed = replace(asked, sources=sources)
    try:
        return json.dumps(outcome_as_json(1, await pipeline.answer(narrowed), 0.0), ensure_ascii=False)
    except QuestionError as error:
        return str(error)
