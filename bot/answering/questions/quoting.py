"""Words in quotation marks, of which it may be asked whether somebody said them."""

import re
from dataclasses import dataclass

from index.words import split_words

_QUOTED = re.compile(
    r"[“\"„«](?P<a>[^“”\"„«»]{3,}?)[”\"“»]|‘(?P<b>(?:[^‘’]|(?<=\w)’(?=\w)){3,})’(?!\w)|(?<!\w)'(?P<c>\w.{2,}?)'(?!\w)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """Quoted words, and from where to where they stand in the question, with their marks."""

    words: str
    start: int
    end: int

    @property
    def is_passage(self) -> bool:
        """Whether they are more than one word: something that can be said."""
        return _is_many(self.words)


def quoted_in(asked: str) -> Quoted | None:
    """Return the first quoted words of a question, or None."""
    found = _QUOTED.search(asked)
    if found is None:
        return None
    words = (found["a"] or found["b"] or found["c"]).strip()
    # An apostrophe may look like a mark: 'tis no quotation unless it has a few words.
    if not split_words(words) or (found["c"] and not _is_many(words)):
        return None
    return Quoted(words=words, start=found.start(), end=found.end())


def _is_many(words: str) -> bool:
    return len(split_words(words)) > 1
