"""The endpoint on loopback: `/livez`, `/readyz` and `/metrics`, from a thread beside the event loop.

A loop that hangs cannot say so itself.
"""

import asyncio
import json
import threading
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import cast

import structlog

from bot.health.health import Health

HOST = "127.0.0.1"
_log: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(__name__)
_TEXT, _JSON = "text/plain; charset=utf-8", "application/json"
_METRICS = "text/plain; version=0.0.4; charset=utf-8"
_SLOWEST = 5.0  # seconds for a whole request
_Answer = tuple[HTTPStatus, str, bytes]


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, port: int, health: Health) -> None:
        super().__init__((HOST, port), _Handler)
        self.health = health

    def handle_error(self, request: object, client_address: object) -> None:  # noqa: ARG002 - the library's
        """Log what failed; the library would print it, with its text."""
        _log.warning("health not told", exc_info=True)


class _Handler(BaseHTTPRequestHandler):
    timeout = _SLOWEST
    server_version = "whosaid"
    sys_version = ""

    def do_GET(self) -> None:
        """Answer."""
        health = cast("_Server", self.server).health
        status, kind, body = answer(self.path.partition("?")[0], health)
        self.send_response(status)
        for name, value in (("Content-Type", kind), ("Content-Length", str(len(body)))):
            self.send_header(name, value)
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name for it
        """Log nothing: probes come every few seconds."""


def answer(path: str, health: Health) -> _Answer:
    """Return what is told at a path."""
    if path == "/livez":
        lag = {"alive": health.is_alive(), "event_loop_lag_seconds": round(health.pulse.lag(), 3)}
        return _told(lag, fine=health.is_alive())
    if path == "/readyz":
        problems = health.look().problems
        return _told({"ready": not problems, "problems": dict(problems)}, fine=not problems)
    if path == "/metrics":
        return HTTPStatus.OK, _METRICS, health.written()
    return HTTPStatus.NOT_FOUND, _TEXT, b"There are /livez, /readyz and /metrics.\n"


@asynccontextmanager
async def told_at(port: int, health: Health) -> AsyncGenerator[None]:
    """Serve until the end of the block; 0 serves nowhere, and neither does a port that is taken."""
    server = _open(port, health) if port else None
    if server is None:
        yield
        return
    thread = threading.Thread(target=server.serve_forever, args=(0.1,), name="health", daemon=True)
    thread.start()
    _log.info("health is told", address=f"http://{HOST}:{server.server_port}/readyz")
    try:
        yield
    finally:
        await asyncio.to_thread(server.shutdown)
        server.server_close()


def _open(port: int, health: Health) -> _Server | None:
    try:
        return _Server(port, health)
    except OSError as error:
        _log.warning("health is not told: set HEALTH_PORT to a free port", port=port, reason=error.strerror)
        return None


def _told(values: Mapping[str, object], *, fine: bool) -> _Answer:
    status = HTTPStatus.OK if fine else HTTPStatus.SERVICE_UNAVAILABLE
    return status, _JSON, json.dumps(values).encode()
