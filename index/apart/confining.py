"""Confining this process, as far as the system does such things: Windows does none of them."""

import sys
from math import ceil

# Standard streams, and what Python opens for a moment to load a module.
_MOST_FILES = 32

if sys.platform == "win32":

    def confine(memory: int) -> None:
        """Do nothing: whoever started this process bounds its time alone."""

    def allow(seconds: float) -> None:
        """Do nothing, likewise."""

else:
    import resource

    def confine(memory: int) -> None:
        """Bound the memory of this process; let it write no file, open few and leave no dump of itself."""
        _limit(resource.RLIMIT_CORE, 0)
        _limit(resource.RLIMIT_FSIZE, 0)
        _limit(resource.RLIMIT_NOFILE, _MOST_FILES)
        _limit(resource.RLIMIT_AS, memory)

    def allow(seconds: float) -> None:
        """Bound the processor's time of what comes next, on top of what was used up."""
        usage = resource.getrusage(resource.RUSAGE_SELF)
        until = ceil(usage.ru_utime + usage.ru_stime + seconds)
        _, most = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (_least(until, most), most))

    def _limit(what: int, most: int) -> None:
        """Lower a limit for good; one that is lower already stays."""
        _, known = resource.getrlimit(what)
        lowest = _least(most, known)
        resource.setrlimit(what, (lowest, lowest))

    def _least(one: int, other: int) -> int:
        return one if other == resource.RLIM_INFINITY else min(one, other)
