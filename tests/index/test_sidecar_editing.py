from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import SidecarError
from index.sidecar import DeclaredSpeaker, Quoting, Sidecar, parse_sidecar
from index.sidecar_editing import join_speakers, name_speaker, write_sidecar
from index.types import Role

WORDS = st.text(st.characters(exclude_categories=("Cs",)), min_size=1).map(str.strip).filter(bool)
PEOPLE = st.builds(
    DeclaredSpeaker, name=WORDS, aliases=st.lists(WORDS, max_size=3).map(tuple), role=st.sampled_from(Role)
)

SHARES = st.none() | st.floats(0, 1, exclude_min=True)
QUOTING = st.builds(
    Quoting, longest=st.none() | st.integers(1, 100_000), answer_share=SHARES, day_share=SHARES
)


@given(
    st.builds(
        Sidecar,
        title=WORDS,
        narrator=WORDS,
        recording=st.sampled_from([None, "https://example.org/a%20b?c=d#e"]),
        quoting=QUOTING,
        skip=st.lists(WORDS).map(tuple),
        speakers=st.lists(PEOPLE),
    )
)
def test_what_is_written_reads_as_the_same_sidecar(sidecar: Sidecar) -> None:
    assert parse_sidecar(write_sidecar(sidecar), Path("talk.toml")) == sidecar


def test_a_machine_label_is_named_and_stays_an_alias() -> None:
    named = name_speaker(Sidecar(), "SPEAKER_00", "Mira Holt", Role.GUEST)
    assert named.speakers == (DeclaredSpeaker(name="Mira Holt", aliases=("SPEAKER_00",), role=Role.GUEST),)
    assert name_speaker(named, "SPEAKER_00", "Mira Holt") == named


def test_naming_again_keeps_every_earlier_label() -> None:
    twice = name_speaker(name_speaker(Sidecar(), "A", "Mira"), "Mira", "Mira Holt")
    assert (twice.speakers[0].name, twice.speakers[0].aliases) == ("Mira Holt", ("Mira", "A"))


def test_a_name_that_is_there_already_joins_the_two() -> None:
    both = name_speaker(name_speaker(Sidecar(), "A", "Mira Holt", Role.HOST), "B", "Mira Holt")
    assert both.speakers == (DeclaredSpeaker(name="Mira Holt", aliases=("A", "B"), role=Role.HOST),)
    assert join_speakers(Sidecar(), ["A", "B"], "A").speakers[0].aliases == ("B",)


def test_who_asks_and_who_narrates_are_renamed_too() -> None:
    sidecar = Sidecar(unlabelled="host:Ed", narrator="Ed", speakers=(DeclaredSpeaker(name="Ed"),))
    named = name_speaker(sidecar, "Ed", "Edda Roth")
    assert (named.asker, named.narrator) == ("Edda Roth", "Edda Roth")


@pytest.mark.parametrize(("label", "name"), [("A", " "), ("", "Mira")])
def test_an_empty_name_is_refused(label: str, name: str) -> None:
    with pytest.raises(SidecarError):
        name_speaker(Sidecar(), label, name)
