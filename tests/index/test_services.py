"""What an embedding by a service costs, and how texts go to it."""

from decimal import Decimal

import pytest

from index.services import Service, count_tokens, portion, shorten


@pytest.mark.parametrize(
    ("service", "length", "asked"),
    [
        (Service(model="text-embedding-3-small"), 1536, None),
        (Service(model="text-embedding-3-large"), 3072, None),
        (Service(model="text-embedding-3-large", dimensions=1024), 1024, 1024),
        (Service(model="text-embedding-3-small", dimensions=1536), 1536, None),
        (Service(model="nomic-embed-text"), None, None),
        (Service(model="nomic-embed-text", dimensions=768), 768, None),
    ],
)
def test_a_models_length_is_known_or_told_and_asked_for_where_that_can_be(
    service: Service, length: int | None, asked: int | None
) -> None:
    assert (service.length, service.asked_length) == (length, asked)


def test_the_price_is_told_in_dollars_where_one_is_set() -> None:
    service = Service(model="text-embedding-3-small", price=Decimal("0.02"))
    assert service.tell_price(40_000_000) == (
        "Embedding takes up to about 35.0 million tokens of text-embedding-3-small: about $0.70."
    )
    assert service.tell_price(4_000).endswith("4 thousand tokens of text-embedding-3-small: about $0.00007.")
    assert "set EMBEDDING_PRICE" in Service(model="text-embedding-3-small").tell_price(4_000)


def test_a_key_is_in_no_repr() -> None:
    assert "sk-1" not in repr(Service(model="m", key="sk-1"))


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [("four letters a token, as English has", 8, 12), ("ペンギンは海を飛ぶ", 9, 14), ("", 1, 1)],
)
def test_tokens_are_estimated_rather_too_high(text: str, least: int, most: int) -> None:
    assert least <= count_tokens(text) <= most


def test_texts_go_in_order_in_requests_that_the_service_takes() -> None:
    texts = [f"{number} " + "word " * 1000 for number in range(300)] + ["end"] * 600
    requests = list(portion(texts))
    assert [text for some in requests for text in some] == texts
    assert all(len(some) <= 256 for some in requests)
    assert all(sum(map(count_tokens, some)) <= 60_000 for some in requests)
    assert list(portion([])) == []


@pytest.mark.parametrize("text", ["word " * 20_000, "海" * 20_000])
def test_a_text_that_is_too_long_is_cut_and_an_empty_one_sent_as_a_dash(text: str) -> None:
    assert count_tokens(shorten(text)) <= 5_001
    assert text.startswith(shorten(text))
    assert shorten(" \n") == "-"
    assert shorten("as it is") == "as it is"
