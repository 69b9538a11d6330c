"""The untouched files of the sources: what stands at a place, and where gold words stand."""

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import accumulate

from bot.evaluation.errors import ExpectationError
from bot.evaluation.expected import Gold, Place
from index.types import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """One untouched file as text, the words in it that nobody said (its sidecar's `skip`), and its hash."""

    text: str
    skipped: tuple[str, ...] = ()
    sha256: str = ""

    def holds(self, quote: str, spans: Iterable[Span]) -> bool:
        """Tell whether these spans of the file are the quotation, and none of it is what nobody said."""
        there = "".join(self.text[start:end] for start, end in spans)
        told = {_fold(there), _fold(_unescaped(there))}
        return _fold(quote) in told and not any(words in quote for words in self.skipped)

    def find(self, quote: str, line: int) -> Span:
        """Return where a quotation first stands on a line, over skipped words; else the whole line."""
        start, end = self._line(line)
        skipped = "|".join(map(re.escape, self.skipped))
        gap = rf"(?:{skipped})?\s+(?:(?:{skipped})\s*)?" if skipped else r"\s+"
        found = re.compile(gap.join(map(re.escape, quote.split()))).search(self.text, start, end)
        return Span(*found.span()) if found else Span(start, end)

    def _line(self, number: int) -> Span:
        starts = list(
            accumulate(map(len, self.text.split("\n")), lambda at, length: at + length + 1, initial=0)
        )
        if number >= len(starts):
            raise ExpectationError(f"The source has no line {number}: it has {len(starts) - 1}.")
        return Span(starts[number - 1], starts[number])


@dataclass(frozen=True, slots=True, kw_only=True)
class Originals:
    """The originals of all sources, each read when it is first needed."""

    ids: frozenset[str]
    read: Callable[[str], Original]
    _held: dict[str, Original] = field(default_factory=dict[str, Original])

    def original(self, source: str) -> Original:
        """Return the original of a source that is there."""
        if source not in self._held:
            self._held[source] = self.read(source)
        return self._held[source]

    def locate(self, gold: Gold, source: str | None) -> Place:
        """Return where gold words stand; `source` is where they do unless they name another.

        Raises:
            ExpectationError: If their source or line is not there, or their source is not told.
        """
        named = gold.source or source or (next(iter(self.ids)) if len(self.ids) == 1 else None)
        if named is None:
            raise ExpectationError('The gold words have no "source", and there are several: name theirs.')
        if named not in self.ids:
            raise ExpectationError(f"There is no source “{named}”: name one of those that are listed.")
        start, end = self.original(named).find(gold.quote, gold.line)
        return Place(source=named, speaker=gold.speaker, start=start, end=end)


def _fold(text: str) -> str:
    return " ".join(text.split())


def _unescaped(text: str) -> str:
    r"""Return what a stretch of JSON says: a source of segments holds escapes ("\u2019") in its words."""
    try:
        said: object = json.loads(f'"{text}"')
    except ValueError:
        return text
    return said if isinstance(said, str) else text
