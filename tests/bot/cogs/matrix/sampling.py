"""A fair choice of combinations: every two things that can meet do so in one of them, with every ending."""

import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations as subsets

from tests.bot.cogs.matrix.axes import Combination, Mode, Where
from tests.bot.cogs.matrix.oracle import expected

_SEED = 4


def choose(every: Sequence[Combination], number: int) -> list[Combination]:
    """Return so many combinations, always the same; more, if fewer cannot hold every pair."""
    order = list(every)
    random.Random(_SEED).shuffle(order)  # noqa: S311 - a choice of tests, no secret
    met: set[frozenset[object]] = set()
    chosen: list[Combination] = []
    others: list[Combination] = []
    for one in order:
        new = pairs(one) - met
        (chosen if new else others).append(one)
        met |= new
    return chosen + others[: max(0, number - len(chosen))]


def pairs(one: Combination) -> set[frozenset[object]]:
    """Return every two things that meet in a combination, and which ending meets what, in which mode."""
    named = (("mode", one.mode), ("where", one.where), ("who", one.who), ("what", one.what))
    ending = frozenset({("mode", one.mode), ("what", one.what), ("ending", expected(one))})
    return {ending, *(frozenset(pair) for pair in subsets(named, 2))}


def by_room(chosen: Iterable[Combination]) -> dict[tuple[Mode, Where], list[Combination]]:
    """Return combinations by what is set where: those share a room."""
    rooms: dict[tuple[Mode, Where], list[Combination]] = defaultdict(list)
    for one in chosen:
        rooms[one.mode, one.where].append(one)
    return dict(rooms)
