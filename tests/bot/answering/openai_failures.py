"""Everything that a server of chat completions was seen to do wrong, and how each ends."""

import asyncio
import gzip
import json
import socket
import struct
from collections.abc import Mapping
from typing import Any

from bot.answering.generation.generating import Unwritten
from tests.bot.answering.openai_server import (
    Play,
    Received,
    completion,
    fail,
    http,
    reply,
    say,
    say_json,
    sentence,
)

WHOLE = json.dumps({"sentences": []})
PAGE = b"<!doctype html><title>Sign in to the network</title>" * 20
_RESET = struct.pack("ii", 1, 0)
_TOO_LONG = 2_000_000


def say_content(content: object, **changes: object) -> Play:
    return say_json(completion(content, **changes))


def page(status: int, kind: str = "text/html") -> Play:
    return say(http(PAGE, status=status, kind=kind))


async def hang(_writer: asyncio.StreamWriter, _: Received) -> None:
    await asyncio.Event().wait()


async def hang_up(writer: asyncio.StreamWriter, _: Received) -> None:
    writer.close()


async def reset(writer: asyncio.StreamWriter, _: Received) -> None:
    whole = http(json.dumps(completion(WHOLE)).encode())
    writer.write(whole[: len(whole) // 2])
    await writer.drain()
    held: socket.socket = writer.get_extra_info("socket")
    held.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
    writer.transport.abort()


async def cut(writer: asyncio.StreamWriter, _: Received) -> None:
    whole = http(json.dumps(completion(WHOLE)).encode())
    writer.write(whole[:-40])
    await writer.drain()
    writer.close()


def drip(raw: bytes) -> Play:
    """Send a byte at a time, each in time, and all of them never."""

    async def play(writer: asyncio.StreamWriter, _: Received) -> None:
        for at in range(len(raw)):
            writer.write(raw[at : at + 1])
            await writer.drain()
            await asyncio.sleep(0.05)

    return play


def stream(chunk: bytes, pause: float, kind: str = "application/json") -> Play:
    """Send chunks without end."""

    async def play(writer: asyncio.StreamWriter, _: Received) -> None:
        head = f"HTTP/1.1 200 Said\r\nContent-Type: {kind}\r\nTransfer-Encoding: chunked\r\n\r\n"
        writer.write(head.encode())
        while True:
            writer.write(f"{len(chunk):x}\r\n".encode() + chunk + b"\r\n")
            await writer.drain()
            await asyncio.sleep(pause)

    return play


def _six() -> list[dict[str, Any]]:
    return [sentence("Ada Quill says so.", ("{label}", "close to 0.5 billion lamps"))] * 6


REFUSALS: Mapping[str, tuple[Play, Unwritten]] = {
    "400": (fail(400, "invalid_value"), Unwritten.BAD_REQUEST),
    "400 as the question is too long": (fail(400, "context_length_exceeded"), Unwritten.BAD_REQUEST),
    "400 by a filter": (fail(400, "content_filter"), Unwritten.FILTERED),
    "401": (fail(401, "invalid_api_key"), Unwritten.REFUSED_KEY),
    "402": (fail(402), Unwritten.QUOTA_EXHAUSTED),
    "403": (fail(403, "unsupported_country_region_territory"), Unwritten.REFUSED_KEY),
    "404": (fail(404, "model_not_found"), Unwritten.BAD_REQUEST),
    "408": (fail(408), Unwritten.TIMED_OUT),
    "409": (fail(409), Unwritten.SERVER_FAILED),
    "413": (page(413), Unwritten.BAD_REQUEST),
    "422": (fail(422), Unwritten.BAD_REQUEST),
    "429": (fail(429, "rate_limit_exceeded", headers={"retry-after-ms": "20"}), Unwritten.RATE_LIMITED),
    "429 for two minutes": (fail(429, headers={"retry-after": "120"}), Unwritten.RATE_LIMITED),
    "429 until a date": (
        fail(429, headers={"retry-after": "Fri, 31 Dec 2055 23:59:59 GMT"}),
        Unwritten.RATE_LIMITED,
    ),
    "429 for ever": (fail(429, headers={"retry-after": "inf"}), Unwritten.RATE_LIMITED),
    "429 as the quota is used up": (fail(429, "insufficient_quota"), Unwritten.QUOTA_EXHAUSTED),
    "429 as the quota is used up, told by its type": (
        fail(429, kind="insufficient_quota"),
        Unwritten.QUOTA_EXHAUSTED,
    ),
    "429 as a page": (page(429), Unwritten.RATE_LIMITED),
    "500": (fail(500), Unwritten.SERVER_FAILED),
    "500 with a number for its code": (fail(500, 500), Unwritten.SERVER_FAILED),
    "500 that is a list": (say_json(["no"], status=500), Unwritten.SERVER_FAILED),
    "500 that is no text": (say(http(b"\xff\xfe\x00", status=500)), Unwritten.SERVER_FAILED),
    "500 with nothing": (say(http(b"", status=500)), Unwritten.SERVER_FAILED),
    "500 without end": (say(http(b"x" * _TOO_LONG, status=500)), Unwritten.MALFORMED),
    "500 that drips": (drip(http(b"x" * 500, status=500)), Unwritten.TIMED_OUT),
    "500 not to be tried again": (fail(500, headers={"x-should-retry": "false"}), Unwritten.SERVER_FAILED),
    "502 as a page": (page(502), Unwritten.SERVER_FAILED),
    "503 while the model loads": (fail(503, kind="unavailable_error"), Unwritten.SERVER_FAILED),
    "504": (fail(504), Unwritten.SERVER_FAILED),
    "529": (fail(529), Unwritten.SERVER_FAILED),
}
BODIES: Mapping[str, tuple[Play, Unwritten]] = {
    "a page": (page(200), Unwritten.MALFORMED),
    "a page that says it is JSON": (page(200, "application/json"), Unwritten.MALFORMED),
    "nothing": (say(http(b"")), Unwritten.MALFORMED),
    "204": (say(b"HTTP/1.1 204 No Content\r\n\r\n"), Unwritten.MALFORMED),
    "null": (say(http(b"null")), Unwritten.MALFORMED),
    "a list": (say(http(b"[]")), Unwritten.MALFORMED),
    "a word": (say(http(b'"ok"')), Unwritten.MALFORMED),
    "an error in a success": (say_json({"error": {"message": "no", "code": 500}}), Unwritten.MALFORMED),
    "no UTF-8": (say(http(b'{"choices": "\xff\xfe"}')), Unwritten.MALFORMED),
    "UTF-16": (say(http(json.dumps(completion(WHOLE)).encode("utf-16"))), Unwritten.MALFORMED),
    "a mark before it": (
        say(http(b"\xef\xbb\xbf" + json.dumps(completion(WHOLE)).encode())),
        Unwritten.MALFORMED,
    ),
    "more behind it": (say(http(json.dumps(completion(WHOLE)).encode() + b"{}")), Unwritten.MALFORMED),
    "a key twice": (say(http(b'{"choices": [], "choices": []}')), Unwritten.MALFORMED),
    "brackets without end": (say(http(b"[" * 200_000)), Unwritten.MALFORMED),
    "too long": (say(http(b" " * _TOO_LONG)), Unwritten.MALFORMED),
    "packed": (
        say(http(gzip.compress(b" " * _TOO_LONG), headers={"Content-Encoding": "gzip"})),
        Unwritten.MALFORMED,
    ),
    "events": (
        say(http(b'data: {"choices": []}\n\ndata: [DONE]\n\n', kind="text/event-stream")),
        Unwritten.MALFORMED,
    ),
    "no choices": (say_content(WHOLE, choices=[]), Unwritten.MALFORMED),
    "choices that are none": (say_content(WHOLE, choices=None), Unwritten.MALFORMED),
    "a choice without a message": (say(http(b'{"choices": [{}]}')), Unwritten.MALFORMED),
}
REPLIES: Mapping[str, tuple[Play, Unwritten]] = {
    "no content": (say_content(None), Unwritten.MALFORMED),
    "empty content": (say_content(""), Unwritten.MALFORMED),
    "content in parts": (say_content([{"type": "text", "text": WHOLE}]), Unwritten.MALFORMED),
    "declined": (say_content(None, refusal="I cannot help with that."), Unwritten.DECLINED),
    "declined beside content": (say_content(WHOLE, refusal="I cannot."), Unwritten.DECLINED),
    "cut by its length": (say_content(WHOLE[:9], finish_reason="length"), Unwritten.CUT_OFF),
    "at its length, and whole by chance": (say_content(WHOLE, finish_reason="length"), Unwritten.CUT_OFF),
    "filtered": (say_content("", finish_reason="content_filter"), Unwritten.FILTERED),
    "ended for no known reason": (say_content(WHOLE, finish_reason="tired"), Unwritten.MALFORMED),
    "not ended": (say_content(WHOLE, finish_reason=None), Unwritten.MALFORMED),
    "a tool called": (
        say_content(None, finish_reason="tool_calls", tool_calls=[{"id": "1"}]),
        Unwritten.MALFORMED,
    ),
    "a tool called beside content": (say_content(WHOLE, tool_calls=[{"id": "1"}]), Unwritten.MALFORMED),
    "prose": (say_content("Varn has many lamps."), Unwritten.MALFORMED),
    "JSON within prose": (say_content(f"Here it is:\n```json\n{WHOLE}\n```"), Unwritten.MALFORMED),
    "JSON that is cut": (say_content('{"sentences": [{"text": "Ada Quill'), Unwritten.MALFORMED),
    "JSON with a key twice": (say_content('{"sentences": [], "sentences": []}'), Unwritten.MALFORMED),
    "JSON without end": (say_content('{"sentences": ' + "[" * 10_000), Unwritten.MALFORMED),
    "JSON with a number that is none": (say_content('{"sentences": NaN}'), Unwritten.MALFORMED),
    "JSON with an endless number": (say_content('{"sentences": ' + "9" * 9000 + "}"), Unwritten.MALFORMED),
    "half a character": (
        say_content(r'{"sentences": [{"text": "\ud83d", "quotes": []}]}'),
        Unwritten.MALFORMED,
    ),
    "a key too many": (say_content('{"sentences": [], "sure": true}'), Unwritten.MALFORMED),
    "a key too few": (say_content("{}"), Unwritten.MALFORMED),
    "words for a list": (say_content('{"sentences": "none"}'), Unwritten.MALFORMED),
    "a sentence without quotes": (say_content('{"sentences": [{"text": "So."}]}'), Unwritten.MALFORMED),
    "six sentences": (reply(*_six()), Unwritten.MALFORMED),
    "a reply beyond any bound": (
        reply(sentence("Ada Quill says so. " * 2000, ("{label}", "lamps"))),
        Unwritten.MALFORMED,
    ),
}
CONNECTIONS: Mapping[str, tuple[Play, Unwritten]] = {
    "never an answer": (hang, Unwritten.TIMED_OUT),
    "a byte at a time": (drip(http(json.dumps(completion(WHOLE)).encode())), Unwritten.TIMED_OUT),
    "a stream that goes on slowly": (
        stream(b'data: {"choices": []}\n\n', 0.1, "text/event-stream"),
        Unwritten.TIMED_OUT,
    ),
    "a stream that goes on fast": (stream(b" " * 60_000, 0), Unwritten.MALFORMED),
    "hung up": (hang_up, Unwritten.UNREACHABLE),
    "reset within the body": (reset, Unwritten.UNREACHABLE),
    "hung up within the body": (cut, Unwritten.UNREACHABLE),
    "no HTTP": (say(b"220 mail.example ESMTP\r\n\r\n"), Unwritten.UNREACHABLE),
    "a header without end": (say(b"HTTP/1.1 200 Said\r\nX: " + b"x" * 200_000), Unwritten.UNREACHABLE),
}
FAILURES = {**REFUSALS, **BODIES, **REPLIES, **CONNECTIONS}
