"""What a store holds of each passage: what it was made with, it must be read with."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreShape:
    """The vectors of a store.

    `dense` is how long the dense ones are, None if there are none (the lexical mode). `average_words` is the
    mean length of its texts as `lexical.average_words` measures it, and `language` (in English, such as
    "english") whose stop words and stems it knows: both change lexical scores.
    """

    dense: int | None
    average_words: float
    language: str = "english"
