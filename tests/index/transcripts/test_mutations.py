"""Samples of every format, damaged: no reader breaks, and what it reads is what stands there."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import SourceError
from index.transcripts import Reading, read_transcript
from tests.index.transcripts.formats import find_samples

SOURCES = {
    sample.path: sample.path.read_bytes().decode()
    for sample in find_samples()
    if sample.path.suffix not in {".docx", ".pdf"}
}
SCRAPS = st.one_of(
    st.text(max_size=6),
    st.sampled_from(["\n", "\r\n", "\n\n", " ", "\t", "-->", "00:01.000 --> 00:02.000\n", "WEBVTT", "NOTE "]),
    st.sampled_from(
        ["<v ", "<v Ana>", "</v>", ">", "&amp;", "&#0;", "&#xD800;", "&nbsp;", "&", "<", "{\\an8}"]
    ),
    st.sampled_from(
        ["- ", ">> ", "[", "]", "[JOHN] ", "JOHN: ", "Ana  0:01", "Ana (0:01):", "> ", "— ", "“"]
    ),
    st.sampled_from(
        ['"', "\\", "\\u0000", "\\ud800", "{", "}", "[]", "null", "-1", "1e999", "9" * 400, "true"]
    ),
    st.sampled_from(["From: Ana\n", "SPEAKER_00", "\ufeff", "\u2028", "\u200b", "\x85", "\x1c"]),
)


@st.composite
def damaged(draw: Callable[[st.SearchStrategy[object]], object]) -> tuple[Path, str]:
    path = draw(st.sampled_from(sorted(SOURCES)))
    assert isinstance(path, Path)
    source = SOURCES[path]
    for _ in range(int(str(draw(st.integers(1, 4))))):
        start = int(str(draw(st.integers(0, len(source)))))
        length = int(str(draw(st.sampled_from([0, 0, 1, 2, 5, 40]))))
        source = source[:start] + str(draw(SCRAPS)) + source[start + length :]
    return path, source


def read_or_refuse(source: str, name: str) -> Reading | None:
    try:
        return read_transcript(source.encode("utf-8", "surrogatepass"), name)
    except SourceError as error:
        if error.sentence.endswith("."):
            return None
        raise


@settings(max_examples=int(os.environ.get("FUZZ_EXAMPLES", "600")), deadline=2000)
@given(damaged())
def test_no_damage_breaks_a_reader(case: tuple[Path, str]) -> None:
    path, source = case
    reading = read_or_refuse(source, path.name)
    for turn in reading.transcript.turns if reading else ():
        assert turn.text == "".join(piece.text for piece in turn.pieces)
        assert turn.text == " ".join(turn.text.split()) != ""
        assert turn.line >= 1
        assert turn.time is None or 0 <= turn.time.start <= turn.time.end
        for piece in turn.pieces:
            here = source[piece.start : piece.end]
            assert here == piece.text or (piece.text == " " and not here.strip()) or here[:1] in {"\\", "&"}


@pytest.mark.parametrize("path", sorted(SOURCES), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_file_that_is_cut_short_is_read_or_refused(path: Path) -> None:
    source = SOURCES[path]
    for end in range(0, len(source), max(1, len(source) // 40)):
        read_or_refuse(source[:end], path.name)


@pytest.mark.parametrize("path", sorted(SOURCES), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_reading_again_with_the_proposed_sidecar_changes_nothing(path: Path) -> None:
    reading = read_or_refuse(SOURCES[path], path.name)
    assert reading is not None
    again = read_transcript(SOURCES[path].encode(), path.name, reading.understood)
    assert again.transcript.turns == reading.transcript.turns
