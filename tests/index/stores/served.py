"""A Qdrant server on loopback: the emulation behind a server's own requests, and faults on demand."""

import json
import threading
import time
import warnings
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, cast

from pydantic import TypeAdapter
from qdrant_client import QdrantClient, models

Body = dict[str, Any]
KEY = "a-key-of-the-store"


@dataclass(slots=True)
class Fault:
    """What is answered instead, so many times, where a path holds `path` and ends with `end`."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict[str, str])
    wait: float = 0.0
    drip: float = 0.0
    cut: bool = False
    times: int = 1_000_000
    path: str = ""
    end: str = ""


@dataclass(slots=True)
class Served:
    """The server; `faults` are played first, `asked` is every request that came."""

    port: int
    client: QdrantClient
    version: str = "1.20.0"
    key: str | None = None
    faults: list[Fault] = field(default_factory=list[Fault])
    asked: list[tuple[str, str, Body]] = field(default_factory=list[tuple[str, str, Body]])
    lock: threading.RLock = field(default_factory=threading.RLock)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def fault(self, path: str) -> Fault | None:
        with self.lock:
            for fault in self.faults:
                if fault.times > 0 and fault.path in path and path.endswith(fault.end):
                    fault.times -= 1
                    return fault
        return None

    def bodies(self, end: str) -> list[Body]:
        return [body for _, path, body in self.asked if path.endswith(end)]


@contextmanager
def serving() -> Generator[Served]:
    """Serve until the block ends."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    served = Served(port=server.server_address[1], client=QdrantClient(":memory:"))
    server.RequestHandlerClass = type("_Answering", (_Handler,), {"served": served})
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield served
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)
        served.client.close()


class _Handler(BaseHTTPRequestHandler):
    """Answers for the server that its subclass names."""

    served: Served
    protocol_version = "HTTP/1.1"

    def _answer(self) -> None:
        served = self.served
        length = int(self.headers.get("content-length") or 0)
        body = cast("Body", json.loads(self.rfile.read(length) or b"{}"))
        path = self.path.partition("?")[0].rstrip("/") or "/"
        served.asked.append((self.command, path, body))
        fault = served.fault(path)
        if fault is not None:
            self._fail(fault)
        elif served.key is not None and path != "/" and self.headers.get("api-key") != served.key:
            self._send(401, b"Must provide an API key or an Authorization bearer token")
        else:
            with served.lock, warnings.catch_warnings():
                warnings.simplefilter("ignore")
                self._send(*_respond(served, self.command, path, body))

    def _fail(self, fault: Fault) -> None:
        time.sleep(fault.wait)
        if fault.cut:
            self.close_connection = True
            return
        if fault.drip:
            self.send_response(200)
            self.send_header("content-length", "1000000")
            self.end_headers()
            for _ in range(100):
                self.wfile.write(b" ")
                self.wfile.flush()
                time.sleep(fault.drip)
            return
        self._send(fault.status, fault.body, fault.headers)

    def _send(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in {"content-length": str(len(body)), **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_PUT = do_POST = do_DELETE = _answer  # noqa: N815 - the library's own names

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's own name
        del format, args

    def handle(self) -> None:
        try:
            super().handle()
        except OSError:  # the client went away, as it should
            return


def _respond(served: Served, method: str, path: str, body: Body) -> tuple[int, bytes]:
    if path == "/":
        told = {"title": "qdrant - vector search engine", "version": served.version}
        return 200, json.dumps(told).encode()
    parts = path.strip("/").split("/")
    name = parts[1] if len(parts) > 1 else ""
    route = "/".join(parts[2:])
    exists = served.client.collection_exists(name) if name else True
    if not exists and (method, route) not in {("PUT", ""), ("GET", "exists")}:
        return 404, json.dumps(
            {"status": {"error": f"Not found: Collection `{name}` doesn't exist!"}}
        ).encode()
    if exists and name and (method, route) == ("PUT", ""):
        said = f"Wrong input: Collection `{name}` already exists!"
        return 409, json.dumps({"status": {"error": said}}).encode()
    found = _ROUTES[method, route if name else "list"](served.client, name, body)
    answer = {"result": found, "status": "ok", "time": 0.001}
    return 200, TypeAdapter(Any).dump_json(answer, exclude_none=True)


def _made(client: QdrantClient, name: str, body: Body) -> object:
    read = TypeAdapter(models.CreateCollection).validate_python(body)
    return client.create_collection(
        name,
        vectors_config=read.vectors,
        sparse_vectors_config=read.sparse_vectors,
        metadata=read.metadata,
    )


def _filter(body: Body) -> models.Filter | None:
    held = body.get("filter")
    return None if held is None else models.Filter.model_validate(held)


def _upsert(client: QdrantClient, name: str, body: Body) -> object:
    return client.upsert(name, TypeAdapter(list[models.PointStruct]).validate_python(body["points"]))


def _delete(client: QdrantClient, name: str, body: Body) -> object:
    return client.delete(name, models.FilterSelector(filter=_filter(body) or models.Filter()))


def _scroll(client: QdrantClient, name: str, body: Body) -> object:
    points, offset = client.scroll(
        name,
        scroll_filter=_filter(body),
        limit=body["limit"],
        offset=body.get("offset"),
        with_payload=True,
        with_vectors=body.get("with_vector", False),
    )
    return {"points": points, "next_page_offset": offset}


def _retrieve(client: QdrantClient, name: str, body: Body) -> object:
    return client.retrieve(name, body["ids"], with_payload=False, with_vectors=body.get("with_vector", False))


def _batch(client: QdrantClient, name: str, body: Body) -> object:
    requests = TypeAdapter(list[models.QueryRequest]).validate_python(body["searches"])
    return client.query_batch_points(name, [one.model_copy(update={"params": None}) for one in requests])


def _collection(client: QdrantClient, name: str, _: Body) -> object:
    return client.get_collection(name)


_ROUTES: dict[tuple[str, str], Callable[[QdrantClient, str, Body], object]] = {
    ("GET", "list"): lambda client, _name, _body: client.get_collections(),
    ("GET", "exists"): lambda client, name, _body: {"exists": client.collection_exists(name)},
    ("GET", ""): _collection,
    ("PUT", ""): _made,
    ("DELETE", ""): lambda client, name, _body: client.delete_collection(name),
    ("PUT", "index"): lambda _client, _name, _body: {"operation_id": 1, "status": "completed"},
    ("PUT", "points"): _upsert,
    ("POST", "points"): _retrieve,
    ("POST", "points/delete"): _delete,
    ("POST", "points/scroll"): _scroll,
    ("POST", "points/count"): lambda client, name, body: client.count(name, count_filter=_filter(body)),
    ("POST", "points/query/batch"): _batch,
}
