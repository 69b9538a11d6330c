"""What differs is marked, told in words, and safe to show."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answering.types import Change, Difference
from bot.escaping import weigh
from bot.rendering.differences import show_differences
from tests.bot.outcomes import differences
from tests.bot.texts import OURS, live_in_discord, pings_in_raw, read_markdown

MARKS = {"": Change.SAME, "-": Change.ONLY_ASKED, "+": Change.ONLY_SAID}


def parts(*written: str) -> list[Difference]:
    """Return differences of words that begin with - where only asked about, with + where only said."""
    return [
        Difference(change=MARKS[word[0] if word[0] in "-+" else ""], words=word.lstrip("-+"))
        for word in written
    ]


@pytest.mark.parametrize(
    ("written", "line", "told"),
    [
        (
            ("there are five", "-billion", "+million", "cameras"),
            "there are five ~~billion~~ **million** cameras",
            "said “million”, not “billion”",
        ),
        (("it was", "-not", "fog"), "it was ~~not~~ fog", "did not say “not”"),
        (("it was", "+hardly", "fog"), "it was **hardly** fog", "said “hardly” as well"),
        (("-half", "so", "-it was"), "~~half~~ so ~~it was~~", "did not say “half”; did not say “it was”"),
    ],
)
def test_what_was_not_said_is_struck_out_and_what_was_said_instead_is_bold(
    written: tuple[str, ...], line: str, told: str
) -> None:
    assert show_differences(parts(*written)) == (f"**Word by word:** {line}\n-# {told}",)


@pytest.mark.parametrize("same", [(), ("all of it is the same",), ("-", "+")])
def test_where_nothing_differs_nothing_is_shown(same: tuple[str, ...]) -> None:
    assert show_differences(parts(*same)) == ()


def test_what_is_the_same_far_from_a_change_is_left_out() -> None:
    before, after = " ".join(f"a{n}" for n in range(20)), " ".join(f"b{n}" for n in range(20))
    (block,) = show_differences(parts(before, "-x", after, "+y", "end"))

    assert block.splitlines()[0] == (
        "**Word by word:** … a14 a15 a16 a17 a18 a19 ~~x~~ b0 b1 b2 b3 b4 b5 … "
        "b14 b15 b16 b17 b18 b19 **y** end"
    )


def test_of_many_changes_the_first_are_told_and_the_others_counted() -> None:
    (block,) = show_differences(parts(*(word for number in range(5) for word in (f"-n{number}", "and"))))

    assert block.endswith("did not say “n0”; did not say “n1”; did not say “n2”; 2 more")


@settings(deadline=None)
@given(st.lists(differences, max_size=30))
def test_nothing_comes_alive_and_it_stays_short(found: list[Difference]) -> None:
    for block in show_differences(found):
        live, _ = read_markdown(block)
        assert live <= OURS
        assert not live_in_discord(block.replace("**", "\u200b").replace("~~", "\u200b"))
        assert not pings_in_raw(block)
        assert weigh(block) <= 1100
