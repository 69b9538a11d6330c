"""Where cited words come from: the version of the source, and the links that lead to them."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import overload

from bot.answering.types import Abstention, Answer, Citation, Claim, Outcome
from bot.citing import number_citations
from index.catalogue import Catalogue, SourceEntry
from index.links import links_to

Recite = Callable[[Citation], Citation]


@overload
def with_origins(outcome: Answer, entries: Iterable[SourceEntry]) -> Answer: ...
@overload
def with_origins(outcome: Abstention, entries: Iterable[SourceEntry]) -> Abstention: ...
def with_origins(outcome: Outcome, entries: Iterable[SourceEntry]) -> Outcome:
    """Return an outcome whose every citation says which version it quotes, and has its links."""
    by_id = {entry.id: entry for entry in entries}

    def recite(citation: Citation) -> Citation:
        entry = by_id.get(citation.turn.source)
        if entry is None:
            return citation
        words = citation.turn.text[citation.start : citation.end]
        return replace(citation, version=entry.sha256, links=links_to(entry, citation.turn, words))

    if isinstance(outcome, Abstention):
        return replace(outcome, nearest=tuple(map(recite, outcome.nearest)))
    findings = (replace(finding, claims=_recited(finding.claims, recite)) for finding in outcome.findings)
    return replace(outcome, claims=_recited(outcome.claims, recite), findings=tuple(findings))


def stands(outcome: Outcome, catalogue: Catalogue) -> bool:
    """Tell whether what an outcome quotes stands in the sources as they are now, in the versions it names."""
    present = {entry.id: entry.sha256 for entry in catalogue.sources()}
    return all(
        present.get(one.turn.source) == one.version
        and catalogue.turn(one.turn.source, one.turn.ordinal) == one.turn
        for one in number_citations(outcome)
    )


def _recited(claims: Iterable[Claim], recite: Recite) -> tuple[Claim, ...]:
    return tuple(replace(claim, citations=tuple(map(recite, claim.citations))) for claim in claims)
