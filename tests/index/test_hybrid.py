from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from index.corpus import Corpus
from index.corpus_writer import CorpusWriter
from index.embedding import LocalEmbedding
from index.hybrid import HybridRetriever
from index.llama import PassageIndex
from index.origins import Origin
from index.passages import cut_passages
from index.records import SentenceVectors
from index.results import best_turn, search_result
from index.retriever import Query
from index.stores import StoreShape, open_store
from index.texts import embedded_sentence, embedded_text, embedded_within, lexical_text
from index.types import Passage, Sentence, Transcript
from tests.index.fakes import MARA, TOBI, hash_embedding, question, transcript, turn

TALK = transcript(
    question("Who mended the pier?"),
    turn("The fishermen mended the pier with ropes.", ordinal=1, answers=0),
    turn("No, the council mended the pier with steel.", ordinal=2, speaker=TOBI, answers=0),
    turn("The lighthouse keeper paints every spring. " * 15, ordinal=3, answers=0),
    turn("Herring is sold on Fridays. " * 16, ordinal=4, speaker=TOBI, answers=0),
)


@dataclass(slots=True)
class Shelf:
    """Opens retrievers over transcripts, in folders of a test."""

    folder: Path
    stack: ExitStack = field(default_factory=ExitStack)

    def retriever(self, spoken: Transcript, embedding: LocalEmbedding | None) -> HybridRetriever:
        path = self.folder / "corpus.sqlite"
        shape = StoreShape(dense=embedding.dimension if embedding else None, average_words=50)
        store = self.stack.enter_context(closing(open_store(f"edge:{self.folder / 'store'}", create=shape)))
        index = PassageIndex(store, embedding)
        cuts = cut_passages(spoken)
        passages = [passage for passage, _ in cuts]
        texts = [lexical_text(passage, question_context=True) for passage in passages]
        index.add(passages, texts, embedding.embed(texts) if embedding else None)
        with closing(CorpusWriter(path)) as writer:
            vectors = [_vectors(cut, embedding) if embedding else None for cut in cuts]
            writer.stage([passage.id for passage in passages], vectors)
            writer.put(spoken, Origin(), cuts)
        corpus = self.stack.enter_context(Corpus(path))
        return HybridRetriever(corpus=corpus, index=index, embedding=embedding, dense_weight=0.5)


def _vectors(cut: tuple[Passage, tuple[Sentence, ...]], embedding: LocalEmbedding) -> SentenceVectors:
    passage, sentences = cut
    within = [embedded_within(passage, sentence, question_context=True) for sentence in sentences]
    alone = [embedded_sentence(sentence) for sentence in sentences]
    return SentenceVectors(alone=embedding.embed(alone), within=embedding.embed(within))


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    shelf = Shelf(folder=tmp_path)
    with shelf.stack:
        yield shelf


@pytest.fixture(params=["hybrid", "lexical"])
def embedding(request: pytest.FixtureRequest) -> LocalEmbedding | None:
    return hash_embedding() if request.param == "hybrid" else None


def test_the_passage_that_answers_comes_first(shelf: Shelf, embedding: LocalEmbedding | None) -> None:
    found = shelf.retriever(TALK, embedding).retrieve(Query(text="Who sells herring?"))
    assert "Herring" in found[0].passage.text
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)


def test_both_raw_scores_are_there_for_every_passage(shelf: Shelf) -> None:
    found = shelf.retriever(TALK, hash_embedding()).retrieve(Query(text="mended pier"))
    assert len(found) == 3
    assert all(one.cosine is not None and -1 <= one.cosine <= 1 for one in found)
    assert found[0].lexical > 0


def test_each_sentence_has_its_own_cosine(shelf: Shelf) -> None:
    (found,) = shelf.retriever(TALK, hash_embedding()).retrieve(Query(text="council steel", limit=1))
    ranked = max(found.sentences, key=lambda sentence: sentence.cosine or 0)
    assert ranked.text == "No, the council mended the pier with steel."
    assert ranked.cosine == pytest.approx(
        float(
            hash_embedding().embed([embedded_sentence(ranked)])[0]
            @ hash_embedding().embed(["council steel"])[0]
        ),
        abs=1e-2,
    )


def test_a_sentence_is_near_within_its_passage_too_unless_others_speak_there_who_are_not_asked(
    shelf: Shelf,
) -> None:
    retriever = shelf.retriever(TALK, hash_embedding())
    everybody = retriever.retrieve(Query(text="council steel"))
    assert all(sentence.within is not None for found in everybody for sentence in found.sentences)
    of_one = retriever.retrieve(Query(text="council steel", speakers=frozenset({TOBI.id})))
    alone = {found.passage.id: len(found.passage.parts) for found in of_one}
    whole = {found.passage.id: len(found.passage.parts) for found in everybody}
    assert any(alone[id_] < whole[id_] for id_ in alone)
    for found in of_one:
        kept = alone[found.passage.id] == whole[found.passage.id]
        assert all((sentence.within is not None) is kept for sentence in found.sentences)


def test_words_of_speakers_not_asked_for_are_left_out(shelf: Shelf, embedding: LocalEmbedding | None) -> None:
    query = Query(text="Who mended the pier?", speakers=frozenset({TOBI.id}))
    for found in shelf.retriever(TALK, embedding).retrieve(query):
        assert {part.turn.speaker for part in found.passage.parts} == {TOBI}
        assert {sentence.turn.speaker for sentence in found.sentences} == {TOBI}


def test_a_passage_is_ranked_by_the_words_of_the_speaker_asked_for(
    shelf: Shelf, embedding: LocalEmbedding | None
) -> None:
    spoken = transcript(
        turn("Ropes and ropes, all of the ropes.", ordinal=0),
        turn("Nobody knows.", ordinal=1, speaker=TOBI),
        turn("The lighthouse keeper paints every spring. " * 15, ordinal=2),
        turn("I once bought ropes. " + "Herring is sold on Fridays. " * 18, ordinal=3, speaker=TOBI),
    )
    found = shelf.retriever(spoken, embedding).retrieve(Query(text="ropes", speakers=frozenset({TOBI.id})))
    assert "I once bought ropes." in found[0].passage.text
    assert found[-1].passage.text == "Nobody knows."


def test_the_filter_is_in_the_query_itself(shelf: Shelf, embedding: LocalEmbedding | None) -> None:
    many = [turn("The pier was mended with ropes. " * 14, ordinal=n) for n in range(400)]
    one = turn("Once I saw the pier from afar. " * 14, ordinal=400, speaker=TOBI)
    query = Query(text="Who mended the pier with ropes?", speakers=frozenset({TOBI.id}))
    (found,) = shelf.retriever(transcript(*many, one), embedding).retrieve(query)
    assert found.passage.parts[0].turn == one


def test_a_source_not_asked_for_is_not_searched(shelf: Shelf, embedding: LocalEmbedding | None) -> None:
    retriever = shelf.retriever(TALK, embedding)
    assert retriever.retrieve(Query(text="herring", sources=frozenset({"elsewhere"}))) == []
    assert retriever.retrieve(Query(text="herring", sources=frozenset({"harbour"})))


@pytest.mark.parametrize("text", ["", "🌊🌊", "the of and", "“'; DROP TABLE passages --", "\ud800"])
def test_any_question_is_survived(shelf: Shelf, embedding: LocalEmbedding | None, text: str) -> None:
    shelf.retriever(TALK, embedding).retrieve(Query(text=text))


def test_no_more_than_the_limit_is_returned(shelf: Shelf, embedding: LocalEmbedding | None) -> None:
    assert len(shelf.retriever(TALK, embedding).retrieve(Query(text="mended pier herring", limit=1))) == 1


def test_a_result_names_the_turn_that_is_best_for_the_question(
    shelf: Shelf, embedding: LocalEmbedding | None
) -> None:
    asked = "What did the council do with steel?"
    (found,) = shelf.retriever(TALK, embedding).retrieve(Query(text=asked, limit=1))
    assert best_turn(found, asked).ordinal == 2
    result = search_result(found, asked)
    assert (result["source"], result["speaker"], result["role"]) == ("harbour", "Tobi Raske", "guest")
    assert (result["turn"], result["line"], result["time"]) == (2, 3, [0.0, 3.0])
    assert result["text"].startswith("Who mended the pier? The fishermen")


def test_of_what_answers_the_words_of_whom_the_question_names_are_best(
    shelf: Shelf, embedding: LocalEmbedding | None
) -> None:
    asked = "Did {} say that the council mended the pier with steel?"
    (found,) = shelf.retriever(TALK, embedding).retrieve(Query(text=asked, limit=1))
    assert best_turn(found, asked.format("Mara")).speaker == MARA
    assert best_turn(found, asked.format("Tobi")).speaker == TOBI
    assert best_turn(found, asked.format("anybody")).speaker == TOBI


def test_a_sentence_that_asks_is_best_only_where_nothing_else_stands(shelf: Shelf) -> None:
    asked = "Who mended the pier?"
    (found,) = shelf.retriever(TALK, hash_embedding()).retrieve(Query(text=asked, limit=1))
    nearest = max(found.sentences, key=lambda sentence: sentence.cosine or 0)
    assert nearest.turn.ordinal == 0
    assert best_turn(found, asked).ordinal in {1, 2}
    alone = shelf.folder / "alone"
    alone.mkdir()
    (only,) = (
        Shelf(folder=alone, stack=shelf.stack)
        .retriever(transcript(question(asked)), hash_embedding())
        .retrieve(Query(text=asked))
    )
    assert best_turn(only, asked).ordinal == 0


def test_the_question_is_context_and_the_words_come_first() -> None:
    (_, answer, *_) = [
        passage
        for passage, _ in cut_passages(
            transcript(
                question("Who mended the pier, " + "and who else, " * 20 + "in the end?"),
                turn("The fishermen did. " * 30, ordinal=1, answers=0),
            )
        )
    ]
    with_context = embedded_text(answer, question_context=True)
    assert with_context.startswith("Mara Venn: The fishermen did.")
    assert with_context.endswith("in the end?")
    assert "in the end?" not in embedded_text(answer, question_context=False)
    assert {part.turn.speaker for part in answer.parts} == {MARA}
