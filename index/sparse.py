"""Copying files without filling their holes: the engine's are hundreds of megabytes of almost nothing."""

import errno
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

_CHUNK = 1 << 20


def copy_sparse(source: str, target: str) -> None:
    """Copy a file; what is a hole in it stays one."""
    if not hasattr(os, "SEEK_HOLE"):
        shutil.copyfile(source, target)
        return
    with Path(source).open("rb", buffering=0) as read, Path(target).open("wb", buffering=0) as written:
        size = os.fstat(read.fileno()).st_size
        for start, end in _find_data(read.fileno(), size):
            for offset in range(start, end, _CHUNK):
                held = os.pread(read.fileno(), min(_CHUNK, end - offset), offset)
                os.pwrite(written.fileno(), held, offset)
        written.truncate(size)


def _find_data(descriptor: int, size: int) -> Iterator[tuple[int, int]]:
    end = 0
    while end < size:
        try:
            start = os.lseek(descriptor, end, os.SEEK_DATA)
        except OSError as error:
            if error.errno == errno.ENXIO:  # nothing but a hole is left
                return
            raise
        end = os.lseek(descriptor, start, os.SEEK_HOLE)
        yield start, end
