"""Taking what another process embedded of a source, and giving what was embedded here."""

from dataclasses import dataclass

from index.manifest import Making
from index.origins import Origin
from index.packs import Packs, folder_digest, pack_key, read_pack, write_pack
from index.text_embedding import TextEmbedding
from index.vectors import KeptVectors

# A larger source is embedded by each process: its pack would be too much for a database, and for memory.
_MOST_BYTES = 48 * 1024 * 1024
_BYTES = 2  # of a number in a pack


@dataclass(frozen=True, slots=True, kw_only=True)
class Packing:
    """Packs of the sources of one index."""

    packs: Packs
    vectors: KeptVectors
    embedding: TextEmbedding
    making: Making

    def take(self, source: str, origin: Origin) -> bool:
        """Learn what was embedded of a source, if anybody told; return whether that was so."""
        held = self.packs.get(self._key(origin))
        vectors = {} if held is None else read_pack(held)
        right = {key: vector for key, vector in vectors.items() if len(vector) == self.embedding.dimension}
        self.vectors.learn(source, right, self.embedding)
        return bool(right)

    def give(self, source: str, origin: Origin) -> None:
        """Tell the others what was embedded of a source; where that is too much, that each is to embed it."""
        most = _MOST_BYTES // (_BYTES * self.embedding.dimension)
        vectors = self.vectors.held(source, self.embedding, most=most)
        self.packs.put(self._key(origin), write_pack(vectors))

    def leave(self, origin: Origin) -> None:
        """Let others embed a source of which nothing was given."""
        self.packs.leave(self._key(origin))

    def _key(self, origin: Origin) -> str:
        files = (mark.sha256 for mark in (origin.file, origin.sidecar) if mark is not None)
        return pack_key(origin.digest or folder_digest(files), self.making)
