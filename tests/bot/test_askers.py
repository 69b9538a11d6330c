"""A person is the same one each time, and nobody in particular."""

import hashlib

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.askers import hash_asker

users = st.integers(0, 2**63 - 1)


@settings(deadline=None)
@given(users, users)
def test_different_people_are_told_apart(one: int, other: int) -> None:
    assert (hash_asker(b"k" * 32, one) == hash_asker(b"k" * 32, other)) is (one == other)


@settings(deadline=None)
@given(users)
def test_a_hash_fits_a_safety_identifier_and_holds_no_id(user: int) -> None:
    hashed = hash_asker(b"k" * 32, user)

    assert len(hashed) == 64
    assert hashed.isalnum()
    assert user < 10**6 or str(user) not in hashed


@settings(deadline=None)
@given(users)
def test_without_the_key_nobody_is_found_by_trying(user: int) -> None:
    assert hash_asker(b"a" * 32, user) != hash_asker(b"b" * 32, user)
    assert hash_asker(b"a" * 32, user) != hashlib.sha256(str(user).encode()).hexdigest()
