"""A server of chat completions on loopback that does as it is told: raw bytes, slowly, or cut off."""

import asyncio
import json
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

MODEL = "parrot-1"
KEY = "sk-test-only-0123456789abcdef"

JSONObject = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """A request as it came."""

    line: str
    headers: dict[str, str]
    body: JSONObject

    @property
    def messages(self) -> list[JSONObject]:
        return self.body["messages"]

    @property
    def text(self) -> str:
        return "\n".join(message["content"] for message in self.messages)


Play = Callable[[asyncio.StreamWriter, Received], Awaitable[None]]
"""Answers one request, in whichever way."""


@dataclass(kw_only=True)
class OpenAIServer:
    """Plays one answer after another; the last one again and again."""

    plays: list[Play]
    port: int = 0
    received: list[Received] = field(default_factory=list[Received])
    arrived: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    async def handle(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError, asyncio.IncompleteReadError):
            while True:
                request = await read_request(reader)
                number = min(len(self.received), len(self.plays) - 1)
                self.received.append(request)
                self.arrived.set()
                await self.plays[number](writer, request)
                if writer.is_closing():
                    break
        writer.close()


@asynccontextmanager
async def serving(*plays: Play) -> AsyncGenerator[OpenAIServer]:
    """Give a server that plays these answers."""
    held = OpenAIServer(plays=list(plays))
    tasks: set[asyncio.Task[None]] = set()

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        tasks.add(task)
        # Who plays for ever is called off at the end, which is no failure.
        with suppress(asyncio.CancelledError):
            await held.handle(reader, writer)
        tasks.discard(task)
        writer.close()

    server = await asyncio.start_server(connected, "127.0.0.1", 0)
    held.port = server.sockets[0].getsockname()[1]
    try:
        yield held
    finally:
        server.close()
        for task in tuple(tasks):
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def read_request(reader: asyncio.StreamReader) -> Received:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    line, *rest = head.strip().split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (one.partition(":") for one in rest)}
    body = await reader.readexactly(int(headers.get("content-length", 0)))
    return Received(line=line, headers=headers, body=json.loads(body or b"{}"))


def http(
    body: bytes, *, status: int = 200, kind: str = "application/json", headers: dict[str, str] | None = None
) -> bytes:
    """Return a whole response as it goes over the wire."""
    lines = [f"HTTP/1.1 {status} Said", f"Content-Type: {kind}", f"Content-Length: {len(body)}"]
    lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body


def completion(content: object, **changes: object) -> JSONObject:
    """Return a chat completion with this content; `changes` go to its choice, or by name to itself."""
    message = {"role": "assistant", "content": content, "refusal": None}
    whole: JSONObject = {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1,
        "model": MODEL,
        "choices": [{"index": 0, "message": message, "finish_reason": "stop", "logprobs": None}],
        "usage": {"prompt_tokens": 1000, "completion_tokens": 100, "total_tokens": 1100},
    }
    for name, value in changes.items():
        place = whole if name in {"usage", "choices"} else whole["choices"][0]
        place = message if name in {"refusal", "tool_calls"} else place
        place[name] = value
    return whole


def say(raw: bytes) -> Play:
    """Answer with these bytes and keep the connection."""

    async def play(writer: asyncio.StreamWriter, _: Received) -> None:
        writer.write(raw)
        await writer.drain()

    return play


def say_json(value: object, *, status: int = 200, headers: dict[str, str] | None = None) -> Play:
    return say(http(json.dumps(value).encode(), status=status, headers=headers))


def fail(status: int, code: object = None, *, kind: str = "x", headers: dict[str, str] | None = None) -> Play:
    """Answer with an error as OpenAI words it."""
    error = {"message": "No.", "type": kind, "param": None, "code": code}
    return say_json({"error": error}, status=status, headers=headers)


def reply(*sentences: JSONObject, **changes: object) -> Play:
    """Answer with a reply as it was asked for; `{label}` in a label stands for the first that was given."""

    async def play(writer: asyncio.StreamWriter, request: Received) -> None:
        first = next(iter(labels_of(request)), "")
        text = json.dumps({"sentences": sentences}).replace("{label}", first)
        writer.write(http(json.dumps(completion(text, **changes)).encode()))
        await writer.drain()

    return play


def sentence(text: str, *quotes: tuple[str, str]) -> JSONObject:
    return {"text": text, "quotes": [{"label": label, "words": words} for label, words in quotes]}


def labels_of(request: Received) -> list[str]:
    """Return the labels of the excerpts, as a model reads them."""
    lines = request.messages[-1]["content"].splitlines()
    return [
        before.split()[1]
        for before, line in pairwise(lines)
        if line.startswith("speaker: ") and before.endswith(" begins ---")
    ]
