import json

import pytest

from index.errors import SourceError
from index.sidecar import DeclaredSpeaker, Sidecar
from index.transcripts import Reading, read_transcript
from index.types import Role, Seconds, TurnKind


def segment(
    speaker: str | None, body: str, start: float | None = None, end: float | None = None
) -> dict[str, object]:
    held = {"speaker": speaker, "startTime": start, "endTime": end, "body": body}
    return {key: value for key, value in held.items() if value is not None}


def write(*segments: dict[str, object]) -> str:
    return json.dumps({"version": "1.0.0", "segments": segments}, ensure_ascii=False, indent=1)


def read(source: str, sidecar: Sidecar | None = None) -> Reading:
    return read_transcript(source.encode(), "talk.json", sidecar)


def test_each_segment_is_a_turn_with_its_speaker_time_and_line() -> None:
    turns = read(
        write(segment("Ana", "Who weaves?", 0, 1.5), segment("Ben", "I do.", 1.5, 4))
    ).transcript.turns
    assert [(turn.speaker.name, turn.text, turn.time, turn.line) for turn in turns] == [
        ("Ana", "Who weaves?", Seconds(0, 1.5), 8),
        ("Ben", "I do.", Seconds(1.5, 4), 14),
    ]


def test_nobody_is_guessed_to_be_the_host() -> None:
    turns = read(write(segment("Ana", "Who weaves?"), segment("Ben", "I do."))).transcript.turns
    assert {(turn.role, turn.kind) for turn in turns} == {(Role.UNKNOWN, TurnKind.ANSWER)}


def test_a_host_of_the_sidecar_asks_where_a_turn_asks() -> None:
    sidecar = Sidecar(speakers=(DeclaredSpeaker(name="Ana Ruiz", aliases=("Ana",), role=Role.HOST),))
    source = write(segment("Ana", "Good evening."), segment("Ana", "Who weaves?"), segment("Ben", "I do."))
    turns = read(source, sidecar).transcript.turns
    assert [(turn.speaker.name, turn.kind, turn.answers) for turn in turns] == [
        ("Ana Ruiz", TurnKind.ANSWER, None),
        ("Ana Ruiz", TurnKind.QUESTION, None),
        ("Ben", TurnKind.ANSWER, 1),
    ]


def test_whole_sentences_of_one_speaker_stay_turns_of_their_own() -> None:
    source = write(segment("Ana", "One is enough"), segment("Ana", "two is more"), segment("Ben", "so it is"),
                   segment("Cem", "and three"), segment("Ben", "no more"))  # fmt: skip
    assert [turn.text for turn in read(source).transcript.turns] == [
        "One is enough", "two is more", "so it is", "and three", "no more",
    ]  # fmt: skip


def test_single_words_of_one_speaker_are_one_turn_over_all_their_time() -> None:
    source = write(segment("Ana", "I", 0, 1), segment("Ana", "weave.", 1, 2), segment("Ben", "Yes.", 2, 3))
    first = read(source).transcript.turns[0]
    assert (first.text, first.time) == ("I weave.", Seconds(0, 2))
    assert [source[piece.start : piece.end] for piece in first.pieces] == ["I", "\n", "weave."]


def test_a_file_cut_by_breath_is_joined_up_to_the_end_of_each_sentence() -> None:
    bodies = ["I weave in the", "morning and then", "I rest.", "At night I", "unpick it."]
    turns = read(write(*(segment("Ana", body) for body in bodies))).transcript.turns
    assert [turn.text for turn in turns] == [
        "I weave in the morning and then I rest.",
        "At night I unpick it.",
    ]


@pytest.mark.parametrize("speaker", [None, "", "   "])
def test_a_segment_without_a_speaker_is_nobodys_and_doubted(speaker: str | None) -> None:
    reading = read(write(segment(speaker, "Rain."), segment("SPEAKER_00", "Snow.")))
    assert [turn.speaker.name for turn in reading.transcript.turns] == [
        "Unknown speaker",
        "Unknown speaker 1",
    ]
    assert [doubt.line for doubt in reading.doubts if "names no speaker" in doubt.sentence] == [
        json_line(write(segment(speaker, "Rain.")), "Rain")
    ]


def json_line(source: str, words: str) -> int:
    return source[: source.index(words)].count("\n") + 1


def test_escapes_stand_for_their_character_and_a_quotation_mark_loses_its_backslash() -> None:
    body = r"\u201cYes\u201d, \"no\"\nand \ud83d\ude00 a\/b \ud800."
    source = f'{{"segments": [{{"speaker": "Ana", "body": "{body}"}}]}}'
    turn = read(source).transcript.turns[0]
    assert turn.text == '“Yes”, "no" and 😀 a/b \ufffd.'
    shown = [(source[piece.start : piece.end], piece.text) for piece in turn.pieces]
    assert (r"\u201c", "“") in shown
    assert (r"\n", " ") in shown
    assert (r"\ud83d\ude00", "😀") in shown
    assert ('"no', '"no') in shown


def test_empty_bodies_are_dropped_and_missing_ones_are_doubted() -> None:
    source = write(segment("Ana", "  "), {"speaker": "Ben"}, segment("Cem", "Three."))
    reading = read(source)
    assert [turn.text for turn in reading.transcript.turns] == ["Three."]
    assert [doubt.sentence for doubt in reading.doubts] == ["Segment 2 has no “body”; it is left out."]


@pytest.mark.parametrize(
    ("start", "end", "time"),
    [
        (2, 1, Seconds(2, 2)),
        (-1, 1, None),
        ("x", 1, None),
        ("1.5", "2", Seconds(1.5, 2)),
        (1, None, Seconds(1, 1)),
    ],
)
def test_times_that_make_no_sense_are_not_shown(start: object, end: object, time: Seconds | None) -> None:
    source = write({"speaker": "Ana", "body": "One.", "startTime": start, "endTime": end})
    assert read(source).transcript.turns[0].time == time


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ('{"segments": [\n{"body": "x",}]}', "talk.json, line 2: This is not valid JSON"),
        ('{"results": []}', "has no “segments”"),
        ('[{"body": "x"}]', "has no “segments”"),
        ('{"segments": []}', "Nobody says anything"),
        ('{"segments": ' + "[" * 200_000, "JSON"),
        ('{"segments": [{"startTime": ' + "9" * 5000 + "}]}", "JSON cannot be read"),
    ],
)
def test_a_broken_file_is_refused_with_a_sentence(source: str, words: str) -> None:
    with pytest.raises(SourceError, match=r"^talk\.json") as error:
        read(source)
    assert words in str(error.value)


def test_keys_elsewhere_in_the_file_do_not_move_the_bodies() -> None:
    words = '"words": [{"body": "no"}]'
    rest = f'"x": {{"segments": [{{{words}}}]}}'
    source = f'\ufeff{{"body": "no", "segments": [{{{words}, "body": "yes"}}], {rest}}}'
    turn = read(source).transcript.turns[0]
    assert [(piece.text, source[piece.start : piece.end]) for piece in turn.pieces] == [("yes", "yes")]
