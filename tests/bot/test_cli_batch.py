"""Batches: a line for each line, in order, and a sentence for each that cannot be read."""

import asyncio
import gzip
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bot.commands.ask import answer_lines
from bot.commands.requests import LONGEST_LINE
from tests.bot.commands import Ended, Whosaid
from tests.bot.fakes import FakeAnswering

ROOT = Path(__file__).parents[2]
GOOD = [
    {"id": "w", "question": "How much does the water rise in January?", "gold": ["ignored"]},
    {"id": 2, "question": "Who pays for the gate?", "speaker": "Ines Marrow", "source": "lock"},
    {"question": "And in winter?", "after": ["What does the water do?"]},
]
BAD: list[tuple[bytes, object, str]] = [
    (b"not json", None, "JSON"),
    (b'["a list"]', None, "object"),
    (b'{"id": "m"}', "m", "no"),
    (b'{"id": "e", "question": "  "}', "e", "empty"),
    (b'{"id": "n", "question": 7}', "n", "not text"),
    (b'{"id": "l", "question": "' + b"x" * 5000 + b'"}', "l", "5,000"),
    (b'{"id": "u", "question": "Was it \\ud800?"}', "u", "UTF-8"),
    (b'{"id": "a", "question": "And then?", "after": [1]}', "a", "after"),
    (b'{"id": "a", "question": "And then?", "after": "Why?"}', "a", "after"),
    (b'{"id": "s", "question": "And then?", "speaker": 1}', "s", "speaker"),
    (b'{"id": "k", "question": "What of the gate?", "speaker": "Nemo"}', "k", "Nemo"),
    (b'{"id": "o", "question": "What of the gate?", "source": "nowhere"}', "o", "nowhere"),
    (b'{"id": [1], "question": "And then?"}', None, "id"),
    (b'{"question": "caf\xe9?"}', None, "JSON"),
    (b"[" * 200_000, None, "JSON"),
    (b'{"question": "' + b"x" * LONGEST_LINE + b'"}', None, "1 MB"),
]


def lines(ended: Ended) -> list[dict[str, Any]]:
    """Return the objects that were printed."""
    return [json.loads(line) for line in ended.out.splitlines()]


def packed(values: list[dict[str, Any]]) -> bytes:
    return b"".join(json.dumps(value).encode() + b"\n" for value in values)


@pytest.mark.parametrize("command", ["ask", "search"])
def test_good_and_bad_lines_give_one_line_each_in_order(whosaid: Whosaid, folder: Path, command: str) -> None:
    good = [json.dumps(value).encode() for value in GOOD]
    mixed = [good[0], *(line for line, _, _ in BAD), good[1], b"", good[2]]
    (folder / "batch.jsonl").write_bytes(b"\n".join(mixed))
    ended = whosaid(command, "--batch", "batch.jsonl")
    printed = lines(ended)
    assert [line["id"] for line in printed] == ["w", *(identity for _, identity, _ in BAD), 2, None]
    for line, (_, identity, told) in zip(printed[1:], BAD, strict=False):
        assert set(line) == {"id", "error"}
        assert (line["id"], told in line["error"]) == (identity, True), line
    assert all("error" not in line for line in (printed[0], *printed[-2:]))
    assert ended.code == 2


def test_a_batch_without_a_bad_line_ends_well(whosaid: Whosaid, folder: Path) -> None:
    (folder / "batch.jsonl").write_bytes(b"\xef\xbb\xbf" + packed(GOOD) + b"\n\n")
    ended = whosaid("ask", "--batch", "batch.jsonl")
    assert (ended.code, len(lines(ended))) == (0, len(GOOD))


def test_a_packed_batch_is_unpacked(whosaid: Whosaid, folder: Path) -> None:
    (folder / "batch.jsonl.gz").write_bytes(gzip.compress(packed(GOOD)))
    assert [line["id"] for line in lines(whosaid("search", "--batch", "batch.jsonl.gz"))] == ["w", 2, None]


@pytest.mark.parametrize("cut", [b"nothing packed", gzip.compress(packed(GOOD), mtime=0)[:-20]])
def test_a_batch_that_cannot_be_unpacked_is_named(whosaid: Whosaid, folder: Path, cut: bytes) -> None:
    (folder / "batch.gz").write_bytes(cut)
    ended = whosaid("search", "--batch", "batch.gz")
    assert (ended.code, "batch.gz" in ended.err) == (2, True)


def test_what_a_line_names_goes_before_what_the_command_names(
    capfd: pytest.CaptureFixture[str],
) -> None:
    answering = FakeAnswering()
    assert asyncio.run(answer_lines(answering, packed(GOOD).splitlines(), "Olaf Tender", None)) == 0
    assert [asked.speaker for asked in answering.asked] == ["Olaf Tender", "Ines Marrow", "Olaf Tender"]
    assert answering.asked[2].after == ("What does the water do?",)
    assert len(capfd.readouterr().out.splitlines()) == len(GOOD)


def test_standard_input_is_answered_line_by_line(folder: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "search", "--batch", "-"],
        cwd=folder,
        env={"PYTHONPATH": str(ROOT), "EMBEDDING": "none", "PATH": ""},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    with process:
        assert process.stdin is not None
        assert process.stdout is not None
        for value in GOOD:
            process.stdin.write(packed([value]))
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["id"] == value.get("id")
        process.stdin.close()
    assert process.returncode == 0


@pytest.mark.parametrize(("output", "code", "told"), [("pipe", 1, ""), ("/dev/full", 2, "disk is full")])
def test_output_that_nobody_takes_is_no_trace(folder: Path, output: str, code: int, told: str) -> None:
    (folder / "batch.jsonl").write_bytes(packed(GOOD))
    if output != "pipe" and not Path(output).exists():
        pytest.skip("this system has no full device")
    with io.FileIO(output, "w") if output != "pipe" else broken_pipe() as taken:
        ended = subprocess.run(
            [sys.executable, "-m", "bot", "search", "--batch", "batch.jsonl"],
            cwd=folder,
            env={"PYTHONPATH": str(ROOT), "EMBEDDING": "none", "PATH": ""},
            stdout=taken,
            stderr=subprocess.PIPE,
            check=False,
        )
    told_lines = [line for line in ended.stderr.decode().splitlines() if not line.startswith("Index")]
    assert (ended.returncode, len(told_lines)) == (code, 1 if told else 0), told_lines
    assert told in "".join(told_lines)


def broken_pipe() -> io.FileIO:
    """Return the writing end of a pipe that nobody reads."""
    reading, writing = os.pipe()
    os.close(reading)
    return io.FileIO(writing, "w")
