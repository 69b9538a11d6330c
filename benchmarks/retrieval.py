"""Whosaid's search beside LlamaIndex's default, over whole sets of dialogues, with the same embedding.

usage: python -m benchmarks.retrieval DIALOGUES [--sets NAME …] [--out FOLDER] [--plot FILE.svg]

DIALOGUES holds the sets (see `benchmarks/dialogues.py`). All conversations of a set are in one index. The
podcasts' questions are the hosts' own words, which would find themselves: with that set, whosaid does not
embed the question with its answer, and the turn that asks does not count, for both. Vectors are kept in OUT:
the first run embeds everything, which takes most of an hour on two cores; a second one takes minutes. OUT
also gets every result, one JSON line a question, as `whosaid search --batch` prints them.
"""

import argparse
import json
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from rich.console import Console
from rich.table import Table

from benchmarks.dialogues import DialogueSet, Question, export, is_tuned_on, read_set, stem
from benchmarks.drawing import bars_as_svg, bars_as_text
from benchmarks.embedding import KeptEmbedding, open_kept_embedding
from benchmarks.scoring import FIGURES, Result, mean, score
from benchmarks.yardstick import open_yardstick
from bot.terminal.progress import shown_progress
from index.library import Library, open_with
from index.results import search_result
from index.retriever import Query
from index.settings import IndexSettings

SETS = ("qmsum", "changelog", "molweni")
OWN_WORDS = frozenset({"changelog"})
"""Sets whose questions are the hosts' own words."""

LIMIT = 30
WHOSAID, YARDSTICK = "whosaid", "LlamaIndex"
SHOWN = ("R@10", "SPK@1", "EV@1500")

Search = Callable[[str], Sequence[Result]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One system's figures over a set: of all questions, of the half nothing was chosen on, and its pace."""

    every: Mapping[str, float]
    untouched: Mapping[str, float]
    questions: int
    milliseconds: float


def main() -> None:
    options = parse_options()
    embedding = open_kept_embedding(options.out)
    console = Console()
    runs: dict[str, dict[str, Run]] = {}
    for name in options.sets:
        runs[name] = compare(read_set(options.dialogues, name), options.out, embedding)
        console.print(show_set(name, runs[name]))
    for name, held in runs.items():
        for figure in SHOWN:
            console.print(
                bars_as_text(f"{name} {figure}", {who: run.every[figure] for who, run in held.items()})
            )
    if options.plot:
        options.plot.write_text(draw(runs), "utf-8")


def parse_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("dialogues", type=Path)
    parser.add_argument("--sets", nargs="+", choices=SETS, default=list(SETS))
    parser.add_argument("--out", type=Path, default=Path("data/benchmarks"))
    parser.add_argument("--plot", type=Path)
    return parser.parse_args()


def compare(held: DialogueSet, out: Path, embedding: KeptEmbedding) -> dict[str, Run]:
    yardstick = open_yardstick(held.conversations.values(), embedding)
    with open_set(held, out / held.name, embedding) as library:
        runs = {WHOSAID: run(held, searching(library), out / f"{held.name}-whosaid.jsonl")}
    results = out / f"{held.name}-yardstick.jsonl"
    runs[YARDSTICK] = run(held, lambda text: yardstick.search(text, LIMIT), results)
    return runs


def open_set(held: DialogueSet, folder: Path, embedding: KeptEmbedding, *, withheld: bool = True) -> Library:
    """Open an index over all conversations of a set, or over those that are not withheld."""
    chosen = [one for one in held.conversations.values() if withheld or not one["withhold"]]
    export(chosen, folder / "sources")
    settings = IndexSettings(
        sources=folder / "sources",
        data=folder,
        store_url=f"edge:{folder / 'index'}",
        question_context=held.name not in OWN_WORDS,
    )
    with shown_progress() as progress:
        open_with(settings, embedding, None, progress=progress).close()
        return open_with(settings, embedding.plain, None, progress=progress)


def searching(library: Library) -> Search:
    def search(text: str) -> list[Result]:
        found = library.retriever.retrieve(Query(text=text, limit=LIMIT))
        return [cast("Result", search_result(one, text)) for one in found]

    return search


def run(held: DialogueSet, search: Search, path: Path) -> Run:
    scores: list[tuple[Question, dict[str, float]]] = []
    times: list[float] = []
    with path.open("w", encoding="utf-8") as written:
        for question in held.answerable:
            began = time.perf_counter()
            results = search(question["question"])
            times.append(time.perf_counter() - began)
            written.write(json.dumps({"id": question["id"], "results": results}) + "\n")
            scores.append((question, score(question, held.conversations[stem(question["conv"])], results)))
    return Run(
        every=mean([figures for _, figures in scores]),
        untouched=mean([figures for question, figures in scores if not is_tuned_on(question)]),
        questions=len(scores),
        milliseconds=statistics.median(times) * 1000,
    )


def show_set(name: str, runs: Mapping[str, Run]) -> Table:
    ours, theirs = runs[WHOSAID], runs[YARDSTICK]
    table = Table(title=f"{name}: {ours.questions} questions")
    table.add_column("")
    for column in (WHOSAID, YARDSTICK, "ratio", "untouched half:", YARDSTICK, "ratio"):
        table.add_column(column, justify="right")
    for figure in FIGURES:
        every, untouched = (
            pair(figure, ours.every, theirs.every),
            pair(figure, ours.untouched, theirs.untouched),
        )
        table.add_row(figure, *every, *untouched, style="bold" if figure in SHOWN else "")
    table.add_row("ms a question", f"{ours.milliseconds:.1f}", f"{theirs.milliseconds:.1f}")
    return table


def pair(figure: str, ours: Mapping[str, float], theirs: Mapping[str, float]) -> tuple[str, str, str]:
    ratio = ours[figure] / theirs[figure] if theirs[figure] else float("inf")
    return f"{ours[figure]:.3f}", f"{theirs[figure]:.3f}", f"{ratio:.2f}"


def draw(runs: Mapping[str, Mapping[str, Run]]) -> str:
    return bars_as_svg(
        "Retrieval over dialogues, the same embedding: whosaid and LlamaIndex's default",
        {
            f"{name} {figure}": {who: run.every[figure] for who, run in held.items()}
            for name, held in runs.items()
            for figure in SHOWN
        },
    )


if __name__ == "__main__":
    main()
