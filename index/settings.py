"""What the index needs to know, read once and passed down."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexSettings:
    """Where sources and index are, and how passages are found.

    `dense_weight` is the share of the dense score in the mix (0 to 1). `question_context` says whether
    the question that a passage answers is embedded with it.
    """

    sources: Path
    data: Path
    store_url: str
    embedding: str = "minilm"
    dense_weight: float = 0.5
    question_context: bool = True
    passage_words: int = 80
