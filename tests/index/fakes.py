"""Stand-ins for the model and for sources, and invented talk."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import cast

import numpy as np

from index.embedding import LocalEmbedding
from index.minilm import DIMENSION, MiniLM, Vectors
from index.texts import Text
from index.types import Piece, Role, Seconds, Speaker, Transcript, Turn, TurnKind
from index.words import split_words

MARA = Speaker(id="harbour#mara-venn", name="Mara Venn", aliases=("Mara",), role=Role.GUEST)
TOBI = Speaker(id="harbour#tobi-raske", name="Tobi Raske", role=Role.GUEST)
HOST = Speaker(id="harbour#the-harbour-post", name="The Harbour Post", role=Role.HOST)


@dataclass(slots=True)
class HashModel:
    """Embeds a text as the sum of its words' random vectors, and counts what it embedded."""

    embedded: list[str] = field(default_factory=list[str])

    def knows(self, word: str) -> bool:
        return word == "common"

    def embed(self, texts: Sequence[Text]) -> Vectors:
        self.embedded += [text if isinstance(text, str) else text.whole for text in texts]
        vectors = np.stack([_embed(text) for text in texts]) if texts else np.zeros((0, DIMENSION))
        return vectors.astype(np.float32)


def hash_embedding(model: HashModel | None = None) -> LocalEmbedding:
    """Return LlamaIndex's side of a model that needs no weights."""
    return LocalEmbedding(cast("MiniLM", model or HashModel()))


def turn(
    text: str,
    *,
    ordinal: int = 0,
    speaker: Speaker = MARA,
    kind: TurnKind = TurnKind.ANSWER,
    answers: int | None = None,
    breaks: tuple[int, ...] = (),
) -> Turn:
    """Return a turn whose words stand at the beginning of its file."""
    return Turn(
        source="harbour",
        ordinal=ordinal,
        kind=kind,
        speaker=speaker,
        role=speaker.role,
        text=text,
        pieces=(Piece(start=0, end=len(text), text=text),) if text else (),
        line=ordinal + 1,
        time=Seconds(float(ordinal), ordinal + 1.0),
        answers=answers,
        breaks=breaks,
    )


def question(text: str, *, ordinal: int = 0) -> Turn:
    """Return a turn that asks."""
    return turn(text, ordinal=ordinal, speaker=HOST, kind=TurnKind.QUESTION)


def transcript(*turns: Turn) -> Transcript:
    """Return a source of these turns."""
    speakers = tuple({one.speaker.id: one.speaker for one in turns}.values())
    return Transcript(id="harbour", title="The harbour", sha256="0" * 64, speakers=speakers, turns=turns)


def _embed(given: Text) -> Vectors:
    text = given if isinstance(given, str) else given.whole[given.start : given.end]
    vector = np.full(DIMENSION, 1e-3, dtype=np.float32)
    for word in split_words(text):
        seed = int.from_bytes(hashlib.sha256(word.stem.encode()).digest()[:4], "big")
        vector += np.random.default_rng(seed).standard_normal(DIMENSION).astype(np.float32)
    return (vector / np.linalg.norm(vector)).astype(np.float32)
