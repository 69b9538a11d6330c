"""The gate: how well questions about invented conversations are answered must not fall.

Each floor stands a little under what was measured when it was written. A change that falls below one
answers worse than before: find out why, and lower a floor only with a reason.
"""

import asyncio
import shutil
from pathlib import Path

import pytest

from bot.commands.evaluating import Ready, open_originals, read_line, score
from bot.evaluation.marks import Measure
from bot.evaluation.scoreboard import Scoreboard, below, tally
from bot.wiring import answering_from
from index.library import open_library
from index.progress import Silent
from index.settings import IndexSettings
from tests.index.interviews import age

DATA = Path(__file__).parents[2] / "data"
ALWAYS = {Measure.SPEAKER: 1.0, Measure.VERBATIM: 1.0, Measure.PRESENT: 1.0}


def measure(folder: Path, name: str, embedding: str) -> Scoreboard:
    """Score the answers to all questions about one text."""
    sources = folder / "sources"
    sources.mkdir()
    for suffix in (".txt", ".toml"):
        age(Path(shutil.copy(DATA / name / f"{name}{suffix}", sources)))
    originals = open_originals(sources)
    lines = (DATA / name / f"{name}.jsonl").read_bytes().splitlines()
    read = [read_line(number, line, originals) for number, line in enumerate(lines, start=1)]
    ready = [one for one in read if isinstance(one, Ready)]
    assert len(ready) == len(lines)
    settings = IndexSettings(
        sources=sources, data=folder / "data", store_url=f"edge:{folder / 'index'}", embedding=embedding
    )
    with open_library(settings, progress=Silent()) as library:
        assert library.notice is None
        return tally(asyncio.run(score(answering_from(library), ready, originals)))


# Measured (hit, first, all-gold, answered, abstained, verdict):
# orchard   0.877, 0.785, 0.909, 0.919, 1, 1
# nightbus  0.786, 0.686, 0.467, 0.866, 0.889, 1
FLOORS = {
    ("orchard", "minilm"): {
        Measure.HIT: 0.84,
        Measure.FIRST: 0.75,
        Measure.ALL_GOLD: 0.72,
        Measure.ANSWERED: 0.87,
        Measure.ABSTAINED: 0.93,
        Measure.VERDICT: 1.0,
    },
    ("orchard", "none"): {
        Measure.HIT: 0.70,
        Measure.FIRST: 0.55,
        Measure.ALL_GOLD: 0.63,
        Measure.ANSWERED: 0.72,
        Measure.ABSTAINED: 0.93,
        Measure.VERDICT: 1.0,
    },
    ("nightbus", "minilm"): {
        Measure.HIT: 0.75,
        Measure.FIRST: 0.65,
        Measure.ALL_GOLD: 0.40,
        Measure.ANSWERED: 0.83,
        Measure.ABSTAINED: 0.83,
        Measure.VERDICT: 1.0,
    },
    ("nightbus", "none"): {
        Measure.HIT: 0.69,
        Measure.FIRST: 0.58,
        Measure.ANSWERED: 0.76,
        Measure.ABSTAINED: 0.83,
        Measure.VERDICT: 1.0,
    },
}


@pytest.mark.parametrize(("name", "embedding"), FLOORS)
def test_answers_do_not_get_worse(tmp_path: Path, name: str, embedding: str) -> None:
    board = measure(tmp_path, name, embedding)
    missed = below(board.all, {**ALWAYS, **FLOORS[name, embedding]})
    assert not missed, [missed, *((one.id, one.measure.value, one.why) for one in board.failures)]
