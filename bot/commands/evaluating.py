"""`whosaid eval`: the scoreboard over questions whose answers are known."""

import asyncio
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from rich.console import Console
from rich.progress import track

from bot.answering.asking import Answering, Asked
from bot.answering.errors import QuestionError
from bot.answering.questions.question import check_question
from bot.commands.configured import Folders, configure
from bot.commands.errors import CommandError
from bot.commands.opening import open_shown, require_sources
from bot.commands.requests import BadLine, Identity, open_batch, read_request
from bot.escaping import plain
from bot.evaluation.errors import ExpectationError
from bot.evaluation.expected import Posed, read_expected
from bot.evaluation.marks import Mark, Measure, mark_outcome
from bot.evaluation.originals import Original, Originals
from bot.evaluation.scoreboard import SHARES, Scoreboard, Scored, below, scoreboard_as_json, tally
from bot.settings import Settings
from bot.storage.shelf.glance import is_surely_empty
from bot.terminal.failures import BAD_INPUT, OURS
from bot.terminal.json_lines import print_json
from bot.terminal.scores import show_scoreboard
from bot.wiring import answering_from, generating
from index.library import Library
from index.offers import SourceText
from index.sidecar import read_sidecar
from index.sources import SourceFile, find_sources, list_sources
from index.transcripts import source_text

Floors = Mapping[Measure, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """A question that can be scored, as it is asked."""

    asked: Asked
    posed: Posed


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """A line (from 1, blank ones left out) that cannot be scored, and a sentence that says why."""

    line: int
    id: Identity
    sentence: str


def evaluate(
    folders: Folders, batch: str, *, as_json: bool, failures: bool, floors: Sequence[str] = ()
) -> int:
    """Score the answers to a file of questions on standard output; return the exit code."""
    wanted = dict(map(_read_floor, floors))
    settings = configure(folders)
    require_sources(settings)
    originals = open_originals(settings.sources, _added(settings))
    with open_batch(batch) as lines:
        read = [read_line(number, line, originals) for number, line in enumerate(lines, start=1)]
    unread = [one for one in read if isinstance(one, Unread)]
    for one in unread:
        sys.stderr.write(f"Line {one.line}: {plain(one.sentence)}\n")
    ready = [one for one in read if isinstance(one, Ready)]
    if not ready:
        raise CommandError(
            f'{batch} has no question to be scored: each line needs "question", "answerable" and "gold".'
        )
    with open_shown(settings) as library:
        board = asyncio.run(_board(settings, library, ready, originals))
    _show(board, unread, as_json=as_json, failures=failures)
    missed = below(board.all, wanted) if wanted else []
    sys.stderr.writelines(f"{sentence}\n" for sentence in missed)
    return BAD_INPUT if unread else OURS if missed else 0


async def _board(
    settings: Settings, library: Library, ready: Sequence[Ready], originals: Originals
) -> Scoreboard:
    async with generating(settings) as generator:
        return tally(await score(answering_from(library, generator), ready, originals))


def open_originals(folder: Path, added: Mapping[str, SourceText] | None = None) -> Originals:
    """Return the untouched files of a folder of sources, and of those that were added."""
    texts = added or {}
    files = {} if texts and not any(list_sources(folder)) else {one.id: one for one in find_sources(folder)}

    def read(source: str) -> Original:
        return _read_original(files[source]) if source in files else _original(texts[source])

    return Originals(ids=frozenset(files.keys() | texts.keys()), read=read)


def _added(settings: Settings) -> Mapping[str, SourceText]:
    if is_surely_empty(settings.database):
        return {}
    from bot.commands.shelved import texts_of_shelf  # noqa: PLC0415 - loads a database, which takes long

    return texts_of_shelf(settings)


def read_line(number: int, line: bytes, originals: Originals) -> Ready | Unread:
    """Read one question with what is expected of its answer."""
    request = read_request(line)
    if isinstance(request, BadLine):
        return Unread(line=number, id=request.id, sentence=request.sentence)
    try:
        expected = read_expected(line)
        gold = tuple(originals.locate(gold, request.asked.source) for gold in expected.gold)
    except ExpectationError as error:
        return Unread(line=number, id=request.id, sentence=str(error))
    return Ready(asked=request.asked, posed=Posed(id=request.id, expected=expected, gold=gold))


async def score(answering: Answering, questions: Iterable[Ready], originals: Originals) -> list[Scored]:
    """Answer questions one after the other, with a bar on standard error, and count."""
    console = Console(stderr=True)
    shown = track(
        list(questions), "Answering", console=console, transient=True, disable=not console.is_terminal
    )
    return [await _score(answering, one, originals) for one in shown]


async def _score(answering: Answering, one: Ready, originals: Originals) -> Scored:
    began = time.perf_counter()
    try:
        check_question(one.asked.text)
        outcome = await answering.answer(one.asked)
    except QuestionError as error:
        absent = Mark(measure=Measure.PRESENT, good=False, why=str(error))
        return Scored(posed=one.posed, outcome=None, marks=(absent,))
    seconds = time.perf_counter() - began
    marks = (Mark(measure=Measure.PRESENT, good=True), *mark_outcome(one.posed, outcome, originals))
    return Scored(posed=one.posed, outcome=outcome, marks=marks, seconds=seconds)


def _show(board: Scoreboard, unread: Sequence[Unread], *, as_json: bool, failures: bool) -> None:
    if not as_json:
        Console().print(show_scoreboard(board, failures=failures))
        return
    errors = [{"line": one.line, "id": one.id, "error": one.sentence} for one in unread]
    print_json({**scoreboard_as_json(board), "errors": errors})


def _read_floor(written: str) -> tuple[Measure, float]:
    """Read "hit=0.88"."""
    name, _, share = written.partition("=")
    known = {measure.value: measure for measure in SHARES}
    try:
        floor = float(share)
    except ValueError:
        floor = -1.0
    if name not in known or not 0 <= floor <= 1:
        names = ", ".join(known)
        raise CommandError(
            f"--floor {written} cannot be used: write NAME=SHARE, such as hit=0.8; NAME is one of {names}."
        )
    return known[name], floor


def _read_original(file: SourceFile) -> Original:
    sidecar = None if file.sidecar is None else read_sidecar(file.sidecar)
    return _original(SourceText(name=file.path.name, data=file.path.read_bytes(), sidecar=sidecar))


def _original(text: SourceText) -> Original:
    skipped = () if text.sidecar is None else text.sidecar.skip
    return Original(text=source_text(text.data), skipped=skipped, sha256=sha256(text.data).hexdigest())
