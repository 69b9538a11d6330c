import json

import pytest

from index.errors import SourceError
from index.sidecar import DeclaredSpeaker, Sidecar
from index.transcripts import Reading, read_transcript


def read(held: object, sidecar: Sidecar | None = None) -> Reading:
    return read_transcript(json.dumps(held, indent=1).encode(), "talk.json", sidecar)


def whisperx(*speakers: str | None) -> dict[str, object]:
    return {
        "segments": [
            {"start": at, "end": at + 1, "text": f"Word {at}."} | ({"speaker": speaker} if speaker else {})
            for at, speaker in enumerate(speakers)
        ]
    }


def names(reading: Reading) -> list[str]:
    return [turn.speaker.name for turn in reading.transcript.turns]


@pytest.mark.parametrize(
    "label", ["SPEAKER_00", "spk_1", "Speaker 2", "Speaker B", "ch_0", "Unknown_Speaker_A"]
)
def test_a_machines_label_is_an_unknown_speaker_with_a_number(label: str) -> None:
    assert names(read(whisperx(label, "Ana", label))) == ["Unknown speaker 1", "Ana", "Unknown speaker 1"]


@pytest.mark.parametrize("label", ["Speakers", "Chi", "A", "7", "Spike 2"])
def test_other_labels_are_names(label: str) -> None:
    assert names(read(whisperx(label))) == [label]


@pytest.mark.parametrize("label", ["Unknown", "unknown speaker", "UU"])
def test_a_label_that_says_nothing_is_no_name(label: str) -> None:
    assert names(read(whisperx(label, None))) == ["Unknown speaker"] * 2


def test_naming_one_renumbers_nobody() -> None:
    sidecar = Sidecar(speakers=(DeclaredSpeaker(name="Ana Ruiz", aliases=("SPEAKER_00",)),))
    held = whisperx("SPEAKER_00", "SPEAKER_01")
    assert names(read(held)) == ["Unknown speaker 1", "Unknown speaker 2"]
    assert names(read(held, sidecar)) == ["Ana Ruiz", "Unknown speaker 2"]


def test_the_doubt_says_how_to_name_them_with_the_line() -> None:
    doubts = read(whisperx("Ana", "SPEAKER_04")).doubts
    assert [doubt.line for doubt in doubts] == [12]
    assert "give them the alias “SPEAKER_04” in the sidecar" in doubts[0].sentence


def test_a_number_that_the_file_uses_as_a_name_is_not_given_twice() -> None:
    assert names(read(whisperx("SPEAKER_00", "Unknown speaker 1"))) == [
        "Unknown speaker 2",
        "Unknown speaker 1",
    ]


def test_whoever_nothing_names_is_left_out_of_the_proposed_sidecar() -> None:
    assert [person.name for person in read(whisperx(None, "Ana")).understood.speakers] == ["Ana"]


def test_a_shared_microphone_is_marked() -> None:
    assert any("several may share" in doubt.sentence for doubt in read(whisperx("Room 12")).doubts)


@pytest.mark.parametrize(
    ("held", "advice"),
    [
        ({"utterances": None, "text": "One.", "audio_url": "x"}, "speaker_labels"),
        (
            {"results": {"items": [{"type": "pronunciation", "alternatives": [{"content": "One"}]}]}},
            "speaker labels",
        ),
        (
            {
                "results": {
                    "channels": [{"alternatives": [{"transcript": "One", "words": [{"word": "One"}]}]}]
                }
            },
            "diarize",
        ),
        ({"segments": [{"type": "transcript.text.segment", "text": "One.", "start": 0}]}, "diarized_json"),
        ([{"sentence": "One.", "speaker_name": None}], "Fireflies"),
    ],
)
def test_a_format_that_tells_speakers_is_refused_without_any(held: object, advice: str) -> None:
    with pytest.raises(SourceError, match=advice):
        read(held)


def test_a_chat_in_small_letters_stays_apart() -> None:
    bodies = ["i pulled the net", "it was empty", "no fish, none", "try the east side"]
    held = {
        "segments": [{"speaker": "oda" if at < 3 else "per", "body": body} for at, body in enumerate(bodies)]
    }
    assert [turn.text for turn in read(held).transcript.turns] == bodies


def test_a_quotation_of_single_words_is_one_stretch_of_the_running_text() -> None:
    words = [
        {"word": word, "speaker": speaker, "start": 0, "end": 1}
        for word, speaker in (("I", "a"), ("do.", "a"), ("Oh", "b"))
    ]
    held = {"segments": [{"start": 0, "end": 1, "text": " I  do. Oh", "words": words}]}
    source = json.dumps(held)
    turn = read_transcript(source.encode(), "x").transcript.turns[0]
    assert (turn.text, source[turn.pieces[0].start : turn.pieces[-1].end]) == ("I do.", "I  do.")
