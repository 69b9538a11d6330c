"""What was found for one question, over all its searches."""

from collections.abc import Iterable

from bot.answering.types import Considered
from index.types import ScoredPassage

MOST_CONSIDERED = 12


class Searches:
    """Remembers each passage that was found, at its best score; of one question, and gone with it."""

    def __init__(self) -> None:
        self._best: dict[str, ScoredPassage] = {}

    def note(self, found: Iterable[ScoredPassage]) -> None:
        """Remember what a search found."""
        for scored in found:
            known = self._best.get(scored.passage.id)
            if known is None or scored.score > known.score:
                self._best[scored.passage.id] = scored

    def considered(self) -> tuple[Considered, ...]:
        """Return what was found, best first; at most `MOST_CONSIDERED`."""
        ranked = sorted(self._best.values(), key=lambda scored: -scored.score)
        return tuple(map(_considered, ranked[:MOST_CONSIDERED]))


def _considered(scored: ScoredPassage) -> Considered:
    return Considered(
        source=scored.passage.source,
        turn=scored.passage.parts[0].turn.ordinal,
        score=scored.score,
        cosine=scored.cosine,
        lexical=scored.lexical,
    )
