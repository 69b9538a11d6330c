from pathlib import Path
from typing import TYPE_CHECKING, cast

from llama_index.core.node_parser import SentenceSplitter

from benchmarks.dialogues import Conversation
from benchmarks.embedding import KeptEmbedding
from benchmarks.yardstick import cut, open_yardstick
from index.vectors import KeptVectors
from tests.index.fakes import HashModel

if TYPE_CHECKING:
    from index.minilm import MiniLM

TALK = Conversation(
    id="harbour:1",
    turns=[
        {"speaker": f"Speaker {number}", "text": f"Sentence {number} is about herring. " * 9}
        for number in range(12)
    ],
    withhold=False,
)


def test_chunks_cover_all_turns_and_name_the_first_that_they_touch() -> None:
    chunks = list(cut(TALK, SentenceSplitter(chunk_size=128, chunk_overlap=20)))
    touched = [range(int(chunk["time"][0]), int(chunk["time"][1])) for chunk in chunks]
    assert len(chunks) > 3
    assert {turn for turns in touched for turn in turns} == set(range(12))
    for chunk, turns in zip(chunks, touched, strict=True):
        assert chunk["speaker"] == f"Speaker {turns[0]}"
        assert all(f"Sentence {turn} " in chunk["text"] for turn in list(turns)[1:-1])


def test_the_nearest_chunk_comes_first(tmp_path: Path) -> None:
    pier = Conversation(id="pier", turns=[{"speaker": "Mara", "text": "The pier has steel."}], withhold=False)
    with KeptVectors(tmp_path / "vectors.sqlite") as kept:
        yardstick = open_yardstick([TALK, pier], KeptEmbedding(cast("MiniLM", HashModel()), kept))
    assert yardstick.search("Who has steel for the pier?", 1)[0]["source"] == "pier"
