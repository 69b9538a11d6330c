"""A model on loopback that answers after so many seconds with words of the excerpts, in a process of its own.

usage: python -m benchmarks.slow_model [--seconds 0.5]

It prints its address, and ends with its standard input. `GET /calls` tells how often each question was asked
of it: a question is known by its last number.
"""

import argparse
import asyncio
import json
import re
import sys
from collections import Counter

from aiohttp import web

_FENCED = re.compile(
    r"^--- (\w+) begins ---\nspeaker: ([^,\n]+).*?\ntext: (.+?)\n--- \1 ends ---$", re.MULTILINE | re.DOTALL
)
_NUMBER = re.compile(r"\(reader (\d+)\)")
_EXCERPTS, _WORDS = 3, 12


def sentences_of(prompt: str) -> list[dict[str, object]]:
    """Return sentences that quote how the first excerpts of a prompt begin."""
    sentences: list[dict[str, object]] = []
    for label, speaker, text in _FENCED.findall(prompt)[:_EXCERPTS]:
        words = " ".join(text.split()[:_WORDS])
        sentences.append({"text": f"{speaker} says: “{words}”", "quotes": [{"label": label, "words": words}]})
    return sentences


class SlowModel:
    """Plays a model that takes its time, for any number of callers at once."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._calls = Counter[str]()

    async def complete(self, request: web.Request) -> web.Response:
        """Answer one chat completion."""
        messages = json.loads(await request.read())["messages"]
        numbers = _NUMBER.findall(messages[-1]["content"]) or _NUMBER.findall(json.dumps(messages))
        self._calls[numbers[-1] if numbers else ""] += 1
        await asyncio.sleep(self._seconds)
        prompt = next(one["content"] for one in reversed(messages) if one["role"] == "user")
        message = {"role": "assistant", "content": json.dumps({"sentences": sentences_of(prompt)})}
        choices = [{"index": 0, "finish_reason": "stop", "message": message}]
        usage = {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}
        held = {"id": "c", "object": "chat.completion", "created": 0, "model": "slow"}
        return web.json_response({**held, "choices": choices, "usage": usage})

    async def calls(self, _: web.Request) -> web.Response:
        """Tell how often each question was asked of it."""
        return web.json_response(self._calls)


async def serve(seconds: float) -> None:
    """Serve on a free port of loopback until standard input ends."""
    model = SlowModel(seconds)
    app = web.Application(client_max_size=8 * 1024 * 1024)
    app.router.add_post("/v1/chat/completions", model.complete)
    app.router.add_get("/calls", model.calls)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0, backlog=2048).start()
    host, port = runner.addresses[0][:2]
    print(f"http://{host}:{port}", flush=True)
    await asyncio.to_thread(sys.stdin.read)
    await runner.cleanup()


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seconds", type=float, default=0.5)
    asyncio.run(serve(parser.parse_args().seconds))


if __name__ == "__main__":
    main()
