"""Names of files as they can be shown, and ids that no two servers share."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.storage.shelf.names import plain_name, shelf_id
from index.sidecar import Sidecar


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\talks\\Panel.vtt", "Panel.vtt"),
        ("a\u202etxt.vtt", "atxt.vtt"),
        ("\0\n", "transcript"),
        ("..", "transcript"),
        ("x" * 300 + ".vtt", "x" * 196 + ".vtt"),
        (" Zoë’s talk.txt ", "Zoë’s talk.txt"),
    ],
)
def test_a_name_is_shown_without_folders_and_what_cannot_be_seen(name: str, shown: str) -> None:
    assert plain_name(name) == shown


_GUILDS = st.none() | st.integers(1, 2**63)


@given(name=st.text(min_size=1), one=_GUILDS, other=_GUILDS, number=st.integers(1, 99))
def test_an_id_can_be_written_in_a_sidecar_and_is_its_owners_alone(
    name: str, one: int | None, other: int | None, number: int
) -> None:
    mine = shelf_id(name, Sidecar(), one, number=number)

    assert Sidecar(id=mine).id == mine
    assert (mine == shelf_id(name, Sidecar(), other, number=number)) == (one == other)
    assert mine != shelf_id(name, Sidecar(), one, number=number + 1)


def test_an_id_that_copies_a_servers_is_still_another() -> None:
    theirs = shelf_id("talk.txt", Sidecar(), 5)
    assert shelf_id("x.txt", Sidecar(id=theirs), 6) != theirs
