"""Refusing what nothing answers: which share of it, at the cost of how many answers, for every line.

usage: python -m benchmarks.abstention DIALOGUES [--sets NAME …] [--out FOLDER] [--plots FOLDER] [--bot]

The withheld conversations of a set are not indexed, so that nothing there answers the questions about them.
Each question is asked twice over: of all conversations that are indexed; and of a single one, which for an
answerable question is its own, and for one about a withheld conversation any two of the others. The podcasts'
questions are the hosts' own words, and are taken out of their conversations.

A curve is the shares of answerable questions answered and of others refused while the line moves up from
which a sentence is near enough (`bot/answering/search/nearness.py`); the dot is the line that is set. With
`--bot`, what the whole of it does is told too, which also reads claims, names and other speakers, and takes
six times as long.
"""

import argparse
import asyncio
import bisect
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.dialogues import Conversation, DialogueSet, Question, read_set, stem
from benchmarks.drawing import Curve, Point, curves_as_svg
from benchmarks.embedding import open_kept_embedding
from benchmarks.retrieval import OWN_WORDS, SETS, open_set
from bot.answering.asking import Answering, Asked
from bot.answering.people import speakers_of
from bot.answering.questions.reading import read_question
from bot.answering.search.finding import Finder
from bot.answering.search.nearness import LINE, near_enough
from bot.answering.types import Answer
from bot.wiring import answering_from
from index.library import Library

ALL, ONE = "all conversations", "one conversation"
LINES = tuple(step / 100 for step in range(131))
SHOWN = (0.3, 0.43, 0.5, 0.55, 0.6, 0.7, 0.8)
_OTHERS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A question that was asked: how far the line may move up until it is refused, and what the bot did."""

    answerable: bool
    reach: float
    answered: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """A question, and the sources it is asked of; none are all."""

    text: str
    answerable: bool
    sources: frozenset[str] = frozenset()


def main() -> None:
    options = parse_options()
    embedding = open_kept_embedding(options.out)
    judged: dict[tuple[str, str], list[Judged]] = {}
    for name in options.sets:
        held = without_askings(read_set(options.dialogues, name))
        with open_set(held, options.out / f"{name}-known", embedding, withheld=False) as library:
            bot = answering_from(library) if options.bot else None
            judge = Judge(library=library, finder=Finder(library=library), bot=bot)
            for way, askings in ways(held).items():
                judged[way, name] = [judge.judge(asking) for asking in askings]
    console = Console()
    for way in (ALL, ONE):
        chosen = {name: judged[way, name] for name in options.sets}
        console.print(show(way, chosen))
        if options.plots:
            path = options.plots / f"abstention-{way.split()[0]}.svg"
            path.write_text(draw(way, chosen), "utf-8")


def parse_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("dialogues", type=Path)
    parser.add_argument("--sets", nargs="+", choices=SETS, default=list(SETS))
    parser.add_argument("--out", type=Path, default=Path("data/benchmarks"))
    parser.add_argument("--plots", type=Path)
    parser.add_argument("--bot", action="store_true")
    return parser.parse_args()


def without_askings(held: DialogueSet) -> DialogueSet:
    """Take questions that are the hosts' own words out of their conversations."""
    if held.name not in OWN_WORDS:
        return held
    asked: dict[str, set[int]] = {}
    for question in held.questions:
        asked.setdefault(stem(question["conv"]), set()).update(question["skip"])
    cut = {name: drop(one, asked.get(name, set())) for name, one in held.conversations.items()}
    return replace(held, conversations=cut)


def drop(conversation: Conversation, turns: set[int]) -> Conversation:
    kept = [spoken for at, spoken in enumerate(conversation["turns"]) if at not in turns]
    return Conversation(id=conversation["id"], turns=kept, withhold=conversation["withhold"])


def ways(held: DialogueSet) -> dict[str, list[Asking]]:
    """Return the questions of a set as they are asked of all conversations, and of one."""
    known = sorted(held.conversations.keys() - held.withheld)
    asked = [(question, stem(question["conv"]) not in held.withheld) for question in held.answerable]
    return {
        ALL: [Asking(text=question["question"], answerable=here) for question, here in asked],
        ONE: [
            Asking(text=question["question"], answerable=here, sources=frozenset({source}))
            for question, here in asked
            for source in ([stem(question["conv"])] if here else others(question, known))
        ],
    }


def others(question: Question, known: Sequence[str]) -> Iterator[str]:
    """Yield conversations that do not answer a question: any, but the same in each run."""
    for turn in range(_OTHERS):
        digest = hashlib.sha256(f"{question['id']}\n{turn}".encode()).hexdigest()
        yield known[int(digest, 16) % len(known)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judge:
    """Asks questions of a library."""

    library: Library
    finder: Finder
    bot: Answering | None

    def judge(self, asking: Asking) -> Judged:
        return Judged(answerable=asking.answerable, reach=self._reach(asking), answered=self._answers(asking))

    def _answers(self, asking: Asking) -> bool | None:
        if self.bot is None:
            return None
        source = next(iter(asking.sources), None)
        outcome = asyncio.run(self.bot.answer(Asked(text=asking.text, source=source)))
        return isinstance(outcome, Answer)

    def _reach(self, asking: Asking) -> float:
        corpus = self.library.corpus
        people = speakers_of(corpus, asking.sources)
        question = read_question(asking.text, people, known_word=corpus.vocabulary().__contains__)
        found = self.finder.find(question, asking.sources, question.speakers)

        def refuses(line: float) -> bool:
            return not near_enough(found.ranked, found.terms, question.topic, line=line)

        passed = bisect.bisect_left(LINES, True, key=refuses)  # noqa: FBT003 - where it begins to be true
        return LINES[passed - 1] if passed else -1.0


def curve(judged: Sequence[Judged]) -> list[Point]:
    """Return for each line the share of answerable questions answered, and of others refused."""
    return [point(judged, line) for line in (-1.0, *LINES)]


def point(judged: Sequence[Judged], line: float) -> Point:
    answerable = [one.reach >= line for one in judged if one.answerable]
    others = [one.reach < line for one in judged if not one.answerable]
    return share(answerable), share(others)


def share(told: Sequence[bool]) -> float:
    return sum(told) / max(1, len(told))


def area(points: Sequence[Point]) -> float:
    """Return the area under a curve: 1 tells all apart, 0.5 is a coin."""
    ordered = sorted([*points, (0.0, 1.0)], key=lambda point: (point[0], -point[1]))
    return sum((x2 - x1) * (y1 + y2) / 2 for (x1, y1), (x2, y2) in pairwise(ordered))


def show(way: str, judged: Mapping[str, Sequence[Judged]]) -> Table:
    table = Table(title=f"Asked of {way}: answerable answered / others refused")
    table.add_column("")
    for line in SHOWN:
        table.add_column(f"{line:.2f}{' *' if line == LINE else ''}", justify="right")
    for column in ("area", "the bot", "questions"):
        table.add_column(column, justify="right")
    for name, held in judged.items():
        points = [as_text(point(held, line)) for line in SHOWN]
        answerable = sum(one.answerable for one in held)
        table.add_row(
            name,
            *points,
            f"{area(curve(held)):.2f}",
            of_bot(held),
            f"{answerable} / {len(held) - answerable}",
        )
    return table


def of_bot(judged: Sequence[Judged]) -> str:
    """Return what the bot answered and refused, if it was asked."""
    if any(one.answered is None for one in judged):
        return ""
    answered = share([bool(one.answered) for one in judged if one.answerable])
    return as_text((answered, share([not one.answered for one in judged if not one.answerable])))


def as_text(point: Point) -> str:
    return f"{point[0]:.2f} / {point[1]:.2f}"


def draw(way: str, judged: Mapping[str, Sequence[Judged]]) -> str:
    curves = [Curve(name=name, points=curve(held), marked=point(held, LINE)) for name, held in judged.items()]
    title = f"Asked of {way}, as the line moves up (dot: the line that is set, {LINE})"
    return curves_as_svg(
        title, "answerable questions answered", "questions refused that nothing answers", curves
    )


if __name__ == "__main__":
    main()
