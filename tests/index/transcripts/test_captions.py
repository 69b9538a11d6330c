import pytest

from index.errors import SourceError
from index.sidecar import DeclaredSpeaker, Sidecar
from index.transcripts import Reading, read_transcript
from index.types import Role


def vtt(*cues: str, step: int = 1) -> str:
    """Write cues of a second each, one after the other; with a negative step from the last to the first."""
    clocks = [f"00:{at:02}.000 --> 00:{at + 1:02}.000" for at in range(len(cues))][::step]
    return "WEBVTT\n\n" + "\n\n".join(f"{clock}\n{words}" for clock, words in zip(clocks, cues, strict=True))


def read(source: str, sidecar: Sidecar | None = None) -> Reading:
    return read_transcript(source.encode(), "talk", sidecar)


def said(source: str, sidecar: Sidecar | None = None) -> list[tuple[str, str]]:
    return [(turn.speaker.name, turn.text) for turn in read(source, sidecar).transcript.turns]


def doubts(source: str) -> list[str]:
    return [doubt.sentence for doubt in read(source).doubts]


def test_a_cue_without_a_name_is_nobodys_where_names_stand_in_every_cue() -> None:
    cues = ("<v Ana>Word one.", "<v Ana>Word two.", "<v Ben>Word three.", "<v Ben>Word four.", "Word five.")
    assert said(vtt(*cues))[-1] == ("Unknown speaker", "Word five.")


def test_a_cue_without_a_name_goes_on_where_names_stand_only_at_changes() -> None:
    cues = ("<v Ana>Word one.", "Word two.", "<v Ben>Word three.", "Word four.", "<v Ana>Word five.")
    assert [name for name, _ in said(vtt(*cues))] == ["Ana", "Ana", "Ben", "Ben", "Ana"]
    assert "Names stand only where the speaker changes" in doubts(vtt(*cues))[0]


def test_one_name_alone_shows_no_habit() -> None:
    assert [name for name, _ in said(vtt("<v Ana>Word one.", "Word two.", "Word three."))] == [
        "Ana", "Unknown speaker", "Unknown speaker",
    ]  # fmt: skip


def test_somebody_else_who_has_no_name_ends_what_goes_on() -> None:
    cues = (
        "Ana: Word one.",
        "Word two.",
        "&gt;&gt; Word three?",
        "Word four.",
        "Ben: Word five.",
        "Ana: Word six.",
        "Ben: Word seven.",
    )
    assert [name for name, _ in said(vtt(*cues))][:5] == ["Ana", "Ana", *["Unknown speaker"] * 2, "Ben"]


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("a &lt;b&gt; &amp; c", "a <b> & c"),
        ("<c.loud>a</c> <00:01.500><i>b</i>", "a b"),
        ("5 < 6 & 7", "5 < 6 & 7"),
        ("<lang en>a</lang>&nbsp;b", "a b"),
        ("a&#8217;s &#0;", "a’s \ufffd"),
        ("{\\an8}a", "a"),
    ],
)
def test_tags_fall_away_and_entities_are_read(words: str, text: str) -> None:
    source = vtt(f"<v Ana>{words}")
    assert said(source) == [("Ana", text)]


def test_an_entity_in_a_name_is_read() -> None:
    assert said(vtt("<v Ana &amp; Ben>Yes."))[0][0] == "Ana & Ben"


def test_lines_that_roll_up_are_read_once_and_a_true_repetition_is_kept() -> None:
    rolling = vtt("a b", "a b\nc d", "c d\ne f", "e f\ng h")
    assert said(rolling) == [("Unknown speaker", "a b c d e f g h")]
    assert (
        said(vtt("<v Ana>Oh no.", "<v Ana>Oh no.", "<v Ben>Oh.", "<v Ana>So."))[:2] == [("Ana", "Oh no.")] * 2
    )


def test_what_nobody_says_is_skipped_with_its_reason() -> None:
    source = vtt("<v Ana>Word one.", "[door slams]", "♪ ♪").replace("\n\n00:01", "\n\nNOTE by ear\n\n00:01")
    assert [(item.why, item.text) for item in read(source).skipped] == [
        ("a note of the file", "NOTE by ear"),
        ("a sound", "[door slams]"),
        ("a sound", "♪ ♪"),
    ]


def test_a_name_that_the_sidecar_knows_is_a_label_though_it_stands_once() -> None:
    sidecar = Sidecar(speakers=(DeclaredSpeaker(name="Ana Ruiz", aliases=("Ana",)),))
    assert said(vtt("Ana: Word one.", "Word two."), sidecar)[0] == ("Ana Ruiz", "Word one.")
    assert said(vtt("Honestly: Word one.", "Word two."))[0] == ("Unknown speaker", "Honestly: Word one.")


def test_times_that_run_backwards_are_refused_and_a_single_step_is_doubted() -> None:
    cues = [f"<v Ana>Word {at}." for at in range(6)]
    with pytest.raises(
        SourceError, match=r"talk, line \d+: Its times run backwards in 5 of 5 places"
    ) as error:
        read(vtt(*cues, step=-1))
    assert error.value.line == 7
    once = vtt(*cues).replace("00:03.000 --> 00:04", "00:01.000 --> 00:04")
    assert any("run backwards in one place" in doubt for doubt in doubts(once))


def test_nearly_a_speaker_for_each_line_is_refused() -> None:
    cues = [f"<v {chr(65 + at)}x>Word." for at in range(26)]
    with pytest.raises(SourceError, match="26 different speakers in 26 lines"):
        read(vtt(*cues))


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("WEBVTT\n\nNOTE nothing\n", "It holds no cues"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\n[Music]\n", "Nobody says anything"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\n" + "a\n" * 501, "A cue has 501 lines"),
    ],
)
def test_captions_that_say_nothing_are_refused(source: str, words: str) -> None:
    with pytest.raises(SourceError, match=words):
        read(source)


def test_times_that_cannot_be_read_are_doubted_and_the_words_kept() -> None:
    source = vtt("<v Ana>Word one.", "<v Ana>Word two.").replace("00:01.000 -->", "00:xx -->")
    assert said(source)[1] == ("Ana", "Word two.")
    assert "The times of this cue cannot be read; the words are kept." in doubts(source)


@pytest.mark.parametrize(
    ("cues", "roles"),
    [
        pytest.param(
            ("<v Ana>Why stone?", "<v Ben>It lasts.", "<v Ana>And wood?", "<v Ben>It rots."),
            {"Ana": Role.HOST, "Ben": Role.GUEST},
            id="who mostly asks is the host",
        ),
        pytest.param(
            ("<v Ana>Why stone?", "<v Ben>It lasts.", "<v Cai>So it does.", "<v Ben>Since Rome."),
            {"Ana": Role.UNKNOWN, "Ben": Role.UNKNOWN, "Cai": Role.UNKNOWN},
            id="one question makes no host",
        ),
        pytest.param(
            ("<v Ana>Stone?", "<v Ben>Wood?", "<v Ana>Why?", "<v Ben>And why not?"),
            {"Ana": Role.UNKNOWN, "Ben": Role.UNKNOWN},
            id="where all ask, nobody is the host",
        ),
    ],
)
def test_who_asks_in_captions_is_guessed_only_where_one_does(
    cues: tuple[str, ...], roles: dict[str, Role]
) -> None:
    heard = {turn.speaker.name: turn.role for turn in read(vtt(*cues)).transcript.turns}
    assert heard == roles


def test_a_declared_role_goes_before_who_asks() -> None:
    sidecar = Sidecar(speakers=(DeclaredSpeaker(name="Ben", role=Role.HOST),))
    cues = ("<v Ana>Why stone?", "<v Ben>It lasts.", "<v Ana>And wood?", "<v Ben>It rots.")
    turns = read(vtt(*cues), sidecar).transcript.turns
    assert {turn.speaker.name: turn.role for turn in turns} == {"Ana": Role.GUEST, "Ben": Role.HOST}


def test_what_the_host_of_captions_asks_is_what_the_next_answers() -> None:
    cues = ("<v Ana>Why stone?", "<v Ben>It lasts.", "<v Ana>And wood?", "<v Ben>It rots.")
    turns = read(vtt(*cues)).transcript.turns
    assert [turn.answers for turn in turns] == [None, 0, None, 2]
