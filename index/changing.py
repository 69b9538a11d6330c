"""Changing the index in place: one source after the other, in the vector store and in the corpus.

The corpus is the truth. What a source adds is in the vector store before the corpus shows it, and what it
loses is there until after: so the store may for a moment hold more than the corpus, never less. The corpus
keeps a journal of what may be too much there, which is swept after a crash.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from index.corpus_writer import Cut
from index.live_corpus import LiveCorpus
from index.llama import PassageIndex
from index.manifest import Making
from index.origins import Origin
from index.packing import Packing
from index.passages import cut_passages
from index.records import SentenceVectors, Vectors
from index.text_embedding import TextEmbedding
from index.texts import Text, embedded_sentence, embedded_text, embedded_within, lexical_text
from index.types import Transcript
from index.vectors import KeptVectors

# So many passages, with their sentences and vectors, are in memory at once.
_BATCH = 256


@dataclass(frozen=True, slots=True, kw_only=True)
class Changer:
    """Puts sources into an open index and takes them out; one thread at a time."""

    corpus: LiveCorpus
    index: PassageIndex
    vectors: KeptVectors
    embedding: TextEmbedding | None
    making: Making
    packing: Packing | None = None

    def sweep(self) -> None:
        """Take out of the vector store what a crash, a failure or a stop left there too much."""
        loose = self.corpus.loose()
        if loose:
            self.corpus.drop_staged()
            self._drop(loose)

    def put(
        self,
        transcript: Transcript,
        origin: Origin,
        *,
        told: Callable[[float], None],
        stop: Callable[[], bool],
    ) -> bool:
        """Put a source in place of what it was; only passages that are new are embedded.

        `told` is given the share that is done. Return False, with nothing changed, if it was to stop.
        """
        try:
            return self._put(transcript, origin, told=told, stop=stop)
        finally:
            if self.packing is not None:
                self.packing.leave(origin)

    def _put(
        self,
        transcript: Transcript,
        origin: Origin,
        *,
        told: Callable[[float], None],
        stop: Callable[[], bool],
    ) -> bool:
        cuts = cut_passages(transcript, self.making.passage_words)
        before = self.corpus.passage_ids(transcript.id)
        new = [cut for cut in cuts if cut[0].id not in before]
        taken = self.packing is None or not new or self.packing.take(transcript.id, origin)
        told(0.0)  # another process may have been waited for: whoever wants this ended says so now
        for done, batch in _batches(new):
            if stop():
                self.sweep()
                return False
            self._stage(transcript.id, batch)
            told(min(1.0, (done + _BATCH) / len(new)))
        for _, batch in _batches([cut for cut in cuts if cut[0].id in before]):
            self.vectors.note(transcript.id, self._texts(batch))
        # Before, so that nothing of the old version is left if this ends here.
        self.vectors.settle_source(transcript.id)
        if self.packing is not None and not taken:
            self.packing.give(transcript.id, origin)
        self._drop(self.corpus.put(transcript, origin, cuts))
        return True

    def remove(self, source: str) -> None:
        """Take a source out of the index, at once and for good, with the vectors of its texts."""
        self.vectors.remove(source)
        self._drop(self.corpus.remove(source))

    def _drop(self, loose: Sequence[str]) -> None:
        if loose:
            self.index.remove(loose)
            self.corpus.forget_loose(loose)

    def _stage(self, source: str, cuts: Sequence[Cut]) -> None:
        passages = [passage for passage, _ in cuts]
        context = self.making.question_context
        vectors, sentence_vectors = self._embed(source, cuts)
        texts = [lexical_text(passage, question_context=context) for passage in passages]
        self.corpus.stage([passage.id for passage in passages], sentence_vectors)
        # What is made of the same words in the same way is the same: another process may have put it there.
        absent = self.index.absent([passage.id for passage in passages])
        places = [place for place, passage in enumerate(passages) if passage.id in absent]
        self.index.add(
            [passages[place] for place in places],
            [texts[place] for place in places],
            None if vectors is None else vectors[places],
        )

    def _embed(self, source: str, cuts: Sequence[Cut]) -> tuple[Vectors | None, list[SentenceVectors | None]]:
        """Return the passages' vectors, and for each passage those of its sentences."""
        texts = self._texts(cuts)
        if self.embedding is None:
            self.vectors.note(source, texts)
            return None, [None] * len(cuts)
        vectors = self.vectors.embed(source, texts, self.embedding)
        split: list[SentenceVectors | None] = []
        start = len(cuts)
        for _, sentences in cuts:
            middle, end = start + len(sentences), start + 2 * len(sentences)
            split.append(SentenceVectors(alone=vectors[start:middle], within=vectors[middle:end]))
            start = end
        return vectors[: len(cuts)], split

    def _texts(self, cuts: Sequence[Cut]) -> list[Text]:
        """Return what is embedded: the passages, then of each its sentences alone and within it."""
        context = self.making.question_context
        texts: list[Text] = [embedded_text(passage, question_context=context) for passage, _ in cuts]
        for passage, sentences in cuts:
            texts += [embedded_sentence(sentence) for sentence in sentences]
            texts += [embedded_within(passage, sentence, question_context=context) for sentence in sentences]
        return texts


def _batches(cuts: Sequence[Cut]) -> Iterator[tuple[int, Sequence[Cut]]]:
    for start in range(0, len(cuts), _BATCH):
        yield start, cuts[start : start + _BATCH]
