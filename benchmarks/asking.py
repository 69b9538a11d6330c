"""How long a question takes, and where the time goes: from a cold process, and warm.

usage: python benchmarks/asking.py [QUESTIONS] [--sources FOLDER] [--data FOLDER] [--passes N] [--rounds N]

QUESTIONS holds JSON lines with a `question` each; without it, the sources' own questions are asked. `cold`
is `whosaid ask` as a process, from its start to its end; its parts are measured in another fresh process.
`warm` is one process, every question in each round. Beside it, what the plainest search takes for the same
questions: embed, compare with every passage's vector, take the ten nearest.
"""

import argparse
import asyncio
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.table import Table

from bot.answering.asking import Asked
from bot.answering.errors import QuestionError
from bot.settings import Settings
from bot.wiring import answering_from
from index.embedding import LocalEmbedding, open_embedding
from index.hybrid import HybridRetriever
from index.library import Library, open_with
from index.passages import cut_passages
from index.progress import Silent
from index.records import Vectors
from index.retriever import Query, Retriever
from index.sources import find_sources, read_source
from index.texts import embedded_text
from index.types import ScoredPassage, TurnKind

HERE = Path(__file__).parent
NEAREST = 10


@dataclass(slots=True, kw_only=True)
class TimedEmbedding:
    """Embeds as another does, and adds up how long that takes, in seconds."""

    embedding: LocalEmbedding
    seconds: float = 0.0

    @property
    def dimension(self) -> int:
        return self.embedding.dimension

    @property
    def fingerprint(self) -> str:
        return self.embedding.fingerprint

    def embed(self, texts: Sequence[str]) -> Vectors:
        began = time.perf_counter()
        vectors = self.embedding.embed(texts)
        self.seconds += time.perf_counter() - began
        return vectors


@dataclass(slots=True, kw_only=True)
class TimedRetriever:
    """Retrieves as another does, and adds up how long that takes, in seconds."""

    retriever: Retriever
    seconds: float = 0.0

    def retrieve(self, query: Query) -> list[ScoredPassage]:
        began = time.perf_counter()
        found = self.retriever.retrieve(query)
        self.seconds += time.perf_counter() - began
        return found


@dataclass(slots=True, kw_only=True)
class Measured:
    """Seconds of one kind, pass by pass, and the machine's load beside them."""

    seconds: list[float] = field(default_factory=list[float])
    load: list[float] = field(default_factory=list[float])

    def add(self, seconds: float) -> None:
        self.seconds.append(seconds)
        self.load.append(os.getloadavg()[0])


def main() -> None:
    options = parse_options()
    settings = Settings(sources=options.sources, data_dir=options.data)
    embedding = open_embedding(settings.embedding, cache=settings.index.data / "models")
    if not isinstance(embedding, LocalEmbedding):
        sys.exit("The weights of the local model are needed to measure.")
    with open_with(settings.index, embedding, None, progress=Silent()) as library:
        questions = answerable(library, read_questions(options.questions) or own_questions(library))
        warm = measure_warm(library, embedding, questions, options.rounds)
        plain = measure_plain(options.sources, embedding, questions, options.rounds)
    # The index is let go of before other processes open it.
    cold = measure_cold(options, questions)
    show(cold, warm, plain, questions)


def parse_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("questions", type=Path, nargs="?")
    parser.add_argument("--sources", type=Path, default=Path("seeds"))
    parser.add_argument("--data", type=Path, default=Path("data"))
    parser.add_argument("--passes", type=int, default=7)
    parser.add_argument("--rounds", type=int, default=5)
    return parser.parse_args()


def read_questions(path: Path | None) -> list[str]:
    if path is None:
        return []
    return [json.loads(line)["question"] for line in path.read_text("utf-8").splitlines() if line.strip()]


def own_questions(library: Library) -> list[str]:
    turns = (turn for entry in library.corpus.sources() for turn in library.corpus.turns(entry.id))
    return [turn.text for turn in turns if turn.kind is TurnKind.QUESTION]


def answerable(library: Library, questions: Iterable[str]) -> list[str]:
    """Return the questions that are not refused; each is asked once, so that nothing is cold any more."""
    answering = answering_from(library)
    kept: list[str] = []
    for question in questions:
        try:
            asyncio.run(answering.answer(Asked(text=question)))
        except QuestionError:
            continue
        kept.append(question)
    return kept


def measure_warm(
    library: Library, embedding: LocalEmbedding, questions: Sequence[str], rounds: int
) -> dict[str, Measured]:
    timed_embedding = TimedEmbedding(embedding=embedding)
    timed = TimedRetriever(retriever=library.retriever)

    def around(retriever: HybridRetriever) -> TimedRetriever:
        timed.retriever = replace(retriever, embedding=timed_embedding)
        return timed

    answering = answering_from(replace(library, around=around))
    parts = {name: Measured() for name in ("warm", "embed", "search", "read, choose, verify")}

    async def ask_all() -> None:
        for question in [*questions] * rounds:
            timed.seconds = timed_embedding.seconds = 0.0
            began = time.perf_counter()
            await answering.answer(Asked(text=question))
            whole = time.perf_counter() - began
            parts["warm"].add(whole)
            parts["embed"].add(timed_embedding.seconds)
            parts["search"].add(timed.seconds - timed_embedding.seconds)
            parts["read, choose, verify"].add(whole - timed.seconds)

    asyncio.run(ask_all())
    return parts


def measure_plain(
    sources: Path, embedding: LocalEmbedding, questions: Sequence[str], rounds: int
) -> Measured:
    """Measure the plainest search: every passage's vector compared with the question's."""
    passages = [
        cut for file in find_sources(sources) for cut, _ in cut_passages(read_source(file).transcript)
    ]
    vectors = embedding.embed([embedded_text(passage, question_context=True) for passage in passages])

    def scan(question: str) -> None:
        np.argsort(-(vectors @ embedding.embed([question])[0]))[:NEAREST]

    plain = Measured()
    for question in [*questions] * rounds:
        plain.add(clock(lambda question=question: scan(question)))
    return plain


def measure_cold(options: argparse.Namespace, questions: Sequence[str]) -> dict[str, Measured]:
    """Measure `whosaid ask` as a process, and in processes of their own the parts of its time."""
    folders = [str(options.sources), str(options.data)]
    parts = {name: Measured() for name in ("cold", "import", "open", "answer")}
    for turn in range(options.passes):
        question = questions[turn % len(questions)]
        whole = [sys.executable, "-m", "bot", "--sources", folders[0], "--data", folders[1], "ask", "--json"]
        parts["cold"].add(clock(lambda whole=whole, question=question: run([*whole, question])))
        split = json.loads(run([sys.executable, str(HERE / "first_question.py"), *folders, question]))
        for name, seconds in split.items():
            parts[name].add(seconds)
    return parts


def run(command: Sequence[str]) -> str:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(HERE.parent)])}
    return subprocess.run(command, capture_output=True, text=True, check=True, env=environment).stdout  # noqa: S603 - ourselves


def clock(action: Callable[[], object]) -> float:
    began = time.perf_counter()
    action()
    return time.perf_counter() - began


def show(
    cold: dict[str, Measured], warm: dict[str, Measured], plain: Measured, questions: Sequence[str]
) -> None:
    table = Table("", "Median", "Least", "Most", "Load", "Times", title=f"{len(questions)} questions")
    for column in table.columns[1:]:
        column.justify = "right"
    for name, measured in {**cold, **warm, "plain scan (embed included)": plain}.items():
        table.add_row(name if name in {"cold", "warm"} else f"  {name}", *cells(measured))
    ratio = statistics.median(warm["warm"].seconds) / statistics.median(plain.seconds)
    console = Console()
    console.print(table)
    console.print(f"A warm answer takes {ratio:.1f} times what the plain scan takes.")


def cells(measured: Measured) -> tuple[str, ...]:
    shown = (statistics.median(measured.seconds), min(measured.seconds), max(measured.seconds))
    load = statistics.median(measured.load)
    return (*(f"{1000 * seconds:,.1f} ms" for seconds in shown), f"{load:.1f}", str(len(measured.seconds)))


if __name__ == "__main__":
    main()
