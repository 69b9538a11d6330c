"""One ranking out of two kinds of scores: a weighted mix.

Weighted scores rank better here than fused ranks do, which throw away how sure the lexical score is of a
rare name.
"""

from collections.abc import Mapping

Scores = Mapping[str, float]


def mix(dense: Scores, lexical: Scores, weight: float) -> list[tuple[str, float]]:
    """Return every id of both with its mixed score (0 to 1), best first, equal ones by id.

    `weight` is the dense share. Cosines are scaled to their own range, lexical scores divided by the best
    of them, and what one kind lacks counts as its worst. Where one kind is silent the other has all the
    weight. The result ranks; it does not tell how near anything is.

    Raises:
        ValueError: If `weight` is not between 0 and 1.
    """
    if not 0 <= weight <= 1:
        raise ValueError(f"The dense weight is a share between 0 and 1, not {weight}.")
    near, worded = scale_to_range(dense), scale_to_best(lexical)
    share = _share(near, worded, weight)
    mixed = {id_: share * near.get(id_, 0.0) + (1 - share) * worded.get(id_, 0.0) for id_ in {*near, *worded}}
    return sorted(mixed.items(), key=lambda item: (-item[1], item[0]))


def scale_to_range(scores: Scores) -> dict[str, float]:
    """Return scores with the worst at 0 and the best at 1; equal ones are all best."""
    if not scores:
        return {}
    worst, best = min(scores.values()), max(scores.values())
    width = best - worst
    return {id_: (score - worst) / width if width else 1.0 for id_, score in scores.items()}


def scale_to_best(scores: Scores) -> dict[str, float]:
    """Return scores divided by the best of them; none is below 0."""
    best = max(scores.values(), default=0.0)
    return {id_: max(score, 0.0) / best if best > 0 else 0.0 for id_, score in scores.items()}


def _share(near: Scores, worded: Scores, weight: float) -> float:
    if not near:
        return 0.0
    if not any(worded.values()):
        return 1.0
    return weight
