"""Opening a quotation in its source as it is now: what may be shown, and whether it is what was quoted.

A source can have changed since an answer quoted it, and its turns may have moved. Words are only ever marked
where they stand as they were quoted; where they do not, what is shown are the words that were kept.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.answering.budgets.allowances import Allowance, allowances_of
from bot.answering.verification.quotes import is_border
from bot.passages import KeptWords, OpenPassage
from bot.reaching import Quoted, Reach, reach_of
from bot.storage.outcomes import StoredCitation
from index.catalogue import Catalogue, SourceEntry
from index.links import links_to
from index.types import Turn

# An update that cuts or adds a few turns moves those behind it by as many.
_NEAR = 40
_LABEL_WORDS = 60


class NoSuchTurnError(Exception):
    """The source has no turn at that place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """What is shown of a quotation, and the ordinals of the turns that one can step to."""

    shown: OpenPassage | KeptWords
    before: int | None = None
    after: int | None = None


def open_citation(
    catalogue: Catalogue, citations: Sequence[StoredCitation], index: int, ordinal: int | None
) -> Opened:
    """Open the turn of a citation, or another turn of its source, as far as the source lets it be shown.

    Raises:
        NoSuchTurnError: If there is no turn of that ordinal, or it is out of reach.
    """
    citation = citations[index]
    entry = next((one for one in catalogue.sources() if one.id == citation.source), None)
    found = None if entry is None else find_words(catalogue, entry, citation)
    if entry is None or found is None:
        return Opened(shown=_kept(citation, index, entry))
    reach = _reach(catalogue, entry, citations, found)
    at = found.turn.ordinal if ordinal is None else ordinal
    turn, window = catalogue.turn(entry.id, at), reach.window(at)
    if turn is None or window is None:
        raise NoSuchTurnError
    quoted = at == found.turn.ordinal
    changed = bool(citation.sha256) and citation.sha256 != entry.sha256
    question = None if turn.answers is None else catalogue.turn(entry.id, turn.answers)
    passage = OpenPassage(
        turn=turn,
        title=entry.title,
        number=index + 1,
        question=question if question is not None and reach.tells(question, quoted=quoted) else None,
        start=found.start if quoted else None,
        end=found.end if quoted else None,
        links=links_to(entry, turn, citation.words if quoted else ""),
        window=window,
        newer=changed or found.turn.ordinal != citation.turn,
    )
    before, after = (reach.step(at + step) for step in (-1, 1))
    return Opened(shown=passage, before=before, after=after)


def find_words(catalogue: Catalogue, entry: SourceEntry, citation: StoredCitation) -> Quoted | None:
    """Return where quoted words stand in a source as it is now, by the same speaker, or None."""
    there = catalogue.turn(entry.id, citation.turn)
    if there is not None and there.text[citation.start : citation.end] == citation.words:
        known = not citation.speaker or citation.sha256 == entry.sha256
        if known or there.speaker.name == citation.speaker:
            return Quoted(turn=there, start=citation.start, end=citation.end)
    if not citation.speaker:
        return None
    for ordinal in _around(citation.turn, entry.turns):
        turn = catalogue.turn(entry.id, ordinal)
        start = -1 if turn is None or turn.speaker.name != citation.speaker else _find(turn, citation.words)
        if turn is not None and start >= 0:
            return Quoted(turn=turn, start=start, end=start + len(citation.words))
    return None


def label_citation(citation: StoredCitation, number: int, catalogue: Catalogue) -> str:
    """Return how a menu names a citation: its number, its speaker, its first words."""
    turn = None if citation.speaker else catalogue.turn(citation.source, citation.turn)
    name = citation.speaker or (turn.speaker.name if turn else "?")
    return f"[{number}] {name}: {citation.words[:_LABEL_WORDS]}"


def _reach(
    catalogue: Catalogue, entry: SourceEntry, citations: Sequence[StoredCitation], found: Quoted
) -> Reach:
    own = (one for one in citations if one.source == entry.id)
    places = (find_words(catalogue, entry, one) for one in own)
    quoted = tuple(dict.fromkeys(one for one in places if one is not None))
    allowance = allowances_of([entry]).get(entry.id, Allowance())
    return reach_of(allowance, lambda at: catalogue.turn(entry.id, at), quoted, found, last=entry.turns - 1)


def _kept(citation: StoredCitation, index: int, entry: SourceEntry | None) -> KeptWords:
    return KeptWords(
        words=citation.words,
        speaker=citation.speaker,
        title=entry.title if entry else citation.title or citation.source,
        number=index + 1,
        version=citation.sha256,
        gone=entry is None,
    )


def _around(ordinal: int, turns: int) -> Iterator[int]:
    for step in range(_NEAR + 1):
        yield from (at for at in dict.fromkeys((ordinal - step, ordinal + step)) if 0 <= at < turns)


def _find(turn: Turn, words: str) -> int:
    start = turn.text.find(words)
    whole = start >= 0 and is_border(turn.text, start) and is_border(turn.text, start + len(words))
    return start if whole else -1
