"""What holds for every text."""

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.terminal.sources import propose_sidecar
from index.errors import SourceError
from index.sidecar import Sidecar, parse_sidecar
from index.transcripts import Reading, read_transcript
from index.types import Turn
from tests.index.transcripts import layouts

LINES = st.sampled_from(
    [line for text in layouts.ALL.values() for line in text.splitlines()]
    + [
        "[Note: x]",
        "[Ed.: y",
        "Foto",
        "• one",
        "- two",
        "---",
        "**",
        "> Ana: q",
        "[12:03] Ana: r",
        "A. s",
        "\u200b",
    ]
)
TEXTS = st.one_of(
    st.text(max_size=300),
    st.lists(st.one_of(LINES, st.text(max_size=40)), max_size=30).flatmap(
        lambda lines: st.sampled_from(["\n", "\r\n", "\n\n", "\r"]).map(lambda glue: glue.join(lines))
    ),
)
SIDECARS = st.sampled_from(
    [
        None,
        Sidecar(unlabelled="host:Kim"),
        Sidecar(unlabelled="continues"),
        Sidecar(skip=("One", "a hive"), narrator="N"),
    ]
)
BODIES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)
KEYS: dict[str, st.SearchStrategy[object]] = {
    "speaker": st.sampled_from(["Ana", "Ben", "", None, 3]),
    "startTime": st.one_of(st.floats(), st.text(max_size=3)),
    "endTime": st.floats(),
}
NO_KEYS: dict[str, st.SearchStrategy[object]] = {}
SEGMENTS = st.lists(
    st.tuples(BODIES, st.fixed_dictionaries(NO_KEYS, optional=KEYS)).map(
        lambda pair: {**pair[1], "body": pair[0]}
    ),
    max_size=8,
)


def check_turn(turn: Turn) -> None:
    assert turn.text == "".join(piece.text for piece in turn.pieces)
    assert turn.text == " ".join(turn.text.split()) != ""
    assert all(before.end <= after.start for before, after in pairwise(turn.pieces))
    assert all(0 <= at < len(turn.text) for at in turn.breaks)


def read_or_refuse(source: str, sidecar: Sidecar | None = None) -> Reading | None:
    try:
        return read_transcript(source.encode("utf-8", "surrogatepass"), "talk.txt", sidecar)
    except SourceError:
        return None


@given(TEXTS, SIDECARS)
def test_every_piece_of_a_text_is_what_stands_there(source: str, sidecar: Sidecar | None) -> None:
    reading = read_or_refuse(source, sidecar)
    for turn in reading.transcript.turns if reading else ():
        check_turn(turn)
        for piece in turn.pieces:
            here = source[piece.start : piece.end]
            assert here == piece.text or (piece.text == " " and here.isspace())


@given(TEXTS)
def test_turns_are_numbered_and_answer_what_was_asked_before(source: str) -> None:
    reading = read_or_refuse(source)
    turns = reading.transcript.turns if reading else ()
    assert [turn.ordinal for turn in turns] == list(range(len(turns)))
    assert all(turns[turn.answers].kind == "question" for turn in turns if turn.answers is not None)
    assert all(turn.answers < turn.ordinal for turn in turns if turn.answers is not None)


@given(TEXTS)
@example("Title\x85\n\nOne.")
@example("Title\x0c\n\nOne.")
def test_what_is_proposed_is_a_sidecar_that_says_what_was_understood(source: str) -> None:
    reading = read_or_refuse(source)
    if reading is None:
        return
    assert parse_sidecar(propose_sidecar(reading), Path("talk.toml")) == reading.understood


@given(segments=SEGMENTS, ascii_only=st.booleans(), indent=st.sampled_from([None, 1]))
def test_every_piece_of_a_podcast_is_what_stands_there(
    *, segments: list[dict[str, object]], ascii_only: bool, indent: int | None
) -> None:
    source = json.dumps({"version": "1.0.0", "segments": segments}, ensure_ascii=ascii_only, indent=indent)
    reading = read_or_refuse(source)
    words = " ".join(" ".join(str(segment["body"]).split()) for segment in segments)
    heard = " ".join(turn.text for turn in reading.transcript.turns) if reading else ""
    assert heard.split() == words.split()
    for turn in reading.transcript.turns if reading else ():
        check_turn(turn)
        for piece in turn.pieces:
            here = source[piece.start : piece.end]
            assert here == piece.text or here.startswith("\\") or not here.strip()


@pytest.mark.parametrize("text", layouts.ALL.values(), ids=layouts.ALL)
def test_each_layout_reads_the_same_with_the_sidecar_it_proposes(text: str) -> None:
    reading = layouts.read(text)
    again = layouts.read(text, reading.understood)
    assert layouts.said(again) == layouts.said(reading)
