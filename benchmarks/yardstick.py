"""What LlamaIndex does by default: chunks of 1,024 tokens of the joined transcript, by dense search alone."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from llama_index.core.node_parser import SentenceSplitter

from benchmarks.dialogues import Conversation, stem
from benchmarks.embedding import KeptEmbedding
from benchmarks.scoring import Result
from index.embedding import LocalEmbedding
from index.records import Vectors

_TOKENS = 1024
_OVERLAP = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Yardstick:
    """Chunks and their vectors."""

    chunks: list[Result]
    vectors: Vectors
    embedding: LocalEmbedding

    def search(self, question: str, limit: int) -> list[Result]:
        cosines = self.vectors @ self.embedding.embed([question])[0]
        return [self.chunks[place] for place in np.argsort(-cosines)[:limit]]


def open_yardstick(conversations: Iterable[Conversation], embedding: KeptEmbedding) -> Yardstick:
    splitter = SentenceSplitter(chunk_size=_TOKENS, chunk_overlap=_OVERLAP)
    chunks = [chunk for held in conversations for chunk in cut(held, splitter)]
    vectors = embedding.embed([chunk["text"] for chunk in chunks])
    return Yardstick(chunks=chunks, vectors=vectors, embedding=embedding.plain)


def cut(conversation: Conversation, splitter: SentenceSplitter) -> Iterator[Result]:
    """Yield the chunks of a conversation, "Speaker: text" a line, each by the speaker of its first turn."""
    lines = [f"{spoken['speaker']}: {spoken['text']}\n" for spoken in conversation["turns"]]
    ends = np.cumsum([len(line) for line in lines])
    text = "".join(lines)
    start = 0
    for chunk in splitter.split_text(text):
        start = text.index(chunk, start)
        first = int(np.searchsorted(ends, start, side="right"))
        last = int(np.searchsorted(ends, start + len(chunk) - 1, side="right"))
        yield Result(
            source=stem(conversation["id"]),
            speaker=conversation["turns"][first]["speaker"],
            time=[float(first), float(last + 1)],
            text=chunk,
        )
        # Chunks overlap: the next one may begin within this one.
        start += 1
