"""What every embedding offers, to us and, behind its own interface, to LlamaIndex."""

import asyncio
from abc import abstractmethod
from collections.abc import Sequence

from llama_index.core.base.embeddings.base import BaseEmbedding, Embedding

from index.records import Vectors
from index.texts import Text


class TextEmbedding(BaseEmbedding):
    """Turns texts into unit vectors. Safe to share between threads."""

    @property
    @abstractmethod
    def dimension(self) -> int:
        """How long a vector is."""

    @property
    @abstractmethod
    def fingerprint(self) -> str:
        """What vectors depend on: an index made with another one cannot be searched with this."""

    @abstractmethod
    def embed(self, texts: Sequence[Text]) -> Vectors:
        """Return one unit vector a text, in order (float32, texts by `dimension`)."""

    @abstractmethod
    def knows(self, word: str) -> bool:
        """Tell whether a folded word is a common English one; where nobody can tell, none is."""

    @property
    def notice(self) -> str | None:
        """A sentence as long as questions cannot be embedded, and words alone find passages."""
        return None

    def embed_question(self, text: str) -> Vectors:
        """Return the unit vector of a question.

        Raises:
            EmbeddingError: If it cannot be had soon; words alone are to find passages then.
        """
        return self.embed([text])[0]

    def tell_price(self, letters: int) -> str | None:
        """Return a sentence with what embedding sources of so many bytes costs; None if nothing."""
        del letters
        return None

    def close(self) -> None:
        """Let go of what is held open."""

    def _get_query_embedding(self, query: str) -> Embedding:
        return self.embed_question(query).tolist()

    def _get_text_embedding(self, text: str) -> Embedding:
        return self._get_text_embeddings([text])[0]

    def _get_text_embeddings(self, texts: list[str]) -> list[Embedding]:
        return [vector.tolist() for vector in self.embed(texts)]

    async def _aget_query_embedding(self, query: str) -> Embedding:
        return await asyncio.to_thread(self._get_query_embedding, query)

    async def _aget_text_embedding(self, text: str) -> Embedding:
        return await asyncio.to_thread(self._get_text_embedding, text)

    async def _aget_text_embeddings(self, texts: list[str]) -> list[Embedding]:
        return await asyncio.to_thread(self._get_text_embeddings, texts)
