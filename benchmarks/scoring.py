"""How well passages answer: each figure for one question, and their means."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypedDict

from benchmarks.dialogues import Conversation, Question, stem

FIGURES = ("R@1", "R@5", "R@10", "MRR", "nDCG@10", "SPK@1", "EV@1500")
"""R@k: a gold turn among the first k. MRR: one over the rank of the first. nDCG@10: gain 1 for a gold turn
not yet seen. SPK@1: the first is by a gold speaker, in the right conversation. EV@1500: the share of the gold
turns' words (at most 1,500) among the first 1,500 words returned."""

_READ = 1500
_FIRST = 10


class Result(TypedDict):
    """A passage as it is returned; its time names its turns."""

    source: str
    speaker: str
    time: list[float]
    text: str


@dataclass(slots=True, kw_only=True)
class _Tally:
    """What the results seen so far hold of what is wanted."""

    left: Counter[str]
    seen: set[int] = field(default_factory=set[int])
    hits: list[bool] = field(default_factory=list[bool])
    gains: list[bool] = field(default_factory=list[bool])
    words: int = 0
    found: int = 0

    def add(self, turns: set[int], words: list[str]) -> None:
        """Take a result in: the gold turns in it, and the words that it takes of the reader's room."""
        self.hits.append(bool(turns))
        self.gains.append(bool(turns - self.seen))
        self.seen |= turns
        read = words[: max(0, _READ - self.words)]
        self.words += len(read)
        if turns:
            shared = Counter(read) & self.left
            self.left -= shared
            self.found += shared.total()


def score(question: Question, conversation: Conversation, results: Iterable[Result]) -> dict[str, float]:
    """Return each figure (0 to 1) for the results of one answerable question, best first."""
    gold = {turn for first, last in question["gold"] for turn in range(first, last + 1)}
    wanted = Counter(word for turn in gold for word in _words(conversation["turns"][turn]["text"]))
    total = min(_READ, wanted.total())
    tally = _Tally(left=wanted)
    first: Result | None = None
    for result in results:
        here = _turns(result) if result["source"] == stem(question["conv"]) else set[int]()
        if here and here <= set(question["skip"]):
            continue
        first = first or result
        tally.add(here & gold, _words(result["text"]))
    return {
        **{f"R@{k}": float(any(tally.hits[:k])) for k in (1, 5, _FIRST)},
        "MRR": next((1 / (rank + 1) for rank, hit in enumerate(tally.hits) if hit), 0.0),
        "nDCG@10": _discount(tally.gains[:_FIRST]) / _discount([True] * min(_FIRST, len(gold))),
        "SPK@1": float(first is not None and _is_by(first, question)),
        "EV@1500": min(1.0, tally.found / total) if total else 0.0,
    }


def mean(scores: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """Return each figure's mean over questions."""
    return {name: sum(held[name] for held in scores) / max(1, len(scores)) for name in FIGURES}


def _is_by(result: Result, question: Question) -> bool:
    return result["source"] == stem(question["conv"]) and result["speaker"] in question["speakers"]


def _turns(result: Result) -> set[int]:
    first, last = int(result["time"][0]), math.ceil(result["time"][1])
    return set(range(first, max(first + 1, last)))


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def _discount(gains: Sequence[bool]) -> float:
    return sum(gain / math.log2(rank + 2) for rank, gain in enumerate(gains))
