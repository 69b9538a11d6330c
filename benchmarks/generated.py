"""What the pipeline adds to a generated answer, beside the model's own time.

usage: python benchmarks/generated.py QUESTIONS [--sources FOLDER] [--data FOLDER] [--rounds N]

A server of chat completions on loopback answers at once, with the first words of the three best excerpts as
its sentences. The real client asks it; the time inside the server's handler is the model's, and all the rest
ours: reading the question, finding, building the prompt, the client and its socket, reading the reply,
verifying. Beside it, in the same round, the same question answered by quotations alone.
"""

import argparse
import asyncio
import json
import re
import statistics
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from aiohttp import web
from pydantic import SecretStr
from rich.console import Console
from rich.table import Table

from bot.answering.asking import Answering, Asked
from bot.answering.errors import QuestionError
from bot.answering.generation.spending import MemoryLedger
from bot.answering.types import Answer, Mode
from bot.generation import open_generator
from bot.settings import Settings
from bot.wiring import answering_from
from index.library import open_library
from index.progress import Silent

_FENCED = re.compile(
    r"^--- (\w+) begins ---\nspeaker: ([^,\n]+).*?\ntext: (.+?)\n--- \1 ends ---$", re.MULTILINE | re.DOTALL
)
_EXCERPTS, _WORDS = 3, 12


@dataclass(slots=True, kw_only=True)
class QuotingServer:
    """Plays a model that quotes the excerpts' first words; adds up the seconds it takes itself."""

    seconds: float = 0.0
    calls: int = 0
    _runner: web.AppRunner | None = field(default=None, repr=False)

    async def __aenter__(self) -> str:
        app = web.Application(client_max_size=8 * 1024 * 1024)
        app.router.add_post("/v1/chat/completions", self._complete)
        self._runner = web.AppRunner(app)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        host, port = self._runner.addresses[0][:2]
        return f"http://{host}:{port}/v1"

    async def __aexit__(self, *_: object) -> None:
        if self._runner is not None:
            await self._runner.cleanup()

    async def _complete(self, request: web.Request) -> web.Response:
        body = await request.read()
        began = time.perf_counter()
        prompt = json.loads(body)["messages"][-1]["content"]
        message = {"role": "assistant", "content": json.dumps({"sentences": list(_sentences(prompt))})}
        completion = {
            "id": "c",
            "object": "chat.completion",
            "created": 0,
            "model": "quoting",
            "choices": [{"index": 0, "finish_reason": "stop", "message": message}],
            "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2},
        }
        response = web.json_response(completion)
        self.calls += 1
        self.seconds += time.perf_counter() - began
        return response


def _sentences(prompt: str) -> Iterable[dict[str, object]]:
    for label, speaker, text in _FENCED.findall(prompt)[:_EXCERPTS]:
        words = " ".join(text.split()[:_WORDS])
        yield {"text": f"{speaker} says: “{words}”", "quotes": [{"label": label, "words": words}]}


async def measure(options: argparse.Namespace, questions: list[str]) -> None:
    server = QuotingServer()
    async with server as url:
        settings = Settings(
            sources=options.sources,
            data_dir=options.data,
            answers="openai:quoting",
            openai_base_url=url,
            openai_api_key=SecretStr("none"),
        )
        generator = open_generator(settings, MemoryLedger())
        assert generator is not None  # noqa: S101 - the settings ask for one
        with open_library(settings.index, progress=Silent()) as library:
            generated, extracted = answering_from(library, generator), answering_from(library)
            added, plain, shown = await _rounds(generated, extracted, server, questions, options.rounds)
        await generator.close()
    _show(added, plain, shown, server.calls)


async def _rounds(
    generated: Answering, extracted: Answering, server: QuotingServer, questions: list[str], rounds: int
) -> tuple[list[float], list[float], int]:
    """Return the seconds added where the model was asked, those of quotations alone, and drafts shown."""
    added: list[float] = []
    plain: list[float] = []
    shown = 0
    for question in [*questions, *(questions * rounds)]:
        before, calls = server.seconds, server.calls
        began = time.perf_counter()
        try:
            outcome = await generated.answer(Asked(text=question))
        except QuestionError:
            continue
        whole = time.perf_counter() - began - (server.seconds - before)
        if server.calls == calls:
            continue
        shown += isinstance(outcome, Answer) and outcome.mode is Mode.GENERATED
        began = time.perf_counter()
        await extracted.answer(Asked(text=question))
        plain.append(time.perf_counter() - began)
        added.append(whole)
    return added, plain, shown


def _show(added: list[float], plain: list[float], shown: int, calls: int) -> None:
    table = Table("", "Median", "90 %", "Most", title=f"{len(added)} answers by {calls} calls of the model")
    for column in table.columns[1:]:
        column.justify = "right"
    for name, seconds in {"beside the model": added, "quotations alone": plain}.items():
        ordered = sorted(seconds)
        cells = (statistics.median(ordered), ordered[int(len(ordered) * 0.9)], ordered[-1])
        table.add_row(name, *(f"{1000 * one:.1f} ms" for one in cells))
    console = Console()
    console.print(table)
    ratio = statistics.median(added) / statistics.median(plain)
    console.print(f"A generated answer takes {ratio:.1f} times what quotations alone take, beside the model.")
    console.print(f"{shown} of {len(added)} drafts were shown.")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("questions", type=Path)
    parser.add_argument("--sources", type=Path, default=Path("seeds"))
    parser.add_argument("--data", type=Path, default=Path("data"))
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    lines = options.questions.read_text("utf-8").splitlines()
    asyncio.run(measure(options, [json.loads(line)["question"] for line in lines if line.strip()]))


if __name__ == "__main__":
    main()
