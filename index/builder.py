"""Making an index: sources to passages, vectors and words, beside the one in use."""

import os
import shutil
import time
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from index.changes import Changes, mark_file
from index.corpus_writer import CorpusWriter
from index.folder import Generation, IndexFolder
from index.llama import PassageIndex
from index.manifest import FORMAT, IndexedSource, Making, Manifest, write_manifest
from index.offers import SourceOffer, offered_sidecar
from index.passages import cut_passages
from index.placing import Placing
from index.progress import Progress, Telling
from index.records import SentenceVectors, Vectors
from index.sources import SourceFile, read_source
from index.sparse import copy_sparse
from index.stores import PassageStore
from index.text_embedding import TextEmbedding
from index.texts import Text, embedded_sentence, embedded_text, embedded_within, lexical_text
from index.transcripts import read_transcript
from index.types import Passage, Sentence, Transcript
from index.vectors import KeptVectors

# So many passages, with their sentences and vectors, are in memory at once.
_BATCH = 256

Cut = tuple[Passage, tuple[Sentence, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Made:
    """What a generation is written into, and the vectors that outlive it."""

    corpus: CorpusWriter
    store: PassageStore
    index: PassageIndex
    vectors: KeptVectors


@dataclass(frozen=True, slots=True, kw_only=True)
class Builder:
    """Makes generations of an index."""

    folder: IndexFolder
    sources: Path
    placing: Placing
    making: Making
    embedding: TextEmbedding | None
    progress: Progress

    def build(self, old: Manifest | None, changes: Changes) -> Manifest:
        """Make the next generation and put it in use; what did not change is taken from the old one.

        A crash at any moment leaves the old one in use, and a folder that the next start removes.
        """
        generation = self.folder.new_generation()
        self._prepare(generation, old)
        try:
            with self._open(generation) as made:
                _remove(changes.gone, made)
                read = self._add(changes.read, made)
                passages = made.corpus.finish()
                made.store.optimize()
                made.vectors.settle({source.id for source in (*changes.kept, *read)})
            manifest = Manifest(
                format=FORMAT,
                generation=generation.name,
                making=self.making,
                sources=tuple(sorted((*changes.kept, *read), key=lambda source: source.id)),
                passages=passages,
                corpus_bytes=_sync(generation.corpus),
                written_ns=time.time_ns(),
            )
            write_manifest(self.folder.path, manifest)
        except BaseException:
            shutil.rmtree(generation.path, ignore_errors=True)
            raise
        self.folder.remove_others(generation.name)
        return manifest

    def _prepare(self, generation: Generation, old: Manifest | None) -> None:
        if old is None:
            generation.path.mkdir()
        else:
            # Hard links would not do: the engine writes into its files in place.
            used = self.folder.generation(old.generation)
            shutil.copytree(used.path, generation.path, copy_function=copy_sparse)

    @contextmanager
    def _open(self, generation: Generation) -> Generator[_Made]:
        with (
            KeptVectors(self.folder.vectors) as vectors,
            CorpusWriter(generation.corpus) as corpus,
            closing(self.placing.open_store(generation, self.making, create=True)) as store,
        ):
            index = PassageIndex(store, self.embedding)
            yield _Made(corpus=corpus, store=store, index=index, vectors=vectors)

    def _add(self, files: Sequence[SourceFile | SourceOffer], made: _Made) -> list[IndexedSource]:
        added: list[IndexedSource] = []
        total = sum(_size(file) for file in files)
        self._tell_price(total)
        done = 0
        for file in files:
            if isinstance(file, SourceOffer):
                added.append(self._add_offer(file, made))
            else:
                added.append(self._add_source(file, made, done=done, total=total))
            done += _size(file)
        self.progress.report(doing="Index", done=total, total=total)
        return added

    def _tell_price(self, letters: int) -> None:
        said = self.embedding.tell_price(letters) if self.embedding and letters else None
        if said and isinstance(self.progress, Telling):
            self.progress.tell(said)

    def _add_offer(self, offer: SourceOffer, made: _Made) -> IndexedSource:
        text = offer.read()
        reading = read_transcript(text.data, text.name, offered_sidecar(offer, text.sidecar))
        passages = self._add_transcript(reading.transcript, made)
        return IndexedSource(id=offer.id, file=None, sidecar=None, passages=passages, digest=offer.digest)

    def _add_transcript(self, transcript: Transcript, made: _Made) -> int:
        made.corpus.add(transcript)
        cuts = cut_passages(transcript, self.making.passage_words)
        for _, batch in _batches(cuts):
            self._add_passages(transcript.id, batch, made)
        return len(cuts)

    def _add_source(self, file: SourceFile, made: _Made, *, done: int, total: int) -> IndexedSource:
        # Marked before it is read: if it changes meanwhile, the next start sees another file.
        mark = mark_file(self.sources, file.path)
        sidecar = None if file.sidecar is None else mark_file(self.sources, file.sidecar)
        self.progress.report(doing=mark.name, done=done, total=total)
        passages = self._add_transcript(read_source(file).transcript, made)
        return IndexedSource(id=file.id, file=mark, sidecar=sidecar, passages=passages)

    def _add_passages(self, source: str, cuts: Sequence[Cut], made: _Made) -> None:
        passages = [passage for passage, _ in cuts]
        context = self.making.question_context
        vectors, sentence_vectors = self._embed(source, cuts, made.vectors)
        texts = [lexical_text(passage, question_context=context) for passage in passages]
        made.index.add(passages, texts, vectors)
        made.corpus.add_passages(cuts, sentence_vectors)

    def _embed(
        self, source: str, cuts: Sequence[Cut], kept: KeptVectors
    ) -> tuple[Vectors | None, list[SentenceVectors | None]]:
        """Return the passages' vectors, and for each passage those of its sentences."""
        context = self.making.question_context
        texts: list[Text] = [embedded_text(passage, question_context=context) for passage, _ in cuts]
        for passage, sentences in cuts:
            texts += [embedded_sentence(sentence) for sentence in sentences]
            texts += [embedded_within(passage, sentence, question_context=context) for sentence in sentences]
        if self.embedding is None:
            kept.note(source, texts)
            return None, [None] * len(cuts)
        vectors = kept.embed(source, texts, self.embedding)
        split: list[SentenceVectors | None] = []
        start = len(cuts)
        for _, sentences in cuts:
            middle, end = start + len(sentences), start + 2 * len(sentences)
            split.append(SentenceVectors(alone=vectors[start:middle], within=vectors[middle:end]))
            start = end
        return vectors[: len(cuts)], split


def _remove(sources: Sequence[str], made: _Made) -> None:
    for source in sources:
        made.corpus.remove(source)
        made.index.remove(source)


def _size(file: SourceFile | SourceOffer) -> int:
    return 1 if isinstance(file, SourceOffer) else file.path.stat().st_size


def _batches(cuts: Sequence[Cut]) -> Iterator[tuple[int, Sequence[Cut]]]:
    for start in range(0, len(cuts), _BATCH):
        yield start, cuts[start : start + _BATCH]


def _sync(path: Path) -> int:
    """Wait until a file is on disk, and return its size."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
        return os.fstat(descriptor).st_size
    finally:
        os.close(descriptor)
