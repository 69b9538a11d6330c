import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from index.corpus import Corpus
from index.corpus_writer import CorpusWriter
from index.origins import Origin
from index.passages import cut_passages
from index.records import SentenceVectors
from index.types import Piece, Seconds, Speaker, Transcript, Turn
from tests.index.fakes import HOST, HashModel, question, transcript, turn

SPOKEN = transcript(
    question("What did the storm take?"),
    turn("The storm took the crane. The ropes held, half of them.", ordinal=1, answers=0, breaks=(26,)),
    turn("It was dark.", ordinal=2, speaker=HOST),
)


def vectors_of(texts: list[str]) -> SentenceVectors:
    within = HashModel().embed([f"{text} storm" for text in texts])
    return SentenceVectors(alone=HashModel().embed(texts), within=within)


def write(path: Path, spoken: Transcript) -> None:
    cuts = cut_passages(spoken, 8)
    vectors = [vectors_of([sentence.text for sentence in sentences]) for _, sentences in cuts]
    with closing(CorpusWriter(path)) as writer:
        writer.stage([passage.id for passage, _ in cuts], vectors)
        writer.put(spoken, Origin(), cuts)


@pytest.fixture
def corpus(tmp_path: Path) -> Iterator[Corpus]:
    write(tmp_path / "corpus.sqlite", SPOKEN)
    with Corpus(tmp_path / "corpus.sqlite") as corpus:
        yield corpus


def test_turns_come_back_as_they_were(corpus: Corpus) -> None:
    assert corpus.turns("harbour") == SPOKEN.turns
    assert corpus.turn("harbour", 1) == SPOKEN.turns[1]


def test_a_turn_that_is_not_there_is_none(corpus: Corpus) -> None:
    assert corpus.turn("harbour", 99) is None
    assert corpus.turn("elsewhere", 0) is None


def test_pieces_times_and_half_characters_survive(tmp_path: Path) -> None:
    pieces = (Piece(start=5, end=11, text="é"), Piece(start=20, end=22, text="\ud83d!"))
    held = Turn(
        source="harbour",
        ordinal=0,
        kind=SPOKEN.turns[0].kind,
        speaker=HOST,
        role=HOST.role,
        text="é\ud83d!",
        pieces=pieces,
        line=3,
        time=Seconds(1.25, 2.5),
    )
    write(tmp_path / "corpus.sqlite", transcript(held))
    with Corpus(tmp_path / "corpus.sqlite") as corpus:
        (read,) = corpus.turns("harbour")
    assert [(piece.start, piece.end, len(piece.text)) for piece in read.pieces] == [(5, 11, 1), (20, 22, 2)]
    assert read.text == "é\ufffd!"
    assert (read.time, read.line) == (Seconds(1.25, 2.5), 3)


def test_passages_and_sentences_come_back_as_they_were(corpus: Corpus) -> None:
    cuts = cut_passages(SPOKEN, 8)
    ids = [passage.id for passage, _ in cuts]
    assert corpus.passage_count == len(cuts)
    assert corpus.passages([*ids, "elsewhere"]) == {passage.id: passage for passage, _ in cuts}
    assert corpus.sentences(ids) == {passage.id: sentences for passage, sentences in cuts}


def test_more_ids_than_a_statement_takes_are_read(corpus: Corpus) -> None:
    (first, *_), _ = zip(*cut_passages(SPOKEN, 8), strict=True)
    assert list(corpus.passages([*(f"none {n}" for n in range(3000)), first.id])) == [first.id]


def test_sentence_vectors_lose_next_to_nothing(corpus: Corpus) -> None:
    for passage, sentences in cut_passages(SPOKEN, 8):
        held = corpus.sentence_vectors([passage.id])[passage.id]
        exact = vectors_of([sentence.text for sentence in sentences])
        for read, written in ((held.alone, exact.alone), (held.within, exact.within)):
            assert read.shape == written.shape
            np.testing.assert_allclose((read * written).sum(axis=1), 1.0, atol=1e-3)


def test_words_are_counted_by_passage_and_by_use(corpus: Corpus) -> None:
    assert corpus.document_frequencies(["storm", "rope", "whale"]) == {"storm": 2, "rope": 1, "whale": 0}
    assert corpus.vocabulary()["storm"] == 2
    assert corpus.vocabulary()["the"] == 4


ZENOBIA = Speaker(id="quarry#zenobia", name="Zenobia Rask")
QUARRY = replace(
    transcript(replace(turn("I dug it, and no storm.", speaker=ZENOBIA), source="quarry")),
    id="quarry",
    title="The quarry",
)


def test_a_view_is_as_a_corpus_that_never_held_the_rest(tmp_path: Path) -> None:
    for name, held in (("alone", [SPOKEN]), ("both", [SPOKEN, QUARRY])):
        for spoken in held:
            write(tmp_path / name, spoken)
    with Corpus(tmp_path / "alone") as alone, Corpus(tmp_path / "both") as both:
        view = both.within(frozenset({"harbour", "no such source"}))
        assert (view.sources(), view.speakers()) == (alone.sources(), alone.speakers())
        assert (view.passage_count, view.vocabulary()) == (alone.passage_count, alone.vocabulary())
        words = ["storm", "dug", "rope"]
        assert view.document_frequencies(words) == alone.document_frequencies(words)
        assert both.document_frequencies(words) != alone.document_frequencies(words)


def test_what_a_view_leaves_out_is_not_opened_by_its_place_or_id(tmp_path: Path) -> None:
    for spoken in (SPOKEN, QUARRY):
        write(tmp_path / "both", spoken)
    ids = [passage.id for passage, _ in cut_passages(QUARRY, 8)]
    with Corpus(tmp_path / "both") as both:
        view = both.within(frozenset({"harbour"}))
        assert both.turn("quarry", 0) is not None
        assert both.turns_with(["dug"], (), 9)
        assert both.passages(ids).keys() == both.places(ids).keys() == both.sentence_vectors(ids).keys()
        assert view.turn("quarry", 0) is view.source("quarry") is None
        assert (view.turns("quarry"), view.turns_with(["dug"], {"quarry"}, 9)) == ((), ())
        assert (view.passages(ids), view.places(ids), view.sentence_vectors(ids)) == ({}, {}, {})
        assert not view.within(frozenset({"quarry"})).sources()
        assert (both.within(None), both.within(frozenset({"harbour", "quarry"}))) == (both, both)
        assert not both.within(frozenset()).vocabulary()


def test_sources_are_listed_with_their_speakers(corpus: Corpus) -> None:
    (entry,) = corpus.sources()
    assert (entry.id, entry.title, entry.turns) == ("harbour", "The harbour", 3)
    assert [(speaker.speaker.name, speaker.turns) for speaker in entry.speakers] == [
        ("The Harbour Post", 2),
        ("Mara Venn", 1),
    ]
    assert corpus.speakers() == SPOKEN.speakers


def test_a_source_written_again_replaces_what_it_was(tmp_path: Path) -> None:
    write(tmp_path / "corpus.sqlite", SPOKEN)
    write(tmp_path / "corpus.sqlite", transcript(turn("Whales came.")))
    with Corpus(tmp_path / "corpus.sqlite") as corpus:
        assert len(corpus.turns("harbour")) == corpus.passage_count == 1
        assert dict(corpus.vocabulary()) == {"whales": 1, "came": 1}


def test_threads_read_at_the_same_time(corpus: Corpus) -> None:
    read: list[Turn | None] = []
    threads = [
        threading.Thread(target=lambda: read.extend(corpus.turn("harbour", n % 3) for n in range(50)))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(read) == 400
    assert None not in read


def test_turns_are_found_by_letters_that_they_all_hold(tmp_path: Path) -> None:
    write(tmp_path / "words", transcript(turn("Five % of it."), turn("The Ropes_were cut.", ordinal=1)))
    with Corpus(tmp_path / "words") as corpus:

        def found(*letters: str, sources: tuple[str, ...] = (), limit: int = 9) -> list[int]:
            return [turn.ordinal for turn in corpus.turns_with(letters, sources, limit)]

        assert found("ropes", "cut") == [1]
        assert (found("t"), found("t", limit=1)) == ([0, 1], [0])
        assert (found("cut", sources=("harbour",)), found("cut", sources=("library",))) == ([1], [])
        assert (found("%"), found("s_w"), found("t_"), found("!")) == ([0], [1], [], [])
