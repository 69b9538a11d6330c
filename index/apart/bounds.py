"""How much reading one file may take before it is given up."""

from dataclasses import dataclass

_MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """Bounds of reading one file in a process of its own.

    `size` is of the file, `answer` of what comes back, both in bytes. `memory` is of the process's address
    space and `seconds` of its processor's time where the system bounds those (Linux; macOS bounds the time
    alone, Windows neither); `seconds` bound the time on a clock everywhere.
    """

    size: int = 32 * _MEGABYTE
    seconds: float = 30.0
    memory: int = 1024 * _MEGABYTE
    answer: int = 192 * _MEGABYTE
