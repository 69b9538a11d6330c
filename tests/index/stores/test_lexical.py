import pytest

from index.errors import IndexMismatchError
from index.stores import StoreShape
from index.stores.lexical import average_words, open_encoder

SHAPE = StoreShape(dense=None, average_words=3.0)


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ([], 1.0),
        ([""], 1.0),
        (["The cameras of the harbour"], 2.0),
        (["Ropes ropes ropes", "Nets"], 2.0),
        (["tide " * 300], 300.0),
    ],
)
def test_the_average_counts_each_word_but_stop_words(texts: list[str], expected: float) -> None:
    assert average_words(texts) == pytest.approx(expected)


def test_a_longer_text_weighs_a_word_less() -> None:
    encoder = open_encoder(SHAPE)
    [short] = encoder.embed_document("Ropes").values
    longer = encoder.embed_document("Ropes, nets, cranes, hooks").values
    assert max(longer) < short


def test_words_match_whatever_their_case_accents_and_endings() -> None:
    encoder = open_encoder(SHAPE)
    assert encoder.embed_query("CAFÉS").indices == encoder.embed_document("cafe").indices


@pytest.mark.parametrize(
    "wrong",
    [StoreShape(dense=None, average_words=0), StoreShape(dense=None, average_words=1, language="klingon")],
)
def test_a_shape_that_cannot_be_encoded_is_refused(wrong: StoreShape) -> None:
    with pytest.raises(IndexMismatchError, match="cannot be searched by words"):
        open_encoder(wrong)
