"""BM25 as sparse vectors, encoded by Qdrant Edge's own encoder: a server's counts the same tokens."""

from collections.abc import Iterable

from qdrant_edge import Bm25, Bm25Config, SparseVector

from index.errors import IndexMismatchError
from index.stores.shape import StoreShape

_SATURATION = 1.2
_LENGTH_WEIGHT = 0.75


def open_encoder(shape: StoreShape) -> Bm25:
    """Return the encoder of a store, with nothing left to the library's defaults.

    Raises:
        IndexMismatchError: If the language is unknown, or the average is not above 0.
    """
    try:
        return Bm25(_settings(shape.language, shape.average_words, _SATURATION, _LENGTH_WEIGHT))
    except ValueError as error:
        raise IndexMismatchError(f"The index cannot be searched by words: {error}.") from error


def average_words(texts: Iterable[str], language: str = "english") -> float:
    """Return the mean number of words that BM25 counts in a text (no stop words); 1 if there is no text."""
    # With b = 0 and k = 1 the weight of a word that occurs n times is 2n / (n + 1).
    counter = Bm25(_settings(language, 1.0, 1.0, 0.0))
    lengths = [_count(counter.embed_document(text)) for text in texts]
    return max(sum(lengths) / len(lengths), 1.0) if lengths else 1.0


def _count(vector: SparseVector) -> int:
    return sum(round(weight / (2 - weight)) for weight in vector.values)


def _settings(language: str, average: float, saturation: float, length_weight: float) -> Bm25Config:
    return Bm25Config(
        k=saturation,
        b=length_weight,
        avg_len=average,
        language=language,
        lowercase=True,
        ascii_folding=True,
    )
