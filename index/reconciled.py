"""What was done to bring the index to what its sources are."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciled:
    """The ids of sources that were added, updated and removed, and why others could not be read.

    A source in `failed` (its id, and a sentence) is in the index as it was before, or not at all.
    `stopped` tells that not everything was done, because it was to stop.
    """

    added: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    failed: Mapping[str, str] = field(default_factory=dict[str, str])
    stopped: bool = False

    @property
    def changed(self) -> bool:
        """Whether the index is another now."""
        return bool(self.added or self.updated or self.removed)
