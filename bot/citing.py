"""The numbers that citations carry, the same in what is shown and in what is kept."""

from bot.answering.types import Answer, Citation, Outcome


def cited_place(citation: Citation) -> tuple[str, int, int, int]:
    """Return where a citation's words stand: source, turn, start, end."""
    return citation.turn.source, citation.turn.ordinal, citation.start, citation.end


def number_citations(outcome: Outcome) -> tuple[Citation, ...]:
    """Return the citations of an outcome in the order of their numbers; the first has number 1.

    The same words cited twice have one number.
    """
    if isinstance(outcome, Answer):
        cited = [citation for claim in outcome.claims for citation in claim.citations]
    else:
        cited = list(outcome.nearest)
    first: dict[tuple[str, int, int, int], Citation] = {}
    for citation in cited:
        first.setdefault(cited_place(citation), citation)
    return tuple(first.values())
