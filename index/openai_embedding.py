"""An embedding by OpenAI, or a server that speaks like it: LlamaIndex's own class makes the requests.

Its retries are turned off: they would try again where the quota is used up, and keep a question waiting for a
minute.
"""

import logging
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Self

import httpx
import numpy as np
from llama_index.core.bridge.pydantic import PrivateAttr
from llama_index.embeddings.openai import OpenAIEmbedding

from index.bounded_http import bound_body
from index.errors import EmbeddingError
from index.openai_failures import LengthError, Raised, asked_pause, explain, may_pass
from index.records import Vectors
from index.services import Service, portion, shorten
from index.text_embedding import TextEmbedding
from index.texts import Text, TextPart

_log = logging.getLogger(__name__)

PAUSES = (1.0, 2.0, 4.0, 8.0, 16.0, 30.0, 60.0, 120.0)
"""Seconds before a request for an index is made again; in all about four minutes."""

REST = 30.0
"""Seconds for which words alone find passages after the service failed, before it is asked again."""

_AT_ONCE = 4  # requests
_LONGEST = 300.0  # seconds that a service may ask us to wait
_MOST_BYTES = 64 * 1024 * 1024
_CONNECTING = 5.0  # seconds
_NO_KEY = "none"  # the client insists on one; a server that asks for none ignores it


class ServiceEmbedding(TextEmbedding):
    """A model of a service. Safe to share between threads; `notice` says when it is not to be had."""

    _service: Service = PrivateAttr()
    _length: int = PrivateAttr()
    _pauses: tuple[float, ...] = PrivateAttr()
    _rest: float = PrivateAttr()
    _http: list[httpx.Client] = PrivateAttr()
    _making: OpenAIEmbedding = PrivateAttr()
    _asking: OpenAIEmbedding = PrivateAttr()
    _free_at: float = PrivateAttr(default=0.0)
    _away_until: float = PrivateAttr(default=0.0)
    _trouble: str | None = PrivateAttr(default=None)
    _lock: threading.Lock = PrivateAttr(default_factory=threading.Lock)

    def __init__(self, service: Service, length: int, pauses: tuple[float, ...], rest: float) -> None:
        super().__init__(model_name=service.model, embed_batch_size=512)
        self._service, self._length = service, length
        self._pauses, self._rest = pauses, rest
        self._http = [_open_http(seconds) for seconds in (service.making, service.asking)]
        self._making = _requests(service, service.making, self._http[0])
        self._asking = _requests(service, service.asking, self._http[1])

    @classmethod
    def open(cls, service: Service, *, pauses: tuple[float, ...] = PAUSES, rest: float = REST) -> Self:
        """Return the embedding of a service; nothing is asked of it yet.

        Raises:
            EmbeddingError: If it is not known how long its vectors are.
        """
        if service.length is None:
            raise EmbeddingError(
                f"How long the vectors of {service.model} are is not known here; set EMBEDDING_DIMENSIONS to "
                "their length."
            )
        return cls(service, service.length, pauses, rest)

    @classmethod
    def class_name(cls) -> str:
        """Return the name LlamaIndex knows this by."""
        return "ServiceEmbedding"

    @property
    def dimension(self) -> int:
        """How long a vector is."""
        return self._length

    @property
    def fingerprint(self) -> str:
        """What vectors depend on: an index made with another one cannot be searched with this."""
        return f"openai:{self._service.model}@{self._length}"

    @property
    def notice(self) -> str | None:
        """A sentence as long as the service is away, and passages are found by their words alone."""
        return self._trouble

    def tell_price(self, letters: int) -> str:
        """Return a sentence with what embedding sources of so many bytes takes, before it is begun."""
        return self._service.tell_price(letters)

    def knows(self, word: str) -> bool:
        """Tell whether a folded word is a common English one: nobody can tell that here."""
        del word
        return False

    def embed(self, texts: Sequence[Text]) -> Vectors:
        """Return one unit vector a text, in order (float32, texts by `dimension`).

        A part of a text gets the middle between its own vector and that of the whole that it stands in.

        Raises:
            EmbeddingError: If the service refuses, or does not answer though asked again and again.
        """
        wanted = list(dict.fromkeys(part for text in texts for part in _parts(text)))
        found = self._ask_all(list(portion([shorten(text) for text in wanted])))
        known = dict(zip(wanted, found, strict=True))
        vectors = [_unit(np.sum([known[part] for part in _parts(text)], axis=0)) for text in texts]
        return np.array(vectors, dtype=np.float32).reshape(len(texts), self._length)

    def embed_question(self, text: str) -> Vectors:
        """Return the unit vector of a question, soon or not at all.

        Raises:
            EmbeddingError: If the service is away: it is asked again only after a while.
        """
        if self._trouble is not None and time.monotonic() < self._away_until:
            raise EmbeddingError(self._trouble)
        try:
            [vector] = self._try(self._asking, [shorten(text)])
        except Raised as error:
            sentence = explain(error, self._service)
            self._away_until = time.monotonic() + self._rest
            self._trouble = f"Passages are found by their words alone for now: {sentence}"
            _log.warning("embedding is away: %s", sentence)
            raise EmbeddingError(sentence) from error
        self._trouble = None
        return _unit(np.array(vector, dtype=np.float32))

    def close(self) -> None:
        """Close the connections."""
        for client in self._http:
            client.close()

    def _ask_all(self, requests: list[list[str]]) -> list[Vectors]:
        over = threading.Event()
        with ThreadPoolExecutor(max_workers=_AT_ONCE) as pool:
            asked = [pool.submit(self._ask, texts, over) for texts in requests]
            try:
                return [vector for one in asked for vector in one.result()]
            finally:
                over.set()  # after a failure nobody goes on asking

    def _ask(self, texts: list[str], over: threading.Event) -> list[Vectors]:
        for pause in (*self._pauses, None):
            if over.wait(max(0.0, self._free_at - time.monotonic())):
                return []
            try:
                return [np.array(vector, dtype=np.float32) for vector in self._try(self._making, texts)]
            except Raised as error:
                longer = max(pause or 0.0, asked_pause(error))
                if pause is None or longer > _LONGEST or not may_pass(error):
                    raise EmbeddingError(explain(error, self._service)) from error
                with self._lock:
                    # Whoever else is about to ask waits as well: the limit is of all.
                    self._free_at = max(self._free_at, time.monotonic() + longer)
        raise AssertionError  # the last round returns or raises

    def _try(self, requests: OpenAIEmbedding, texts: list[str]) -> list[list[float]]:
        found = requests.get_text_embedding_batch(texts)
        lengths = {len(vector) for vector in found}
        if lengths != {self._length}:
            raise LengthError(sorted(lengths))
        if len(found) != len(texts) or not np.isfinite(np.array(found)).all():
            raise ValueError("these are not the vectors asked for")
        return found


def _parts(text: Text) -> tuple[str, ...]:
    if isinstance(text, TextPart):
        return text.whole, text.whole[text.start : text.end]
    return (text,)


def _unit(vector: Vectors) -> Vectors:
    return (vector / max(float(np.linalg.norm(vector)), 1e-9)).astype(np.float32)


def _requests(service: Service, seconds: float, client: httpx.Client) -> OpenAIEmbedding:
    return OpenAIEmbedding(
        model="text-embedding-ada-002",  # it knows a few names alone; the next line's is what is sent
        model_name=service.model,
        dimensions=service.asked_length,
        api_key=service.key or _NO_KEY,
        api_base=service.url,
        embed_batch_size=2048,  # what it is given goes by one request
        max_retries=0,
        timeout=seconds,
        http_client=client,
    )


def _open_http(seconds: float) -> httpx.Client:
    timeout = httpx.Timeout(seconds, connect=min(_CONNECTING, seconds))
    return httpx.Client(timeout=timeout, event_hooks={"response": [bound_body(seconds, _MOST_BYTES)]})
