"""What can go wrong with sources and their index.

IndexingError
├── SourceError          a source or its sidecar cannot be used; says which and what to do
│   └── SidecarError
│       └── AbsentSpeakerError   it names a speaker who has no turn
├── IndexFolderError     the index folder cannot be used as it is
│   ├── IndexInUseError          another process has it open
│   └── IndexMismatchError       it was written by another version or with other settings
├── ExportError          an index cannot be exported or imported
├── StoreError           the server that keeps the vectors cannot be used
│   └── StoreGoneError       what was kept there is not there any more
└── EmbeddingError       the embedding model cannot be used
"""

from pathlib import Path


class IndexingError(Exception):
    """Base of all errors of this package; its text is one sentence for a person."""


class SourceError(IndexingError):
    """A source cannot be used."""

    def __init__(self, path: Path, sentence: str, *, line: int | None = None) -> None:
        where = f"{path.name}, line {line}" if line else path.name
        super().__init__(f"{where}: {sentence}")
        self.path = path
        self.line = line
        self.sentence = sentence


class SidecarError(SourceError):
    """The sidecar of a source cannot be used."""


class AbsentSpeakerError(SidecarError):
    """A sidecar names a speaker who has no turn."""

    def __init__(self, path: Path, sentence: str, *, speaker: str) -> None:
        super().__init__(path, sentence)
        self.speaker = speaker


class IndexFolderError(IndexingError):
    """The index folder cannot be used."""


class IndexInUseError(IndexFolderError):
    """Another process has the index open."""


class IndexMismatchError(IndexFolderError):
    """The index was written by another version, or with other settings."""


class ExportError(IndexingError):
    """An index cannot be exported, or an export cannot be used."""


class StoreError(IndexingError):
    """The server that keeps the vectors cannot be used."""


class StoreGoneError(StoreError):
    """What was kept at the server is not there any more."""


class EmbeddingError(IndexingError):
    """The embedding model cannot be used."""
