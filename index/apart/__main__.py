"""The process that reads files: `python -m index.apart`, one request after another on its standard input."""

import sys
import traceback
from collections.abc import Callable
from functools import partial
from typing import BinaryIO

from index.apart.confining import allow, confine
from index.apart.messages import (
    LONGEST_HEAD,
    Exhausted,
    Failed,
    Refused,
    Request,
    Understood,
    decode_request,
    encode,
)
from index.errors import AbsentSpeakerError, SidecarError, SourceError
from index.transcripts import read_transcript


def main() -> None:
    """Answer requests until there are no more; the arguments bound what each may take."""
    memory, seconds = sys.argv[1:]
    confine(int(memory))
    serve(sys.stdin.buffer, sys.stdout.buffer, partial(allow, float(seconds)))


def serve(requests: BinaryIO, replies: BinaryIO, before_each: Callable[[], None]) -> None:
    """Read what each request asks for, and answer it."""
    while head := requests.readline(LONGEST_HEAD):
        request = decode_request(requests.read(int(head)))
        data = requests.read(request.size)
        before_each()
        replies.write(_answer(request, data))
        replies.flush()


def _answer(request: Request, data: bytes) -> bytes:
    try:
        return encode(Understood(reading=read_transcript(data, request.name, request.sidecar)))
    except SourceError as error:
        return encode(_refused(error))
    except MemoryError:
        return encode(Exhausted())
    except Exception as error:  # noqa: BLE001 - the outermost edge: whatever it is, the one who waits is told
        return encode(Failed(fault=_locate(error)))


def _refused(error: SourceError) -> Refused:
    return Refused(
        name=error.path.name,
        sentence=error.sentence,
        line=error.line,
        sidecar=isinstance(error, SidecarError),
        absent=error.speaker if isinstance(error, AbsentSpeakerError) else None,
    )


def _locate(error: Exception) -> str:
    """Say what went wrong where, without any word of the file."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    file = frame.filename.replace("\\", "/").rsplit("/", 1)[-1]
    return f"{type(error).__name__} in {file}, line {frame.lineno}"


if __name__ == "__main__":
    main()
