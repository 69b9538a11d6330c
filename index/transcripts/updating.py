"""Reading a new version of a file with what was said of the one before."""

from collections.abc import Callable

from index.errors import AbsentSpeakerError
from index.sidecar import Sidecar
from index.transcripts import Reading, read_transcript

Read = Callable[[bytes, str, Sidecar], Reading]
"""Reads a file: here, or in a process of its own."""


def read_update(
    data: bytes, name: str, sidecar: Sidecar, read: Read = read_transcript
) -> tuple[Reading, Sidecar]:
    """Read a file with the sidecar of an older version, without the speakers who are not in it any more.

    Raises:
        SourceError: If it cannot be read; SidecarError if the sidecar does not fit otherwise.
    """
    while True:
        try:
            return read(data, name, sidecar), sidecar
        except AbsentSpeakerError as error:
            left = tuple(person for person in sidecar.speakers if person.name != error.speaker)
            sidecar = sidecar.model_copy(update={"speakers": left})
