"""Talk at any size, which means nothing: Zipf's words, few who say much, vectors in clusters."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from llama_index.core.bridge.pydantic import PrivateAttr

from index.offers import SourceOffer, SourceText
from index.records import Vectors
from index.text_embedding import TextEmbedding
from index.texts import Text

PASSAGES = 100
"""Of each source."""

DIMENSION = 384
_SENTENCES, _LENGTH = 5, 16
_WORDS, _SPEAKERS, _CLUSTERS = 30_000, 200, 200
_SPREAD = 0.7
_SYLLABLES = "ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu".split()


def words() -> list[str]:
    """Return the vocabulary, the commonest first."""
    count = len(_SYLLABLES)
    return [
        _SYLLABLES[n % count]
        + _SYLLABLES[n // count % count]
        + _SYLLABLES[n // count**2 % count]
        + "nd" * (n // count**3)
        for n in range(_WORDS)
    ]


def speaker(number: int) -> str:
    """Return the name of a speaker."""
    return f"{_SYLLABLES[number % 20].title()}ra {_SYLLABLES[number // 20].title()}mber"


def _zipf(count: int, rng: np.random.Generator, size: int) -> list[int]:
    weights = 1 / np.arange(1, count + 1)
    drawn: list[int] = rng.choice(count, size=size, p=weights / weights.sum()).tolist()
    return drawn


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """So many sources of a hundred passages each, the same each time."""

    sources: int

    def offers(self) -> list[SourceOffer]:
        """Return them as they are offered to an index."""
        vocabulary = words()
        return [self._offer(number, vocabulary) for number in range(self.sources)]

    def texts(self) -> Iterator[tuple[str, str]]:
        """Yield each passage's speaker and words."""
        vocabulary = words()
        for number in range(self.sources):
            yield from passages_of(number, vocabulary)

    def _offer(self, number: int, vocabulary: Sequence[str]) -> SourceOffer:
        def read() -> SourceText:
            said = "\n\n".join(f"{name}: {text}" for name, text in passages_of(number, vocabulary))
            return SourceText(name=f"talk-{number}.txt", data=said.encode(), sidecar=None)

        return SourceOffer(id=f"talk-{number}", digest="1", owner=None, read=read)


def passages_of(number: int, vocabulary: Sequence[str]) -> list[tuple[str, str]]:
    """Return the passages of one source: who speaks, and their words."""
    rng = np.random.default_rng(number)
    spoken = [vocabulary[word] for word in _zipf(len(vocabulary), rng, PASSAGES * _SENTENCES * _LENGTH)]
    sentences = [
        " ".join(spoken[start : start + _LENGTH]).capitalize() + "."
        for start in range(0, len(spoken), _LENGTH)
    ]
    said: list[tuple[str, str]] = []
    before = -1
    for at, drawn in enumerate(_zipf(_SPEAKERS, rng, PASSAGES)):
        # Two in a row by the same voice would be one turn.
        voice = (drawn + 1) % _SPEAKERS if drawn == before else drawn
        before = voice
        said.append((speaker(voice), " ".join(sentences[at * _SENTENCES : (at + 1) * _SENTENCES])))
    return said


class Clustered(TextEmbedding):
    """Gives any text a vector in one of some clusters, and counts what that costs."""

    _rng: np.random.Generator = PrivateAttr()
    _centres: Vectors = PrivateAttr()
    _asked: dict[str, Vectors] = PrivateAttr(default_factory=dict[str, Vectors])
    cpu: float = 0.0

    def __init__(self, seed: int = 1) -> None:
        super().__init__(model_name="clustered")
        self._centres = np.random.default_rng(0).standard_normal((_CLUSTERS, DIMENSION)).astype(np.float32)
        self._rng = np.random.default_rng(seed)

    @property
    def dimension(self) -> int:
        return DIMENSION

    @property
    def fingerprint(self) -> str:
        return "clustered"

    def knows(self, word: str) -> bool:
        return not word

    def ask(self, text: str, vector: Vectors) -> None:
        """Let a question have a vector."""
        self._asked[text] = vector

    def embed_question(self, text: str) -> Vectors:
        return self._asked[text]

    def embed(self, texts: Sequence[Text]) -> Vectors:
        began = time.process_time()
        near = self._centres[self._rng.integers(0, _CLUSTERS, len(texts))]
        vectors = near + _SPREAD * self._rng.standard_normal((len(texts), DIMENSION), dtype=np.float32)
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        self.cpu += time.process_time() - began
        return vectors
