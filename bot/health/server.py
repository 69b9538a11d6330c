"""The endpoint: `/livez`, `/readyz` and `/metrics`, from a thread beside the event loop.

A loop that hangs cannot say so itself.
"""

import asyncio
import json
import threading
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socket import AF_INET, AF_INET6
from typing import cast

import structlog

from bot.health.health import Health

LOOPBACK = "127.0.0.1"
_log: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(__name__)
_TEXT, _JSON = "text/plain; charset=utf-8", "application/json"
_METRICS = "text/plain; version=0.0.4; charset=utf-8"
_SLOWEST = 5.0  # seconds for a whole request
_Answer = tuple[HTTPStatus, str, bytes]


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, host: str, port: int, health: Health) -> None:
        # Told before the socket is made.
        self.address_family = AF_INET6 if ":" in host else AF_INET
        super().__init__((host, port), _Handler)
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
        look = health.look()
        told = {"ready": not look.problems, "problems": dict(look.problems), **look.fleet}
        return _told(told, fine=not look.problems)
    if path == "/metrics":
        return HTTPStatus.OK, _METRICS, health.written()
    return HTTPStatus.NOT_FOUND, _TEXT, b"There are /livez, /readyz and /metrics.\n"


@asynccontextmanager
async def told_at(port: int, health: Health, *, host: str = LOOPBACK) -> AsyncGenerator[None]:
    """Serve until the end of the block; 0 serves nowhere, and neither does a port that is taken."""
    server = _open(host, port, health) if port else None
    if server is None:
        yield
        return
    thread = threading.Thread(target=server.serve_forever, args=(0.1,), name="health", daemon=True)
    thread.start()
    _log.info("health is told", address=f"http://{_in_address(host)}:{server.server_port}/readyz")
    try:
        yield
    finally:
        await asyncio.to_thread(server.shutdown)
        server.server_close()


def _open(host: str, port: int, health: Health) -> _Server | None:
    try:
        return _Server(host, port, health)
    except (OSError, UnicodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "no address"
        _log.warning(
            "health is not told: set HEALTH_PORT to a free port, HEALTH_HOST to an address of this machine",
            host=host,
            port=port,
            reason=reason,
        )
        return None


def _in_address(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _told(values: Mapping[str, object], *, fine: bool) -> _Answer:
    status = HTTPStatus.OK if fine else HTTPStatus.SERVICE_UNAVAILABLE
    return status, _JSON, json.dumps(values).encode()
