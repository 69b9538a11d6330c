"""Why the shelf refuses something, each with what a sentence in any language needs.

ShelfError
├── UnknownSourceError    there is no such source, or it is another's
├── TakenError            another source has that id
├── FullError             the server would keep too much
├── CrowdedError          too much waits for a decision
└── ChangedError          somebody else changed the source meanwhile
"""


class ShelfError(Exception):
    """The shelf refuses something; its text is one sentence that says what to do."""


class UnknownSourceError(ShelfError):
    """There is no such source, or whoever asks does not own it."""

    def __init__(self, identity: str) -> None:
        super().__init__(f"There is no added source “{identity}”: look for its id in the list of sources.")
        self.identity = identity


class TakenError(ShelfError):
    """Another source has that id."""

    def __init__(self, identity: str) -> None:
        super().__init__(
            f"There is another source “{identity}”: update that one, or give this one another `id` in its "
            "sidecar."
        )
        self.identity = identity


class FullError(ShelfError):
    """A server would keep more than it may; `what` is "files", "bytes" or "words"."""

    def __init__(self, what: str, *, would: int, may: int) -> None:
        shown = "sources" if what == "files" else what
        super().__init__(
            f"With it this server would keep {would:,} {shown}, and it may keep {may:,}: remove a source "
            "that is no longer needed, or ask the operator for more."
        )
        self.what = what
        self.would = would
        self.may = may


class CrowdedError(ShelfError):
    """As many files wait for a decision as may."""

    def __init__(self, most: int) -> None:
        super().__init__(f"{most} files wait here to be stored or discarded: decide on one of them first.")
        self.most = most


class ChangedError(ShelfError):
    """Somebody else changed the source since it was looked at."""

    def __init__(self, identity: str) -> None:
        super().__init__(f"Somebody changed “{identity}” meanwhile: look at it again.")
        self.identity = identity
