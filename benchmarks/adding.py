"""Add whole sets of dialogues: every turn and speaker against the originals, and passages a second.

usage: python -m benchmarks.adding DIALOGUES [--sets NAME …] [--out FOLDER]

DIALOGUES holds the sets (see `benchmarks/dialogues.py`). Each conversation is written as Podcasting 2.0 JSON,
read in the process that reads what people hand over, and indexed; then its turns in the index are held
against the original: empty segments dropped, single words of one speaker joined, times kept. Embedding is set
aside: both systems get vectors that cost nothing. LlamaIndex's pipeline is its default one over the same
files: `SimpleDirectoryReader`, then `VectorStoreIndex.from_documents`.
"""

import argparse
import shutil
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import numpy as np
from llama_index.core import SimpleDirectoryReader, VectorStoreIndex
from llama_index.core.embeddings import MockEmbedding
from rich.console import Console
from rich.table import Table

from benchmarks.dialogues import Conversation, DialogueSet, export, read_set
from benchmarks.retrieval import SETS
from bot.terminal.progress import shown_progress
from index.apart import ReaderProcess
from index.embedding import LocalEmbedding
from index.library import open_with
from index.minilm import DIMENSION, MiniLM, Vectors
from index.settings import IndexSettings
from index.texts import Text
from index.types import Seconds, Turn

Said = tuple[str, str, Seconds]


class FreeModel:
    """Gives every text the same vector."""

    def knows(self, word: str) -> bool:
        return bool(word)

    def embed(self, texts: Sequence[Text]) -> Vectors:
        vectors = np.zeros((len(texts), DIMENSION), dtype=np.float32)
        vectors[:, 0] = 1
        return vectors


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What came of a set."""

    conversations: int
    segments: int
    expected: int
    apart: int
    indexed: int
    speakers: tuple[int, int]
    passages: int
    seconds: float
    chunks: int
    chunk_seconds: float
    """Both of the processor, as others may share the machine."""


def expect(conversation: Conversation) -> list[Said]:
    """Return the turns that a person would see in the exported file."""
    said: list[Said] = []
    before = ""
    for at, spoken in enumerate(conversation["turns"]):
        words = " ".join(spoken["text"].split())
        if not words:
            continue
        single = " " not in words and " " not in before
        if said and single and said[-1][0] == spoken["speaker"]:
            speaker, text, begins = said.pop()
            said.append((speaker, f"{text} {words}", Seconds(begins.start, at + 1.0)))
        else:
            said.append((spoken["speaker"], words, Seconds(float(at), at + 1.0)))
        before = words
    return said


def said_by(turns: Iterable[Turn]) -> list[Said]:
    return [(turn.speaker.name, turn.text, turn.time or Seconds(-1, -1)) for turn in turns]


def equal(turns: Sequence[Said], expected: Sequence[Said]) -> int:
    """Count the turns that are equal, place by place."""
    return sum(one == other for one, other in zip(turns, expected, strict=False)) if turns else 0


def add(held: DialogueSet, out: Path) -> Added:
    sources = out / "sources"
    export(held.conversations.values(), sources)
    expected = {name: expect(conversation) for name, conversation in held.conversations.items()}
    with ReaderProcess() as reader:
        apart = sum(
            equal(said_by(reader.read(path.read_bytes(), path.name).transcript.turns), expected[path.stem])
            for path in sorted(sources.iterdir())
        )
    shutil.rmtree(out / "index", ignore_errors=True)
    settings = IndexSettings(sources=sources, data=out, store_url=f"edge:{out / 'index'}")
    began = time.process_time()
    with shown_progress() as progress:
        library = open_with(settings, LocalEmbedding(cast("MiniLM", FreeModel())), None, progress=progress)
    seconds = time.process_time() - began
    with library:
        corpus = library.corpus
        indexed = sum(equal(said_by(corpus.turns(name)), said) for name, said in expected.items())
        known = sum(
            {speaker.speaker.name for speaker in entry.speakers} == {one[0] for one in expected[entry.id]}
            for entry in corpus.sources()
        )
        passages = corpus.passage_count
    chunks, chunk_seconds = add_by_default(sources)
    return Added(
        conversations=len(expected),
        segments=sum(len(one["turns"]) for one in held.conversations.values()),
        expected=sum(map(len, expected.values())),
        apart=apart,
        indexed=indexed,
        speakers=(known, len(expected)),
        passages=passages,
        seconds=seconds,
        chunks=chunks,
        chunk_seconds=chunk_seconds,
    )


def add_by_default(sources: Path) -> tuple[int, float]:
    """Index the same files as LlamaIndex does by default; return its chunks and seconds."""
    began = time.process_time()
    documents = SimpleDirectoryReader(str(sources)).load_data()
    index = VectorStoreIndex.from_documents(documents, embed_model=MockEmbedding(embed_dim=DIMENSION))
    seconds = time.process_time() - began
    return len(index.docstore.docs), seconds


def show(name: str, held: Added) -> Table:
    table = Table("", "whosaid", "LlamaIndex", title=name)
    rows = (
        ("conversations", f"{held.conversations:,}", ""),
        ("segments, turns expected of them", f"{held.segments:,}, {held.expected:,}", ""),
        ("turns equal, as read apart", f"{held.apart:,}", ""),
        ("turns equal, as indexed", f"{held.indexed:,}", ""),
        ("conversations with all speakers equal", "{:,} of {:,}".format(*held.speakers), ""),
        ("passages, chunks", f"{held.passages:,}", f"{held.chunks:,}"),
        ("processor seconds, embedding aside", f"{held.seconds:.1f}", f"{held.chunk_seconds:.1f}"),
        (
            "a second of the processor",
            f"{held.passages / held.seconds:,.0f}",
            f"{held.chunks / held.chunk_seconds:,.0f}",
        ),
        (
            "conversations a second of it",
            f"{held.conversations / held.seconds:,.1f}",
            f"{held.conversations / held.chunk_seconds:,.1f}",
        ),
    )
    for row in rows:
        table.add_row(*row)
    return table


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("dialogues", type=Path)
    parser.add_argument("--sets", nargs="+", choices=SETS, default=list(SETS))
    parser.add_argument("--out", type=Path, default=Path("data/benchmarks/adding"))
    options = parser.parse_args()
    for name in options.sets:
        Console().print(show(name, add(read_set(options.dialogues, name), options.out / name)))


if __name__ == "__main__":
    main()
