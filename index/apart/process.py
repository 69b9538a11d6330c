"""The other end of the process that reads: started, asked, bounded in time, ended."""

import contextlib
import os
import signal
import subprocess
import sys
from pathlib import Path
from threading import Timer
from types import TracebackType
from typing import IO, Self

from index.apart.bounds import Bounds
from index.apart.messages import (
    LONGEST_HEAD,
    Exhausted,
    Failed,
    Refused,
    Reply,
    Request,
    Understood,
    decode_reply,
    encode,
)
from index.errors import AbsentSpeakerError, SidecarError, SourceError
from index.sidecar import Sidecar
from index.transcripts import Reading

# What an interpreter needs to start; tokens and keys are none of it.
_KEPT = ("PATH", "PYTHONHOME", "LD_LIBRARY_PATH", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR", "LANG")
_MEGABYTE = 1024 * 1024
_BROKEN_OFF = (
    "Reading it broke off: it is damaged, or takes more memory than it may. "
    "Save it anew, or its words as plain text."
)


def read_apart(
    data: bytes, name: str, sidecar: Sidecar | None = None, *, bounds: Bounds | None = None
) -> Reading:
    """Read one file in a process of its own; call it in a thread where others must not wait.

    Raises:
        SourceError: If the file cannot be read, whatever it did to the process.
    """
    with ReaderProcess(bounds) as reader:
        return reader.read(data, name, sidecar)


class ReaderProcess:
    """A process that reads one file after another, for one thread; one that had to be ended starts again."""

    def __init__(self, bounds: Bounds | None = None) -> None:
        self._bounds = bounds or Bounds()
        self._child: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def pid(self) -> int | None:
        """The process's id, if it runs."""
        return self._child.pid if self._child is not None else None

    def close(self) -> int:
        """End the process, and return how it ended."""
        child, self._child = self._child, None
        if child is None:
            return 0
        child.kill()
        # What was to be written to it is lost with it.
        with contextlib.suppress(OSError), child:
            pass
        return child.wait()

    def read(self, data: bytes, name: str, sidecar: Sidecar | None = None) -> Reading:
        """Read a file.

        Raises:
            SourceError: If the file cannot be read, whatever it did to the process.
        """
        path = Path(name)
        if len(data) > self._bounds.size:
            most = self._bounds.size // _MEGABYTE
            sentence = f"It has {len(data) // _MEGABYTE:,} MB; a source may have at most {most}. Split it."
            raise SourceError(path, sentence)
        # A name may hold bytes that are no text, where the system allows that.
        sayable = path.name.encode("utf-8", "replace").decode("utf-8")
        request = encode(Request(name=sayable, size=len(data), sidecar=sidecar))
        return self._judge(self._ask(request, data, path), path)

    def _ask(self, request: bytes, data: bytes, path: Path) -> Reply:
        """Send a request and return the reply; whoever takes too long is killed, which ends both pipes."""
        child = self._started()
        late: list[bool] = []

        def end() -> None:
            late.append(True)
            child.kill()

        timer = Timer(self._bounds.seconds, end)
        timer.start()
        try:
            return decode_reply(_exchange(child, request + data, self._bounds.answer))
        except (OSError, ValueError) as error:
            code = self.close()
            raise SourceError(path, self._why(code, late=bool(late))) from error
        finally:
            timer.cancel()

    def _started(self) -> subprocess.Popen[bytes]:
        if self._child is None or self._child.poll() is not None:
            self.close()
            self._child = _start(self._bounds)
        return self._child

    def _why(self, code: int, *, late: bool) -> str:
        if late or (sys.platform != "win32" and code == -signal.SIGXCPU):
            return f"Reading it takes longer than {self._bounds.seconds:g} seconds. Split it."
        return _BROKEN_OFF

    def _judge(self, reply: Reply, path: Path) -> Reading:
        match reply:
            case Understood():
                return reply.reading
            case Refused():
                raise _error_of(reply, path.with_name(reply.name))
            case Exhausted():
                most = self._bounds.memory // _MEGABYTE
                raise SourceError(path, f"Reading it takes more than {most:,} MB of memory. Split it.")
            case Failed():
                sentence = f"It cannot be read, by a fault of whosaid ({reply.fault}). Please report it."
                raise SourceError(path, sentence)


def _error_of(reply: Refused, path: Path) -> SourceError:
    if reply.absent is not None:
        return AbsentSpeakerError(path, reply.sentence, speaker=reply.absent)
    kind = SidecarError if reply.sidecar else SourceError
    return kind(path, reply.sentence, line=reply.line)


def _start(bounds: Bounds) -> subprocess.Popen[bytes]:
    here = str(Path(__file__).parents[2])
    path = os.pathsep.join([here, *filter(None, [os.environ.get("PYTHONPATH")])])
    kept = {key: os.environ[key] for key in _KEPT if key in os.environ}
    return subprocess.Popen(  # noqa: S603 - our own module, by this interpreter
        [sys.executable, "-P", "-m", "index.apart", str(bounds.memory), str(bounds.seconds)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**kept, "PYTHONPATH": path},
    )


def _exchange(child: subprocess.Popen[bytes], request: bytes, most: int) -> bytes:
    if child.stdin is None or child.stdout is None:
        raise ValueError("It has no pipes.")
    child.stdin.write(request)
    child.stdin.flush()
    return _receive(child.stdout, most)


def _receive(replies: IO[bytes], most: int) -> bytes:
    length = int(replies.readline(LONGEST_HEAD))
    if not 0 <= length <= most:
        raise ValueError("The reply is too long.")
    body = replies.read(length)
    if len(body) < length:
        raise ValueError("The reply broke off.")
    return body
