"""Damaged samples in part; `poe fuzz` goes on for an hour."""

import os
import random

from tests.index.transcripts.formats import FORMATS, find_samples
from tests.index.transcripts.fuzzing import MOST_SECONDS, Fuzzer
from tests.index.transcripts.mutating import MEGABYTE, mutate

TRIED = int(os.environ.get("FUZZ_FILES", "300"))


def test_no_damage_breaks_stalls_or_starves_the_process_that_reads() -> None:
    # Tests share their machine: three times what `poe fuzz` allows.
    fuzzer = Fuzzer(3 * MOST_SECONDS)
    for seed in range(TRIED):
        fuzzer.try_seed(seed)
    fuzzer.close()
    assert fuzzer.done.findings == []
    assert (fuzzer.done.read + fuzzer.done.refused).keys() == FORMATS.keys()
    assert TRIED / 5 < sum(fuzzer.done.read.values()) < TRIED


def test_a_seed_always_makes_the_same_of_a_sample() -> None:
    samples = [sample.path.read_bytes() for sample in find_samples()]
    for seed in range(100):
        chances = (random.Random(seed), random.Random(seed))  # noqa: S311 - nothing here is a secret
        one, other = (mutate(samples[seed % 50], chance, samples) for chance in chances)
        assert one == other
        assert len(one) < 2 * MEGABYTE
