"""Which shards there are, and whose a server is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.fleet.shards import Shards, ShardsError, read_shards, shard_of, written


@pytest.mark.parametrize(
    ("ids", "of", "found"),
    [
        (None, None, None),
        ("0-3", 16, Shards(ids=(0, 1, 2, 3), of=16)),
        ("15", 16, Shards(ids=(15,), of=16)),
        (" 4 - 5 ", 6, Shards(ids=(4, 5), of=6)),
        ("0", 1, Shards(ids=(0,), of=1)),
    ],
)
def test_a_range_is_read_as_it_is_written(ids: str | None, of: int | None, found: Shards | None) -> None:
    assert read_shards(ids, of) == found


@pytest.mark.parametrize(
    ("ids", "of", "words"),
    [
        ("0-3", None, "go together: write it like"),
        (None, 16, "go together: write it like"),
        ("3-0", 16, "runs backwards: write --shards 0-3"),
        ("0-16", 16, "goes beyond --of 16: shards are numbered from 0 to 15"),
        ("16", 16, "goes beyond --of 16"),
        ("0-0", 0, "no number of shards"),
        ("0-1", -4, "no number of shards"),
        ("0", 10_001, "no number of shards"),
        ("1,2", 4, "no range of shards"),
        ("", 4, "no range of shards"),
        ("-1", 4, "no range of shards"),
        ("0-", 4, "no range of shards"),
        ("٣", 4, "no range of shards"),
        ("all", 4, "no range of shards"),
    ],
)
def test_a_range_that_cannot_be_run_is_one_sentence(ids: str | None, of: int | None, words: str) -> None:
    with pytest.raises(ShardsError, match=words) as refused:
        read_shards(ids, of)
    assert str(refused.value).endswith(".")


@given(st.integers(min_value=0, max_value=2**63 - 1), st.integers(min_value=1, max_value=64))
def test_every_server_is_on_exactly_one_shard_as_discord_deals_them(guild: int, of: int) -> None:
    parts = [Shards(ids=(one,), of=of) for one in range(of)]
    assert [one for one, part in enumerate(parts) if part.have(guild)] == [(guild >> 22) % of]


def test_direct_messages_are_on_the_first_shard() -> None:
    assert shard_of(0, 16) == 0


@pytest.mark.parametrize(
    ("ids", "text"), [((), ""), ((4,), "4"), ((0, 1, 2), "0-2"), ((7, 0, 1, 9, 8), "0-1, 7-9")]
)
def test_shards_are_written_as_ranges(ids: tuple[int, ...], text: str) -> None:
    assert written(ids) == text


def test_a_part_says_of_how_many_it_is() -> None:
    part = Shards(ids=(0, 1), of=16)
    assert (str(part), part.are_all, Shards(ids=(0, 1), of=2).are_all) == ("0-1 of 16", False, True)
