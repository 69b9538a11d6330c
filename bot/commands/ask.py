"""`whosaid ask`: one answer in the terminal, or a batch of them as JSON lines."""

import asyncio
import time
from collections.abc import Iterable

from rich.console import Console

from bot.answering.asking import Answering, Asked
from bot.answering.errors import QuestionError
from bot.answering.outcome_json import outcome_as_json
from bot.answering.questions.question import check_question
from bot.answering.types import Outcome
from bot.commands.configured import Folders, configure
from bot.commands.opening import open_shown
from bot.commands.requests import BadLine, Identity, open_batch, read_request
from bot.settings import Settings
from bot.terminal.answers import show_outcome
from bot.terminal.failures import BAD_INPUT
from bot.terminal.json_lines import print_json
from bot.wiring import answering_from, generating
from index.library import Library


def ask_one(folders: Folders, asked: Asked, *, as_json: bool) -> int:
    """Answer one question on standard output; return the exit code."""
    settings = configure(folders)
    with open_shown(settings) as library:
        outcome, seconds = asyncio.run(_ask(settings, library, asked))
    if as_json:
        print_json(outcome_as_json(None, outcome, seconds))
    else:
        Console().print(show_outcome(outcome))
    return 0


def ask_batch(folders: Folders, batch: str, *, speaker: str | None, source: str | None) -> int:
    """Answer a batch on standard output, a line for each line; return the exit code."""
    settings = configure(folders)
    with open_batch(batch) as lines, open_shown(settings) as library:
        return asyncio.run(_answer_all(settings, library, lines, speaker, source))


async def _ask(settings: Settings, library: Library, asked: Asked) -> tuple[Outcome, float]:
    async with generating(settings) as generator:
        began = time.perf_counter()
        outcome = await answering_from(library, generator).answer(asked)
        return outcome, time.perf_counter() - began


async def _answer_all(
    settings: Settings, library: Library, lines: Iterable[bytes], speaker: str | None, source: str | None
) -> int:
    async with generating(settings) as generator:
        return await answer_lines(answering_from(library, generator), lines, speaker, source)


async def answer_lines(
    answering: Answering, lines: Iterable[bytes], speaker: str | None = None, source: str | None = None
) -> int:
    """Print one line for each line, in order; return the exit code."""
    bad = 0
    for line in lines:
        request = read_request(line, speaker, source)
        if isinstance(request, BadLine):
            bad += 1
            print_json(refusal(request.id, request.sentence))
            continue
        began = time.perf_counter()
        try:
            check_question(request.asked.text)
            outcome = await answering.answer(request.asked)
        except QuestionError as error:
            bad += 1
            print_json(refusal(request.id, str(error)))
        else:
            print_json(outcome_as_json(request.id, outcome, time.perf_counter() - began))
    return BAD_INPUT if bad else 0


def refusal(identity: Identity, sentence: str) -> dict[str, object]:
    """Return what is printed for a line that cannot be answered."""
    return {"id": identity, "error": sentence}
