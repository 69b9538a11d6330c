"""How the settings make an index."""

from index.embedding import EmbeddingUnavailable, open_embedding
from index.manifest import Making
from index.settings import IndexSettings
from index.text_embedding import TextEmbedding

# BM25 counts words without stop words. Names of speakers included, that is this share of a passage's words
# (47 of 84 in meetings). A fixed mean, as passages are of one size, lets sources come and go one by one.
_COUNTED = 0.6


def making_of(settings: IndexSettings, embedding: TextEmbedding | None) -> Making:
    """Return how an index is made with these settings and this embedding."""
    return Making(
        embedding="none" if embedding is None else embedding.fingerprint,
        dimension=0 if embedding is None else embedding.dimension,
        passage_words=settings.passage_words,
        average_words=settings.passage_words * _COUNTED,
        question_context=settings.question_context,
    )


def read_making(settings: IndexSettings) -> Making:
    """Return how an index is made with these settings alone.

    Raises:
        EmbeddingError: If the embedding that they name cannot be used.
    """
    opened = open_embedding(settings.embedding, cache=settings.data / "models", service=settings.service)
    if opened is None or isinstance(opened, EmbeddingUnavailable):
        return making_of(settings, None)
    try:
        return making_of(settings, opened)
    finally:
        opened.close()
