"""One question in a fresh process, timed in parts; run by `asking.py`, which reads the JSON it prints.

usage: python benchmarks/first_question.py SOURCES DATA QUESTION
"""

import json
import sys
import time

BEGAN = time.perf_counter()

import asyncio  # noqa: E402 - importing is what is measured
import importlib  # noqa: E402
from pathlib import Path  # noqa: E402

from bot.answering.asking import Asked  # noqa: E402
from bot.settings import Settings  # noqa: E402
from bot.wiring import answering_from  # noqa: E402
from index.library import open_library  # noqa: E402
from index.progress import Silent  # noqa: E402


def main(sources: str, data: str, question: str) -> None:
    # What the command itself brings along: its options, and how it shows an answer.
    importlib.import_module("bot.cli")
    importlib.import_module("bot.commands.ask")
    imported = time.perf_counter()
    settings = Settings(sources=Path(sources), data_dir=Path(data))
    with open_library(settings.index, progress=Silent()) as library:
        opened = time.perf_counter()
        asyncio.run(answering_from(library).answer(Asked(text=question)))
        answered = time.perf_counter()
    times = {"import": imported - BEGAN, "open": opened - imported, "answer": answered - opened}
    sys.stdout.write(json.dumps(times))


if __name__ == "__main__":
    main(*sys.argv[1:])
