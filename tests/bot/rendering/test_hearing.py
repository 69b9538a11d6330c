"""What a reader doubts is told in the language of who reads it, and without a word of sidecars."""

from pathlib import Path

import pytest

from bot.phrases import Phrase
from bot.rendering.hearing import heard_as
from bot.translating import tongue_of
from index.errors import SourceError
from index.transcripts import read_transcript

SAMPLES = Path(__file__).parents[2] / "data"
GERMAN = tongue_of("de")


def doubts() -> set[str]:
    """Return everything that is doubted of the sample files."""
    found = set[str]()
    for path in sorted(one for one in SAMPLES.rglob("*") if one.is_file() and one.suffix != ".toml"):
        try:
            found |= {doubt.sentence for doubt in read_transcript(path.read_bytes(), path.name).doubts}
        except SourceError:
            continue
    return found


def test_every_doubt_about_the_samples_is_known_again() -> None:
    said = doubts()

    assert len(said) > 20
    assert [one for one in said if not isinstance(heard_as(one), Phrase)] == []
    assert [one for one in said if "sidecar" in heard_as(one)] == []
    assert [one for one in said if GERMAN.tell(heard_as(one)) == one] == []


@pytest.mark.parametrize(
    "data",
    [b"WEBVTT\n\n", b"A: \xff\xfe hm", b"Ann: yes\0no", b'{"a": 1}'],
    ids=["none", "bytes", "nul", "json"],
)
def test_why_a_file_is_refused_is_known_again(data: bytes) -> None:
    with pytest.raises(SourceError) as refused:
        read_transcript(data, "talk.vtt")

    assert isinstance(heard_as(refused.value.sentence), Phrase)


def test_what_is_not_known_is_told_as_it_is() -> None:
    assert heard_as("The moon is {round}.") == "The moon is {round}."
