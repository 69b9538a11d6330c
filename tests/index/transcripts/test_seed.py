"""The interview that the repository ships with, and its sidecar."""

import hashlib
from collections import Counter
from pathlib import Path

import pytest

from index.sources import locate_source, read_source
from index.transcripts import Reading
from index.types import Role, TurnKind

SEED = Path(__file__).parents[3] / "seeds" / "ipvm-surveillance-state-interview.txt"
SHA256 = "1bb9140e1f609e8b833b024616aff314f9fdd60a02e7e7234fd2f8aaf520c692"


@pytest.fixture(scope="module")
def reading() -> Reading:
    return read_source(locate_source(SEED))


def test_the_text_is_untouched(reading: Reading) -> None:
    assert hashlib.sha256(SEED.read_bytes()).hexdigest() == SHA256
    assert reading.transcript.sha256 == SHA256


def test_every_turn_has_its_speaker_and_kind(reading: Reading) -> None:
    counts = Counter((turn.speaker.name, turn.kind, turn.role) for turn in reading.transcript.turns)
    assert counts == {
        ("IPVM", TurnKind.QUESTION, Role.HOST): 13,
        ("Liza Lin", TurnKind.ANSWER, Role.GUEST): 8,
        ("Josh Chin", TurnKind.ANSWER, Role.GUEST): 8,
        ("IPVM", TurnKind.NARRATION, Role.EDITOR): 1,
        ("IPVM", TurnKind.NOTE, Role.EDITOR): 1,
    }


def test_the_note_is_not_the_guests_and_the_insertion_is(reading: Reading) -> None:
    answer, note = (turn for turn in reading.transcript.turns if turn.line == 27)
    assert note.text == "Uniview was also initially venture between Huawei and US tech firm 3Com"
    assert "[researcher]" in answer.text
    assert answer.text.endswith("development of the firm.")


def test_no_caption_and_no_furniture_is_left(reading: Reading) -> None:
    words = " ".join(turn.text for turn in reading.transcript.turns)
    assert "tons of loopholes" in words
    assert not any(absent in words for absent in ("IPVM Image", "Comments", "Published", "PUBLIC"))
    assert Counter(item.why for item in reading.skipped) == {
        "a caption": 15,
        "before the body": 3,
        "after the body": 1,
    }


def test_nothing_is_doubtful_with_the_sidecar(reading: Reading) -> None:
    assert reading.doubts == ()
