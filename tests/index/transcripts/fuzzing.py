"""Reading damaged samples in the process that reads what people hand over, and watching what that costs.

Run as a module, for as many minutes as FUZZ_MINUTES says (60), it says what it did, and keeps what it
found in FUZZ_FOLDER, if that is given.
"""

import os
import random
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from index.apart import Bounds, ReaderProcess
from index.errors import SourceError
from tests.index.transcripts.formats import find_samples
from tests.index.transcripts.mutating import MEGABYTE, mutate

MOST_SECONDS = 2.0
"""Of the processor's time, for a megabyte."""
MOST_MEMORY = 256 * 1024 * 1024
_FAULTS = ("fault of whosaid", "broke off", "takes longer", "takes more than")
_TICKS = 100
_DEAR = "It took "


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A damaged sample that a reader did not take as it should."""

    seed: int
    sample: str
    what: str
    data: bytes = field(repr=False)


@dataclass(slots=True, kw_only=True)
class Fuzzing:
    """What was tried, and what was found."""

    read: Counter[str] = field(default_factory=Counter[str])
    refused: Counter[str] = field(default_factory=Counter[str])
    slowest: float = 0.0
    largest: int = 0
    findings: list[Finding] = field(default_factory=list[Finding])

    @property
    def tried(self) -> int:
        """How many files were tried."""
        return sum(self.read.values()) + sum(self.refused.values())


class Fuzzer:
    """Damages one sample a seed, and has it read; the process is a new one each hundred files."""

    def __init__(self, most_seconds: float = MOST_SECONDS) -> None:
        self._most_seconds = most_seconds
        self._samples = [sample.path for sample in find_samples()]
        self._bytes = [path.read_bytes() for path in self._samples]
        self._reader = ReaderProcess(Bounds(seconds=120))
        self.done = Fuzzing()

    def close(self) -> None:
        """End the process."""
        self._reader.close()

    def try_seed(self, seed: int) -> None:
        """Read what this seed makes of a sample."""
        chance = random.Random(seed)  # noqa: S311 - nothing here is a secret
        nth = chance.randrange(len(self._samples))
        data = mutate(self._bytes[nth], chance, self._bytes)
        name = self._samples[nth].parent.name
        if self.done.tried % 100 == 0:
            self._reader.close()
        what = self._read(data, name)
        if what is not None and what.startswith(_DEAR):
            # Others share the machine: what is dear is dear twice.
            self._reader.close()
            self._read(b"Ana: Hello.", name)
            what = self._read(data, name)
        if what:
            # Whatever it has taken is not the next one's.
            self._reader.close()
            self.done.findings.append(Finding(seed=seed, sample=name, what=what, data=data))

    def _read(self, data: bytes, name: str) -> str | None:
        before = _seconds_of(self._reader.pid)
        try:
            self._reader.read(data, "talk")
            self.done.read[name] += 1
        except SourceError as error:
            self.done.refused[name] += 1
            if any(fault in error.sentence for fault in _FAULTS) or not error.sentence.endswith("."):
                return error.sentence
        return self._cost(before, data)

    def _cost(self, before: float, data: bytes) -> str | None:
        """Say what was too dear; a process that just began has loaded its modules as well."""
        seconds, memory = _seconds_of(self._reader.pid) - before, _memory_of(self._reader.pid)
        self.done.largest = max(self.done.largest, memory)
        if before:
            self.done.slowest = max(self.done.slowest, seconds)
        if before and seconds > self._most_seconds * max(1.0, len(data) / MEGABYTE):
            return f"{_DEAR}{seconds:.1f} s for {len(data):,} bytes."
        if memory > MOST_MEMORY:
            return f"{_DEAR}{memory // 1024 // 1024} MB for {len(data):,} bytes."
        return None


def _seconds_of(pid: int | None) -> float:
    """Return the processor's time that a process has used, 0 where that is not told."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / _TICKS


def _memory_of(pid: int | None) -> int:
    """Return the most memory that a process has had, in bytes, 0 where that is not told."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text("ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM")), 0)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> int:
    """Try seeds until the time is up."""
    until = time.monotonic() + 60 * float(os.environ.get("FUZZ_MINUTES", "60"))
    folder = os.environ.get("FUZZ_FOLDER")
    seed = int(os.environ.get("FUZZ_SEED", str(time.time_ns() % 10**9)))
    fuzzer, known = Fuzzer(), 0
    _say(f"from seed {seed}")
    while time.monotonic() < until:
        fuzzer.try_seed(seed)
        seed += 1
        for finding in fuzzer.done.findings[known:]:
            _say(f"seed {finding.seed} ({finding.sample}): {finding.what}")
            if folder:
                Path(folder, f"{finding.seed}-{finding.sample}").write_bytes(finding.data)
        known = len(fuzzer.done.findings)
    fuzzer.close()
    done = fuzzer.done
    _say(f"{done.tried:,} files, {sum(done.read.values()):,} of them read, up to seed {seed - 1}")
    _say(f"slowest {done.slowest:.2f} s, most memory {done.largest / 1e6:.0f} MB, {known} findings")
    return int(known > 0)


if __name__ == "__main__":
    sys.exit(main())
