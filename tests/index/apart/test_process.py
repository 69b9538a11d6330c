"""The process that reads files cannot stall, starve or take down the one that asks it."""

import io
import os
import signal
import sys
import time
from pathlib import Path

import pytest

from index.apart import Bounds, ReaderProcess, read_apart
from index.apart.__main__ import serve
from index.apart.messages import Failed, Refused, Request, Understood, decode_reply, encode
from index.errors import SidecarError, SourceError
from index.sidecar import DeclaredSpeaker, Sidecar
from index.transcripts import read_transcript
from tests.index.transcripts.formats import find_samples

TALK = b"Ana Ruiz: Is it late?\n\nBen Osei: It is.\n\nAna Ruiz: Then go.\n"
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows bounds no memory")


def talk(megabytes: int) -> bytes:
    return TALK * (megabytes * 1_000_000 // len(TALK))


def refusal(reader: ReaderProcess, data: bytes, name: str = "talk.txt") -> str:
    with pytest.raises(SourceError) as caught:
        reader.read(data, name)
    return str(caught.value)


def test_every_sample_is_read_apart_as_it_is_in_place() -> None:
    with ReaderProcess() as reader:
        for sample in find_samples():
            data = sample.path.read_bytes()
            apart = reader.read(data, sample.path.name)
            here = read_transcript(data, sample.path.name)
            assert apart == here
            assert [turn.breaks for turn in apart.transcript.turns] == [
                turn.breaks for turn in here.transcript.turns
            ]


def test_what_is_known_beside_the_file_goes_along() -> None:
    sidecar = Sidecar(title="Late", servers=frozenset({7}), speakers=(DeclaredSpeaker(name="Ana Ruiz"),))
    reading = read_apart(TALK, "talk.txt", sidecar)
    assert (reading.transcript.title, reading.transcript.servers) == ("Late", frozenset({7}))


def test_a_refusal_is_the_readers_own_with_its_place() -> None:
    with pytest.raises(SourceError, match=r"^talk\.txt, line 2: It is not UTF-8") as caught:
        read_apart(b"Ana: hello\n\xff\xfe", "talk.txt")
    assert caught.value.line == 2
    with pytest.raises(SidecarError, match="Cleo"):
        read_apart(TALK, "talk.txt", Sidecar(speakers=(DeclaredSpeaker(name="Cleo"),)))


def test_a_file_that_takes_too_long_is_given_up_in_time() -> None:
    begun = time.monotonic()
    with ReaderProcess(Bounds(seconds=1.5)) as reader:
        segment = b'{"speaker": "Ana", "startTime": 1, "endTime": 2, "body": "Yes."},'
        podcast = b'{"segments": [' + segment * 300_000 + segment[:-1] + b"]}"
        assert "longer than 1.5 seconds" in refusal(reader, podcast, "talk.json")
    assert time.monotonic() - begun < 5


@POSIX
def test_a_file_that_takes_too_much_memory_is_refused_and_the_next_is_read() -> None:
    with ReaderProcess(Bounds(memory=160 * 1024 * 1024)) as reader:
        said = refusal(reader, talk(8))
        assert "more than 160 MB of memory" in said or "broke off" in said
        assert len(reader.read(TALK, "talk.txt").transcript.turns) == 3


def test_a_file_that_is_too_large_never_reaches_the_process() -> None:
    with ReaderProcess(Bounds(size=1024 * 1024)) as reader:
        assert "It has 3 MB; a source may have at most 1." in refusal(reader, bytes(3 * 1024 * 1024))
        assert reader.pid is None


def test_a_reply_that_is_too_long_is_not_taken() -> None:
    with ReaderProcess(Bounds(answer=100)) as reader:
        assert "broke off" in refusal(reader, TALK)


@POSIX
def test_a_process_that_died_meanwhile_is_started_again() -> None:
    with ReaderProcess() as reader:
        reader.read(TALK, "talk.txt")
        assert reader.pid is not None
        os.kill(reader.pid, signal.SIGKILL)
        time.sleep(0.1)
        assert len(reader.read(TALK, "talk.txt").transcript.turns) == 3


@POSIX
def test_the_process_is_gone_when_nobody_asks_any_more() -> None:
    with ReaderProcess() as reader:
        reader.read(TALK, "talk.txt")
        pid = reader.pid
        assert pid is not None
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="only Linux shows an environment")
def test_the_process_knows_none_of_our_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "a-secret")
    with ReaderProcess() as reader:
        reader.read(TALK, "talk.txt")
        environment = Path(f"/proc/{reader.pid}/environ").read_bytes()
    assert b"PATH=" in environment
    assert b"a-secret" not in environment


def test_a_name_that_is_no_text_is_written_as_far_as_it_goes() -> None:
    assert read_apart(TALK, "t\udcfflk.txt").transcript.title == "t?lk"


def ask(*requests: tuple[Request, bytes]) -> io.BytesIO:
    replies = io.BytesIO()
    asked = io.BytesIO(b"".join(encode(request) + data for request, data in requests))
    serve(asked, replies, lambda: None)
    replies.seek(0)
    return replies


def test_requests_are_answered_one_after_the_other() -> None:
    replies = ask(
        (Request(name="a.txt", size=len(TALK)), TALK),
        (Request(name="b.txt", size=3), b"\0\0\0"),
        (Request(name="c.txt", size=len(TALK)), TALK),
    )
    kinds = [type(decode_reply(replies.read(int(replies.readline())))) for _ in range(3)]
    assert kinds == [Understood, Refused, Understood]


def test_a_fault_of_ours_is_told_with_its_place_and_no_word_of_the_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def break_down(*_: object) -> None:
        raise KeyError("Ana Ruiz")

    monkeypatch.setattr("index.apart.__main__.read_transcript", break_down)
    reply = decode_reply(ask((Request(name="a.txt", size=len(TALK)), TALK)).read().partition(b"\n")[2])
    assert isinstance(reply, Failed)
    assert reply.fault.startswith("KeyError in test_process.py, line ")
