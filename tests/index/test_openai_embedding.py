"""Embedding by a service, over LlamaIndex's own class, against one on loopback."""

import json
import logging
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import pytest

from index.embedding import open_embedding
from index.errors import EmbeddingError
from index.library import open_with
from index.openai_embedding import ServiceEmbedding
from index.retriever import Query
from index.services import Service
from index.texts import TextPart
from tests.index.embedding_server import KEY, LENGTH, Fault, embeddings, serving
from tests.index.embedding_server import Service as Served
from tests.index.fakes import HashModel
from tests.index.interviews import HARBOUR, settings_for, write_sources

QUICK = (0.01, 0.02, 0.03)


@dataclass(slots=True)
class Told:
    told: list[str] = field(default_factory=list[str])

    def report(self, *, doing: str, done: int, total: int) -> None:
        del doing, done, total

    def tell(self, sentence: str) -> None:
        self.told.append(sentence)


@pytest.fixture
def served() -> Iterator[Served]:
    with serving() as service:
        yield service


@pytest.fixture
def service(served: Served) -> Service:
    return Service(model="embed-1", url=served.url, key=KEY, dimensions=LENGTH, asking=1, making=1)


@pytest.fixture
def embedding(service: Service) -> Iterator[ServiceEmbedding]:
    opened = ServiceEmbedding.open(service, pauses=QUICK)
    yield opened
    opened.close()


def test_vectors_are_the_services_in_order_and_each_text_is_sent_once(
    served: Served, embedding: ServiceEmbedding
) -> None:
    texts = [f"The tide {number % 700}" for number in range(900)]
    vectors = embedding.embed(texts)
    assert vectors.shape == (900, LENGTH)
    assert vectors == pytest.approx(HashModel().embed(texts), abs=1e-5)
    assert sorted(served.texts) == sorted(set(texts))
    assert max(len(body["input"]) for _, body in served.asked) <= 256


def test_the_model_and_the_key_are_sent(served: Served, embedding: ServiceEmbedding) -> None:
    embedding.embed_question("tide")
    [(headers, body)] = served.asked
    assert headers["authorization"] == f"Bearer {KEY}"
    assert (body["model"], body["input"], body.get("dimensions")) == ("embed-1", ["tide"], None)


def test_shorter_vectors_are_asked_for_where_the_model_can_give_them(
    served: Served, service: Service
) -> None:
    served.length = 256
    asked = replace(service, model="text-embedding-3-small", dimensions=256)
    embedding = ServiceEmbedding.open(asked, pauses=QUICK)
    assert embedding.embed_question("tide").shape == (256,)
    assert served.asked[0][1]["dimensions"] == 256
    assert embedding.fingerprint == "openai:text-embedding-3-small@256"
    embedding.close()


def test_a_part_lies_between_its_own_words_and_the_whole(embedding: ServiceEmbedding) -> None:
    whole = "Mara: The crane. The tide waits."
    part, alone, around = embedding.embed([TextPart(whole=whole, start=17, end=32), "The tide waits.", whole])
    assert np.linalg.norm(part) == pytest.approx(1)
    assert part @ alone == pytest.approx(part @ around, abs=1e-5)
    assert part @ alone > alone @ around


async def test_llamaindex_gets_the_same_vectors(embedding: ServiceEmbedding) -> None:
    plain = embedding.embed(["tide"])[0]
    assert embedding.get_text_embedding("tide") == pytest.approx(plain, abs=1e-6)
    assert embedding.get_query_embedding("tide") == pytest.approx(plain, abs=1e-6)
    assert await embedding.aget_text_embedding("tide") == pytest.approx(plain, abs=1e-6)


def error(code: str) -> bytes:
    return json.dumps({"error": {"message": "No.", "type": code, "code": code}}).encode()


LASTING: dict[str, tuple[Fault, str, int]] = {
    "quota": (
        Fault(status=429, body=error("insufficient_quota")),
        "quota of the key for embed-1 .* used up",
        1,
    ),
    "key": (Fault(status=401, body=error("invalid_api_key")), "refuses the key; set OPENAI_API_KEY", 1),
    "forbidden": (Fault(status=403, body=error("no")), "refuses the key", 1),
    "model": (Fault(status=404, body=error("model_not_found")), "There is no embed-1 at 127", 1),
    "bad request": (Fault(status=400, body=error("bad")), r"refuses to embed \(400", 1),
    "page": (Fault(body=b"<html>", headers={"content-type": "text/html"}), "no vectors as OpenAI does", 1),
    "other JSON": (Fault(body=b'{"answer": 42}'), "no vectors as OpenAI does", 1),
    "broken JSON": (Fault(body=b'{"data": ['), "no vectors as OpenAI does", 1),
    "too few": (
        Fault(body=json.dumps(embeddings(["one"], LENGTH, "float")).encode()),
        "no vectors as OpenAI does",
        1,
    ),
    "too short": (
        Fault(body=json.dumps(embeddings(["a", "b"], 8, "float")).encode()),
        "vectors of 8 numbers; set EMBEDDING_DIMENSIONS",
        1,
    ),
    "busy for a day": (Fault(status=429, headers={"retry-after": "86400"}), "too much to do", 1),
    "busy": (Fault(status=429, body=error("rate_limit_exceeded")), "too much to do", 4),
    "failing": (Fault(status=503), "failed", 4),
    "cut": (Fault(cut=True), "cannot be reached", 4),
    "silent": (Fault(wait=1.5), "did not answer in time", 4),
    "dripping": (Fault(drip=0.1), "did not answer in time", 4),
}


@pytest.mark.parametrize(("fault", "sentence", "tries"), LASTING.values(), ids=LASTING)
def test_what_lasts_ends_in_a_sentence_after_as_many_tries_as_may_help(
    served: Served, embedding: ServiceEmbedding, fault: Fault, sentence: str, tries: int
) -> None:
    served.faults.append(fault)
    with pytest.raises(EmbeddingError, match=sentence) as caught:
        embedding.embed(["the tide", "the crane"])
    assert len(served.asked) == tries
    assert KEY not in str(caught.value)


@pytest.mark.parametrize(("fault", "sentence", "tries"), LASTING.values(), ids=LASTING)
def test_a_question_is_tried_once_and_ends_soon(
    served: Served, embedding: ServiceEmbedding, fault: Fault, sentence: str, tries: int
) -> None:
    del tries
    served.faults.append(fault)
    began = time.monotonic()
    if sentence.startswith(("no vectors", "vectors of")) and fault.body[:9] != b"<html>":
        fault.body = b'{"answer": 42}'
        sentence = "no vectors as OpenAI does"
    with pytest.raises(EmbeddingError, match=sentence):
        embedding.embed_question("the tide")
    assert time.monotonic() - began < 3
    assert len(served.asked) == 1


def test_what_passes_is_waited_for_as_long_as_the_service_asks(
    served: Served, embedding: ServiceEmbedding
) -> None:
    served.faults.append(Fault(status=429, headers={"retry-after-ms": "400"}, times=1))
    served.faults.append(Fault(status=500, times=1))
    assert embedding.embed(["the tide"]).shape == (1, LENGTH)
    first, second, _ = served.at
    assert second - first >= 0.4


def test_after_a_failure_words_do_for_a_while_and_the_service_is_left_alone(
    served: Served, embedding: ServiceEmbedding, caplog: pytest.LogCaptureFixture
) -> None:
    served.faults.append(Fault(status=503, times=1))
    with caplog.at_level(logging.WARNING):
        for _ in range(5):
            with pytest.raises(EmbeddingError):
                embedding.embed_question("the tide")
    assert len(served.asked) == 1
    assert "by their words alone for now" in (embedding.notice or "")
    assert len([record for record in caplog.records if record.name == "index.openai_embedding"]) == 1


def test_it_is_asked_again_after_a_rest_and_the_notice_goes(served: Served, service: Service) -> None:
    embedding = ServiceEmbedding.open(service, rest=0.1)
    served.faults.append(Fault(status=503, times=1))
    with pytest.raises(EmbeddingError):
        embedding.embed_question("the tide")
    time.sleep(0.15)
    embedding.embed_question("the tide")
    assert embedding.notice is None
    embedding.close()


def test_an_index_is_made_with_its_price_told_and_answers_by_words_while_the_service_is_away(
    served: Served, embedding: ServiceEmbedding, tmp_path: Path
) -> None:
    write_sources(tmp_path / "sources", harbour=HARBOUR)
    progress = Told()
    with open_with(settings_for(tmp_path), embedding, None, progress=progress) as library:
        [told] = progress.told
        assert "tokens of embed-1" in told
        near = library.retriever.retrieve(Query(text="Who paid for the ropes?"))
        assert near[0].cosine is not None
        assert library.notice is None
        served.faults.append(Fault(status=503))
        worded = library.retriever.retrieve(Query(text="Who paid for the ropes?"))
        assert worded
        assert worded[0].cosine is None
        assert "by their words alone for now" in (library.notice or "")


def test_openai_itself_needs_a_key_and_an_unknown_model_a_length(tmp_path: Path) -> None:
    with pytest.raises(EmbeddingError, match="needs OPENAI_API_KEY, or OPENAI_BASE_URL"):
        open_embedding("openai:text-embedding-3-small", cache=tmp_path)
    local = Service(model="nomic", url="http://127.0.0.1:9/v1")
    with pytest.raises(EmbeddingError, match="set EMBEDDING_DIMENSIONS to their length"):
        open_embedding("openai:nomic", cache=tmp_path, service=local)
