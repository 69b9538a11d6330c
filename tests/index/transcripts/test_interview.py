import contextlib
import time

import pytest

from index.errors import SidecarError, SourceError
from index.sidecar import Body, DeclaredSpeaker, Sidecar
from index.types import Role, TurnKind
from tests.index.transcripts import layouts
from tests.index.transcripts.layouts import read, said


def test_questions_and_answers_by_letter_carry_on_over_paragraphs() -> None:
    assert said(read(layouts.QUESTION_AND_ANSWER)) == [
        ("question", "Interviewer", "When did you start keeping bees?"),
        (
            "answer",
            "Guest",
            "In 1999, after the flood. My aunt gave me a hive. It was painted green, and it leaked.",
        ),
        ("question", "Interviewer", "Did they like the roof?"),
        ("answer", "Guest", "They did. Honestly: more than I did."),
    ]


def test_letters_take_the_names_that_the_sidecar_gives_to_host_and_guest() -> None:
    sidecar = Sidecar(
        speakers=(
            DeclaredSpeaker(name="The Rooftop", role=Role.HOST),
            DeclaredSpeaker(name="Ida Holm", role=Role.GUEST),
        )
    )
    turns = read(layouts.QUESTION_AND_ANSWER, sidecar).transcript.turns
    assert [turn.speaker.name for turn in turns] == ["The Rooftop", "Ida Holm"] * 2


def test_first_names_become_full_names_and_paragraphs_between_answers_ask() -> None:
    assert said(read(layouts.FIRST_NAMES, Sidecar(publisher="Span"))) == [
        ("narration", "Span", "Two bridge builders, Marta Okafor and Piet van Dijk, spoke with us in June."),
        ("question", "Span", "Why did the old bridge fall?"),
        ("answer", "Marta Okafor", "The bolts were rusting from the inside. Nobody looked [for years]."),
        ("answer", "Piet van Dijk", "I looked. Nobody read what I wrote."),
        ("note", "Span", "Mr van Dijk inspected it in 2011."),
        ("question", "Span", "Could it happen again?"),
        ("answer", "Piet van Dijk", "Of course it could."),
        ("answer", "Marta Okafor", "Not this year."),
    ]


def test_roles_are_those_of_the_turn() -> None:
    turns = read(layouts.FIRST_NAMES, Sidecar(publisher="Span")).transcript.turns
    assert [turn.role for turn in turns] == [
        Role.EDITOR, Role.HOST, Role.GUEST, Role.GUEST, Role.EDITOR, Role.HOST, Role.GUEST, Role.GUEST,
    ]  # fmt: skip


def test_an_answer_cut_by_a_note_stays_one_turn_of_several_pieces() -> None:
    cut = read(layouts.FIRST_NAMES).transcript.turns[3]
    assert [piece.text for piece in cut.pieces] == ["I looked. ", "Nobody read what I wrote."]


def test_an_answer_knows_its_question_and_a_note_has_none() -> None:
    turns = read(layouts.FIRST_NAMES).transcript.turns
    assert [turn.answers for turn in turns] == [None, None, 1, 1, None, None, 5, 5]


def test_paragraphs_in_strong_print_are_questions() -> None:
    sidecar = Sidecar(speakers=(DeclaredSpeaker(name="Ole Vik", role=Role.GUEST),), publisher="Coast")
    assert said(read(layouts.BOLD, sidecar)) == [
        ("question", "Coast", "How do you sleep with the lamp turning?"),
        ("answer", "Ole Vik", "I do not sleep, I doze. The lamp is a kind of company."),
        ("question", "Coast", "And the storms?"),
        ("answer", "Ole Vik", "They come from the west. See the log."),
    ]


def test_whoever_answers_questions_in_strong_print_stays_unknown_without_a_name() -> None:
    reading = read(layouts.BOLD)
    assert {name for kind, name, _ in said(reading) if kind == "answer"} == {"Unknown speaker"}
    assert reading.doubts


@pytest.mark.parametrize("text", [layouts.BOLD_LABELS, layouts.BARE_BOLD])
def test_names_in_strong_print_are_labels(text: str) -> None:
    turns = said(read(text))
    assert [(kind, name) for kind, name, _ in turns] == [
        ("question", "Ana Ruiz"),
        ("answer", "Tomas Berg"),
        ("question", "Ana Ruiz"),
        ("answer", "Tomas Berg"),
    ]
    assert turns[3][2] == "For a bad year."


def test_initials_that_are_explained_once_become_full_names() -> None:
    reading = read(layouts.INITIALS)
    assert [name for kind, name, _ in said(reading) if kind != "narration"] == ["Sam Ito", "Jane Doering"] * 2
    assert [(item.text, item.why) for item in reading.skipped] == [("JD = Jane Doering", "a key to initials")]


def test_names_in_capitals_are_labels_and_wrapped_lines_carry_on() -> None:
    turns = said(read(layouts.CAPITALS))
    assert turns[1] == ("answer", "NOOR HADDAD", "My mother did, in a garage without light.")
    assert turns[3] == ("answer", "NOOR HADDAD", "Yes: very.")


def test_who_mostly_asks_is_the_host_and_that_is_said_as_a_doubt() -> None:
    reading = read(layouts.SINGLE_LINES)
    assert [turn.kind for turn in reading.transcript.turns] == [TurnKind.QUESTION, TurnKind.ANSWER] * 2
    assert any("ANA mostly asks" in doubt.sentence for doubt in reading.doubts)


def test_lines_count_whatever_breaks_them() -> None:
    for line_break in ("\n", "\r\n", "\r"):
        text = layouts.SINGLE_LINES.replace("\r\n", line_break)
        assert [turn.line for turn in read(text).transcript.turns] == [1, 2, 3, 4]


def test_a_byte_order_mark_is_left_out_but_counts() -> None:
    turn = read("\ufeffANA: One?\nBEN: Two.\nANA: Three?\n").transcript.turns[0]
    assert (turn.text, turn.pieces[0].start) == ("One?", 6)


@pytest.mark.parametrize(
    ("line", "is_label"),
    [
        ("Honestly: it was the best year.", False),
        ("Note: this was recorded twice.", False),
        ("https://example.org/ is the address.", False),
        ("Update: the bridge is closed.", False),
        ("The answer: nobody knew.", False),
        ("It was 12:30 then.", False),
        ("Carla Weiss: I was there as well.", True),
        ("Dr. Weiss: I was there as well.", True),
        ("AUDIENCE: Louder!", True),
        ("Speaker 3: Louder!", True),
    ],
)
def test_only_names_are_labels(line: str, *, is_label: bool) -> None:
    talk = layouts.SINGLE_LINES.replace("\r\n", "\n\n")
    text = f"With Carla Weiss, Dr. Weiss and others.\n\n{talk}{line}\n"
    words = [turn.text for turn in read(text).transcript.turns]
    assert (line not in words[-1]) is is_label


def test_a_word_before_a_colon_that_recurs_but_is_also_an_ordinary_word_is_nobody() -> None:
    text = "ANA: Why?\nBEN: The short answer, and I mean short.\nShort: no.\nShort: never.\nANA: Oh?\n"
    reading = read(text)
    assert {turn.speaker.name for turn in reading.transcript.turns} == {"ANA", "BEN"}
    assert any("“Short:”" in doubt.sentence and doubt.line == 3 for doubt in reading.doubts)


def test_a_name_that_is_mentioned_is_not_one_who_speaks() -> None:
    text = layouts.FIRST_NAMES.replace("Not this year.", "Not this year. Helga Lund: that is who to ask.")
    assert "Helga Lund" not in {speaker.name for speaker in read(text).transcript.speakers}


def test_a_first_name_that_two_people_share_stays_as_labelled_and_is_doubted() -> None:
    text = "We met Ben Adler and Ben Moor.\n\nANA: One?\n\nBen: Two.\n\nANA: Three?\n\nBen: Four.\n"
    reading = read(text)
    assert "Ben" in {speaker.name for speaker in reading.transcript.speakers}
    assert any("Ben Adler, Ben Moor" in doubt.sentence for doubt in reading.doubts)


def test_captions_are_cut_wherever_they_stand() -> None:
    text = "Foto Nord\n\nWhy?\n\nFoto NordANA: Because of a Foto Nordstorm.\n\nWhen?\n\nANA: In May.\n"
    sidecar = Sidecar(skip=("Foto Nord",), unlabelled="host:Nord", narrator="Nord")
    reading = read(text, sidecar)
    assert [words for _, _, words in said(reading)] == ["Why?", "Because of a storm.", "When?", "In May."]
    assert [item.line for item in reading.skipped] == [1, 5, 5]


def test_words_to_skip_that_the_text_lacks_are_doubted() -> None:
    reading = read(layouts.SINGLE_LINES, Sidecar(skip=("Foto Nord",)))
    assert any("Foto Nord" in doubt.sentence for doubt in reading.doubts)


def test_what_stands_outside_the_body_is_skipped_with_its_line() -> None:
    text = f"Menu\n\n{layouts.FIRST_NAMES}\nComments are closed\n"
    reading = read(text, Sidecar(body=Body(first="Two bridge", last="Not this year.")))
    assert [(item.text, item.why) for item in reading.skipped] == [
        ("Menu", "before the body"),
        ("Comments are closed", "after the body"),
    ]


@pytest.mark.parametrize("body", [Body(first="Three bridge builders"), Body(last="Not that year.")])
def test_a_body_that_the_text_lacks_is_refused(body: Body) -> None:
    with pytest.raises(SidecarError, match=r"talk\.toml: talk\.txt does not hold the words of “body\."):
        read(layouts.FIRST_NAMES, Sidecar(body=body))


def test_a_speaker_that_the_text_lacks_is_refused() -> None:
    with pytest.raises(SidecarError, match="names the speaker “Olga Frei”"):
        read(layouts.FIRST_NAMES, Sidecar(speakers=(DeclaredSpeaker(name="Olga Frei"),)))


def test_paragraphs_without_a_label_ask_or_carry_on_as_the_sidecar_says() -> None:
    text = "ANA: One.\n\nThat was hard.\n\nBEN: Two.\n\nANA: Three.\n\nBEN: Four.\n"
    carried = said(read(text, Sidecar(unlabelled="continues")))
    asked = said(read(text, Sidecar(unlabelled="host:Kim")))
    assert carried[0][2] == "One. That was hard."
    assert asked[1] == ("question", "Kim", "That was hard.")


def test_list_items_are_narration_and_break_its_sentences() -> None:
    text = "We asked about:\n\n  • the roof\n  • the bees\n\nWhy?\n\nANA: One.\n\nWhen?\n\nANA: Two.\n"
    turn = read(text, Sidecar(unlabelled="host:Kim")).transcript.turns[0]
    assert (turn.kind, turn.text) == (TurnKind.NARRATION, "We asked about: the roof the bees")
    assert [turn.text[at:] for at in turn.breaks] == ["the roof the bees", "the bees"]


@pytest.mark.parametrize(
    ("inside", "note", "left"),
    [
        ("[Note: it burned].", "it burned", "One. Two."),
        ("[Editor’s note: it burned] so", "it burned", "One. so Two."),
        ("[Ed.: see [1] there]", "see [1] there", "One. Two."),
        ("[It burned. —Ed.]", "It burned.", "One. Two."),
        ("(Editor's note: it burned)", "it burned", "One. Two."),
        ("[Span: it burned]", "it burned", "One. Two."),
        ("[laughs]", None, "One. [laughs] Two."),
        ("[Correction by the organisers: it burned]", "it burned", "One. Two."),
        ("[noted: twice]", None, "One. [noted: twice] Two."),
        ("(note: to self)", None, "One. (note: to self) Two."),
    ],
)
def test_notes_in_brackets_are_the_editors_and_insertions_stay(
    inside: str, note: str | None, left: str
) -> None:
    text = f"ANA: Why?\n\nBEN: One. {inside} Two.\n\nANA: Oh?\n"
    turns = said(read(text, Sidecar(narrator="Span")))
    assert turns[1] == ("answer", "BEN", left)
    assert [words for kind, _, words in turns if kind == "note"] == ([note] if note else [])


def test_a_list_with_a_label_on_every_line_is_refused() -> None:
    names = [
        f"{first}{second}{third}" for first in "BDFGKL" for second in "aeiou" for third in "bdfgklmnprst"
    ]
    with pytest.raises(SourceError, match=r"talk\.txt: It seems to have 3\d\d speakers"):
        read("".join(f"{name.upper()}: no\n" * 2 for name in names))


@pytest.mark.parametrize("sign", ["_", "*", "[x](", "**a ", " ", "[Note: ", "**a\n", "- ", "(ed "])
def test_a_long_row_of_signs_is_read_in_time(sign: str) -> None:
    begun = time.perf_counter()
    with contextlib.suppress(SourceError):
        read(sign * (200_000 // len(sign)))
    assert time.perf_counter() - begun < 5


def test_lines_of_a_few_characters_are_no_talk() -> None:
    with pytest.raises(SourceError, match="lines have fewer than 8 characters each"):
        read("[A\n" * 30_000)


@pytest.mark.parametrize(
    ("label", "name"),
    [("Dr. Weiss", "Carla Weiss"), ("Prof. Dr. Carla Weiss", "Carla Weiss"), ("Ms. B", "Ms. B")],
)
def test_a_title_is_no_part_of_a_name(label: str, name: str) -> None:
    text = f"With Carla Weiss.\n\n{label}: One.\n\nBEN: Two?\n\n{label}: Three.\n\nBEN: Four?\n"
    assert read(text).transcript.turns[1].speaker.name == name


def test_a_sound_alone_in_its_paragraph_is_not_said() -> None:
    reading = read("ANA: One?\n\nBEN: Two.\n\n[laughter]\n\n[Note: it burned]\n\n[1]\n\nANA: Three?\n")
    assert [words for _, _, words in said(reading)] == ["One?", "Two. [1]", "it burned", "Three?"]
    assert [(item.text, item.why) for item in reading.skipped] == [("[laughter]", "a sound")]


def test_full_names_in_bold_that_stand_once_each_are_labels_and_headings_are_not() -> None:
    names = said(read("**Ana Ruiz:** Why?\n\n**Tomas Berg:** So.\n\n**Lea Wolf:** No.\n"))
    assert [name for _, name, _ in names] == ["Ana Ruiz", "Tomas Berg", "Lea Wolf"]
    with pytest.raises(SourceError, match="Nobody is named as speaking in its 4 words"):
        read("**Method:** One.\n\n**Result:** Two.\n")


def test_a_text_without_speakers_is_read_if_a_sidecar_says_whose_it_is() -> None:
    with pytest.raises(SourceError, match="Add labels, or give a `narrator`"):
        read("A long story.\n\nIt goes on.\n")
    assert said(read("A long story.\n\nIt goes on.\n", Sidecar(narrator="Kim")))[0][1] == "Kim"


def test_nearly_a_speaker_for_each_paragraph_is_refused() -> None:
    names = [f"{first}ana {last}rek" for first in "BDFGK" for last in "LMNPR"]
    text = "".join(f"**{name}:** Words about nothing.\n\n" for name in names)
    with pytest.raises(SourceError, match="25 different speakers in 25 lines, nearly one for each"):
        read(text)


def test_a_full_name_that_stands_once_speaks_if_its_surname_labels_later() -> None:
    labels = ("Interviewer", "Carla Weiss", "Interviewer", "Weiss", "Interviewer", "Weiss")
    text = "".join(f"{label}: What {at}?\n\n" for at, label in enumerate(labels))
    assert [name for _, name, _ in said(read(text))] == ["Interviewer", "Carla Weiss"] * 3


def test_a_label_of_two_people_is_marked() -> None:
    text = "Ana Ruiz: Who?\n\nBo & Kim: We.\n\nAna Ruiz: Why?\n\nBo & Kim: So.\n"
    assert [doubt.line for doubt in read(text).doubts if "several may share" in doubt.sentence] == [3]


def test_a_full_name_in_bold_alone_is_a_label_where_others_recur_like_it() -> None:
    names = ("Ana Ruiz", "Tomas Berg", "Ana Ruiz", "Deep Water")
    text = "\n\n".join(f"**{name}**\n\nNo deep water {at}." for at, name in enumerate(names))
    assert [name for _, name, _ in said(read(text))] == ["Ana Ruiz", "Tomas Berg", "Ana Ruiz"]


def test_a_heading_inside_an_answer_is_nobodys() -> None:
    answer = "**Ben Osei:** So.\n\n## What bees know\n\nMuch.\n\n**A life outdoors**"
    text = f"**Ana Ruiz:** Why?\n\n{answer}\n\n**Ana Ruiz:** Oh?\n\n**Ben Osei:** **Never.**\n"
    reading = read(text)
    assert [words for _, _, words in said(reading)] == ["Why?", "So. Much.", "Oh?", "Never."]
    headings = [("What bees know", 5), ("A life outdoors", 9)]
    assert [(item.text, item.line) for item in reading.skipped] == headings


def test_whoever_nothing_names_is_left_out_of_the_proposed_sidecar() -> None:
    assert "Unknown speaker" not in {person.name for person in read(layouts.BOLD).understood.speakers}
