"""Sets of dialogues: conversations as turns, and questions with the turns that answer them.

A set is two files of gzipped JSON lines, `conversations_NAME.jsonl.gz` and `questions_NAME.jsonl.gz`.
Exported, turn i runs from i to i + 1 seconds, so that the time of a result names its turns.
"""

import gzip
import hashlib
import json
import re
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict, cast


class Spoken(TypedDict):
    """A turn of a conversation."""

    speaker: str
    text: str


class Conversation(TypedDict):
    """A conversation; a withheld one is there for questions that nothing answers."""

    id: str
    turns: list[Spoken]
    withhold: bool


class Question(TypedDict):
    """A question about one conversation: gold turns (first, last), who says it, turns that do not count."""

    id: str
    conv: str
    question: str
    gold: list[tuple[int, int]]
    speakers: list[str]
    skip: list[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class DialogueSet:
    """The conversations of a set, by the name of their exported file, and all questions about them."""

    name: str
    conversations: dict[str, Conversation]
    questions: tuple[Question, ...]

    @property
    def withheld(self) -> frozenset[str]:
        return frozenset(name for name, held in self.conversations.items() if held["withhold"])

    @property
    def answerable(self) -> tuple[Question, ...]:
        return tuple(held for held in self.questions if held["gold"])


def read_set(folder: Path, name: str) -> DialogueSet:
    conversations = cast("list[Conversation]", _read(folder / f"conversations_{name}.jsonl.gz"))
    questions = cast("list[Question]", _read(folder / f"questions_{name}.jsonl.gz"))
    return DialogueSet(
        name=name,
        conversations={stem(held["id"]): held for held in conversations},
        questions=tuple(questions),
    )


def export(conversations: Iterable[Conversation], folder: Path) -> None:
    """Write conversations as Podcasting 2.0 JSON transcripts, one file each, and nothing else there."""
    wanted = {f"{stem(held['id'])}.json": _as_podcast(held) for held in conversations}
    if folder.is_dir() and {path.name for path in folder.iterdir()} != wanted.keys():
        shutil.rmtree(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in wanted.items():
        path = folder / name
        # What stays as it is keeps its time: an index over it is opened, not made anew.
        if not path.is_file() or path.read_text("utf-8") != text:
            path.write_text(text, "utf-8")


def stem(identity: str) -> str:
    return re.sub(r"[^A-Za-z0-9.-]", "_", identity)


def is_tuned_on(question: Question) -> bool:
    """Tell whether a question is of the half that settings were chosen on: by its conversation."""
    return int(hashlib.sha256(question["conv"].encode()).hexdigest(), 16) % 2 == 0


def _as_podcast(conversation: Conversation) -> str:
    segments = [
        {"speaker": spoken["speaker"], "startTime": float(at), "endTime": at + 1.0, "body": spoken["text"]}
        for at, spoken in enumerate(conversation["turns"])
    ]
    return json.dumps({"version": "1.0.0", "segments": segments}, ensure_ascii=False) + "\n"


def _read(path: Path) -> list[object]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]
