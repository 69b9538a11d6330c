"""A question is about one talk more often than about many: a source found twice over counts for more."""

from collections.abc import Mapping

from index.neighbours import Place

# Chosen on half of the questions about meetings (QMSum) and podcasts (Changelog), and as good on the other
# half (docs/quality.md); twice as much costs hits among the first ten. One source alone stays as it is.
_SHARE = 0.4
# How a source stands is told by so many of its passages: more would only favour long sources.
_BEST = 2


def favour_sources(scores: Mapping[str, float], places: Mapping[str, Place]) -> dict[str, float]:
    """Return scores (0 to 1), lowered by up to a share where the best passages of a source stand lower."""
    standing = _standing(scores, places)
    best = max(standing.values(), default=0.0) or 1.0
    return {
        id_: score * (1 - _SHARE * (1 - standing[places[id_][0]] / best)) for id_, score in scores.items()
    }


def _standing(scores: Mapping[str, float], places: Mapping[str, Place]) -> dict[str, float]:
    held: dict[str, list[float]] = {}
    for id_, score in scores.items():
        held.setdefault(places[id_][0], []).append(score)
    return {source: sum(sorted(found, reverse=True)[:_BEST]) for source, found in held.items()}
