import pytest

from index.transcripts import source_text
from tests.index.transcripts.documents import DOCUMENTS
from tests.index.transcripts.formats import (
    FORMATS,
    PAGE,
    SAMPLES,
    Sample,
    find_samples,
    heard,
    read_sample,
    write_page,
)

SAMPLE = pytest.mark.parametrize(
    "sample", find_samples(), ids=lambda sample: f"{sample.path.parent.name}/{sample.path.name}"
)


@SAMPLE
def test_every_turn_is_as_a_person_hears_it(sample: Sample) -> None:
    assert [heard(turn) for turn in read_sample(sample).transcript.turns] == list(sample.turns)


@SAMPLE
def test_every_piece_is_what_stands_in_the_file(sample: Sample) -> None:
    source = source_text(sample.path.read_bytes())
    for turn in read_sample(sample).transcript.turns:
        assert turn.text == "".join(piece.text for piece in turn.pieces) == " ".join(turn.text.split())
        for piece in turn.pieces:
            here = source[piece.start : piece.end]
            escaped = here[:1] in {"\\", "&"} and len(here) > 1
            assert here == piece.text or (piece.text == " " and not here.strip()) or escaped


@pytest.mark.parametrize("place", DOCUMENTS)
def test_a_document_is_what_its_maker_writes(place: str) -> None:
    assert (SAMPLES / place).read_bytes() == DOCUMENTS[place]()


def test_every_format_has_three_samples() -> None:
    counts = {folder: len(list((SAMPLES / folder).glob("*.tsv"))) for folder in FORMATS}
    assert min(counts.values()) >= 3
    assert {path.name for path in SAMPLES.iterdir() if path.is_dir()} == FORMATS.keys()


def test_the_page_is_what_the_samples_say() -> None:
    assert PAGE.read_text("utf-8") == write_page(), "Run `python -m tests.index.transcripts.formats`."
