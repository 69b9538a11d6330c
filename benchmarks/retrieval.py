"""Whosaid's search beside LlamaIndex's defaults, over exported dialogues, with the same embedding.

usage: python benchmarks/retrieval.py CONVERSATIONS QUESTIONS SOURCES OUT [--without-context]

CONVERSATIONS and QUESTIONS are gzipped JSON lines; SOURCES holds conversations as Podcasting 2.0 JSON, some
of them or all; questions about others are left out. Writes `questions.jsonl`, `whosaid.jsonl` and
`yardstick.jsonl` into OUT, in the form of `whosaid search --batch`, to be scored by the same script.
`--without-context` is for questions that are the hosts' own words: they would find themselves.
"""

import argparse
import gzip
import json
import re
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypedDict

import numpy as np
from llama_index.core.node_parser import SentenceSplitter

from index.embedding import LocalEmbedding, open_embedding
from index.library import open_with
from index.progress import Silent
from index.results import search_result
from index.retriever import Query
from index.settings import IndexSettings

LIMIT = 30


class Spoken(TypedDict):
    """A turn of a conversation."""

    speaker: str
    text: str


class Conversation(TypedDict):
    """A conversation as the set holds it."""

    id: str
    turns: list[Spoken]


class Question(TypedDict):
    """A question about one conversation."""

    id: str
    conv: str
    question: str


class Chunk(TypedDict):
    """A chunk as the yardstick returns it: by the speaker of its first turn."""

    source: str
    speaker: str
    time: list[float]
    text: str


def main() -> None:
    options = parse_options()
    conversations = {stem(held["id"]): held for held in read_conversations(options.conversations)}
    here = {path.stem for path in options.sources.glob("*.json")}
    questions = [held for held in read_questions(options.questions) if stem(held["conv"]) in here]
    embedding = open_embedding("minilm", cache=options.out)
    if not isinstance(embedding, LocalEmbedding):
        sys.exit("The weights of the local model are needed to compare.")
    write(options.out / "questions.jsonl", questions)
    chosen = [conversations[name] for name in sorted(here)]
    write(options.out / "yardstick.jsonl", search_chunks(chosen, questions, embedding))
    write(options.out / "whosaid.jsonl", search_whosaid(options, questions, embedding))


def parse_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    for name in ("conversations", "questions", "sources", "out"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--without-context", action="store_true")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    return options


def search_whosaid(
    options: argparse.Namespace, questions: Sequence[Question], embedding: LocalEmbedding
) -> Iterator[Mapping[str, object]]:
    with tempfile.TemporaryDirectory() as data:
        settings = IndexSettings(
            sources=options.sources,
            data=Path(data),
            store_url=f"edge:{data}/index",
            question_context=not options.without_context,
        )
        with open_with(settings, embedding, None, progress=Silent()) as library:
            for held in questions:
                found = library.retriever.retrieve(Query(text=held["question"], limit=LIMIT))
                results = [search_result(one, held["question"]) for one in found]
                yield {"id": held["id"], "results": results}


def search_chunks(
    conversations: Sequence[Conversation], questions: Sequence[Question], embedding: LocalEmbedding
) -> Iterator[Mapping[str, object]]:
    """Search as LlamaIndex does by default: chunks of 1,024 tokens, dense alone."""
    splitter = SentenceSplitter(chunk_size=1024, chunk_overlap=20)
    chunks = [chunk for held in conversations for chunk in cut(held, splitter)]
    vectors = embedding.embed([chunk["text"] for chunk in chunks])
    for held in questions:
        cosines = vectors @ embedding.embed([held["question"]])[0]
        yield {"id": held["id"], "results": [chunks[place] for place in np.argsort(-cosines)[:LIMIT]]}


def cut(conversation: Conversation, splitter: SentenceSplitter) -> Iterator[Chunk]:
    lines = [f"{spoken['speaker']}: {spoken['text']}\n" for spoken in conversation["turns"]]
    ends = np.cumsum([len(line) for line in lines])
    text = "".join(lines)
    start = 0
    for chunk in splitter.split_text(text):
        start = text.index(chunk, start)
        first = int(np.searchsorted(ends, start, side="right"))
        last = int(np.searchsorted(ends, start + len(chunk) - 1, side="right"))
        yield Chunk(
            source=stem(conversation["id"]),
            speaker=conversation["turns"][first]["speaker"],
            time=[float(first), float(last + 1)],
            text=chunk,
        )
        # Chunks overlap: the next one may begin within this one.
        start += 1


def stem(identity: str) -> str:
    return re.sub(r"[^A-Za-z0-9.-]", "_", identity)


def read_conversations(path: Path) -> list[Conversation]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def read_questions(path: Path) -> list[Question]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def write(path: Path, rows: Iterable[Mapping[str, object]]) -> None:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")


if __name__ == "__main__":
    main()
