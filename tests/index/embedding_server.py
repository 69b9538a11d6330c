"""A service of embeddings on loopback: each text the vector of its words, and faults on demand."""

import base64
import json
import threading
import time
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, cast

import numpy as np

from tests.index.fakes import HashModel

Body = dict[str, Any]
LENGTH = 384
KEY = "sk-test-only-embedding"


@dataclass(slots=True)
class Fault:
    """What is answered instead, so many times; `wait` seconds go by first."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict[str, str])
    wait: float = 0.0
    drip: float = 0.0
    cut: bool = False
    times: int = 1_000_000


@dataclass(slots=True)
class Service:
    """The service; `faults` are played first, `asked` is each request's headers and body."""

    port: int
    length: int = LENGTH
    faults: list[Fault] = field(default_factory=list[Fault])
    asked: list[tuple[dict[str, str], Body]] = field(default_factory=list[tuple[dict[str, str], Body]])
    at: list[float] = field(default_factory=list[float])
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    @property
    def texts(self) -> list[str]:
        return [text for _, body in self.asked for text in body["input"]]

    def fault(self) -> Fault | None:
        with self.lock:
            for fault in self.faults:
                if fault.times > 0:
                    fault.times -= 1
                    return fault
        return None


@contextmanager
def serving() -> Generator[Service]:
    """Serve until the block ends."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    service = Service(port=server.server_address[1])
    server.RequestHandlerClass = type("_Answering", (_Handler,), {"service": service})
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


def embeddings(texts: list[str], length: int, kind: str) -> Body:
    """Return what the service answers."""
    vectors = HashModel().embed(texts)[:, :length]
    data = [
        {"object": "embedding", "index": number, "embedding": _encode(vector, kind)}
        for number, vector in enumerate(vectors)
    ]
    usage = {"prompt_tokens": len(texts), "total_tokens": len(texts)}
    return {"object": "list", "model": "m", "data": data, "usage": usage}


def _encode(vector: "np.ndarray[Any, Any]", kind: str) -> object:
    held = vector.astype(np.float32)
    return base64.b64encode(held.tobytes()).decode() if kind == "base64" else held.tolist()


class _Handler(BaseHTTPRequestHandler):
    """Answers for the service that its subclass names."""

    service: Service
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = cast("Body", json.loads(self.rfile.read(int(self.headers["content-length"]))))
        self.service.at.append(time.monotonic())
        self.service.asked.append(({name.lower(): value for name, value in self.headers.items()}, body))
        fault = self.service.fault()
        if fault is not None:
            self._fail(fault)
            return
        answer = embeddings(body["input"], self.service.length, body.get("encoding_format", "float"))
        self._send(200, json.dumps(answer).encode())

    def _fail(self, fault: Fault) -> None:
        time.sleep(fault.wait)
        if fault.cut:
            self.close_connection = True
        elif fault.drip:
            self.send_response(200)
            self.send_header("content-length", "1000000")
            self.end_headers()
            for _ in range(100):
                self.wfile.write(b" ")
                self.wfile.flush()
                time.sleep(fault.drip)
        else:
            self._send(fault.status, fault.body, fault.headers)

    def _send(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        told = {"content-type": "application/json", "content-length": str(len(body)), **(headers or {})}
        for name, value in told.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's own name
        del format, args

    def handle(self) -> None:
        try:
            super().handle()
        except OSError:  # the client went away, as it should
            return
