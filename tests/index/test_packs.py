"""Packs: vectors of a source as bytes, for the other processes of a fleet."""

import hashlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.manifest import Making
from index.packs import pack_key, read_pack, write_pack
from index.vectors import Vectors

MAKING = Making(embedding="m", dimension=16, passage_words=80, average_words=48.0, question_context=True)


def vectors(count: int) -> dict[bytes, Vectors]:
    held = np.random.default_rng(5).standard_normal((count, 16)).astype(np.float32)
    held /= np.linalg.norm(held, axis=1, keepdims=True)
    return {hashlib.sha256(str(number).encode()).digest(): held[number] for number in range(count)}


@pytest.mark.parametrize("count", [0, 1, 700])
def test_vectors_come_back_of_length_one_and_nearly_the_same(count: int) -> None:
    before = vectors(count)
    after = read_pack(write_pack(before))
    assert list(after) == list(before)
    for key, vector in after.items():
        assert float(np.linalg.norm(vector)) == pytest.approx(1, abs=1e-6)
        assert float(vector @ before[key]) > 0.99999


@given(st.binary(max_size=200))
def test_what_is_no_pack_gives_nothing(held: bytes) -> None:
    assert read_pack(held) == {}


@given(place=st.integers(min_value=15), change=st.integers(1, 255))
def test_a_damaged_pack_gives_nothing(place: int, change: int) -> None:
    pack = bytearray(write_pack(vectors(3)))
    pack[15 + place % (len(pack) - 15)] ^= change
    assert read_pack(bytes(pack)) == {}
    assert read_pack(bytes(pack[: len(pack) // 2])) == {}


def test_a_key_is_of_one_version_of_a_source_in_one_way_of_making() -> None:
    other = Making(embedding="m", dimension=16, passage_words=40, average_words=24.0, question_context=True)
    assert len({pack_key("a", MAKING), pack_key("b", MAKING), pack_key("a", other)}) == 3
