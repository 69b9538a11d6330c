from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from index.passages import cut_passages, split_passages
from index.sentences import count_words, split_sentences
from index.types import Passage, Turn, TurnKind
from tests.index.fakes import HOST, MARA, TOBI, question, transcript, turn


def talk(words: int) -> str:
    """Return so many words, in sentences of ten."""
    return " ".join("Rope." if n % 10 == 9 else "rope" for n in range(words))


@st.composite
def turns(draw: st.DrawFn) -> list[Turn]:
    lengths = draw(st.lists(st.integers(0, 400), max_size=30))
    kinds = st.sampled_from(
        [
            (HOST, TurnKind.QUESTION),
            (MARA, TurnKind.ANSWER),
            (TOBI, TurnKind.ANSWER),
            (HOST, TurnKind.NARRATION),
            (HOST, TurnKind.NOTE),
        ]
    )
    spoken: list[Turn] = []
    asked: int | None = None
    for ordinal, length in enumerate(lengths):
        speaker, kind = draw(kinds)
        asked = ordinal if kind is TurnKind.QUESTION else asked
        answers = asked if kind is TurnKind.ANSWER else None
        spoken.append(turn(talk(length), ordinal=ordinal, speaker=speaker, kind=kind, answers=answers))
    return spoken


def words_of(passage: Passage) -> int:
    return count_words(passage.text)


@given(turns())
def test_passages_hold_every_sentence_once_and_in_order(spoken: list[Turn]) -> None:
    expected = [(s.turn.ordinal, s.start, s.end) for one in spoken for s in split_sentences(one)]
    cuts = cut_passages(transcript(*spoken))
    assert [(s.turn.ordinal, s.start, s.end) for _, sentences in cuts for s in sentences] == expected
    for passage, sentences in cuts:
        assert passage.text == " ".join(sentence.text for sentence in sentences)


@given(turns())
def test_passages_are_of_a_size_that_the_model_reads_whole(spoken: list[Turn]) -> None:
    assert all(words_of(passage) <= 130 for passage in split_passages(transcript(*spoken)))


@given(turns())
def test_every_part_has_a_turn_of_its_own(spoken: list[Turn]) -> None:
    for passage in split_passages(transcript(*spoken)):
        ordinals = [part.turn.ordinal for part in passage.parts]
        assert ordinals == sorted(set(ordinals))


def test_a_long_turn_is_cut_evenly() -> None:
    assert [words_of(p) for p in split_passages(transcript(turn(talk(240))))] == [80, 80, 80]


def test_short_turns_of_several_speakers_share_a_passage() -> None:
    spoken = [
        turn(talk(20), ordinal=n, speaker=speaker) for n, speaker in enumerate([MARA, TOBI, MARA, TOBI])
    ]
    (passage,) = split_passages(transcript(*spoken))
    assert [part.turn.ordinal for part in passage.parts] == [0, 1, 2, 3]


def test_a_passage_knows_the_question_that_it_answers() -> None:
    asked = question(talk(30))
    _, *answer = split_passages(transcript(asked, turn(talk(300), ordinal=1, answers=0)))
    assert [passage.question for passage in answer] == [asked] * len(answer)


def test_a_question_within_its_passage_is_not_its_context_too() -> None:
    (passage,) = split_passages(transcript(question("Why?"), turn("Because.", ordinal=1, answers=0)))
    assert passage.question is None


def test_a_new_question_does_not_end_a_passage_on_something_else() -> None:
    spoken = [turn(talk(30)), question(talk(10), ordinal=1), turn(talk(20), ordinal=2, answers=1)]
    assert [words_of(passage) for passage in split_passages(transcript(*spoken))] == [30, 30]


def test_narration_is_not_packed_with_what_was_said() -> None:
    told = turn(talk(10), speaker=HOST, kind=TurnKind.NARRATION)
    assert len(split_passages(transcript(told, turn(talk(10), ordinal=1)))) == 2


def test_a_small_rest_joins_the_passage_before_it() -> None:
    spoken = [turn(talk(95)), turn(talk(10), ordinal=1, speaker=TOBI)]
    assert [words_of(passage) for passage in split_passages(transcript(*spoken))] == [105]


def test_ids_are_the_same_each_time_and_differ_between_sources() -> None:
    spoken = transcript(turn(talk(300)))
    ids = [passage.id for passage in split_passages(spoken)]
    assert ids == [passage.id for passage in split_passages(spoken)]
    elsewhere = replace(spoken, id="library")
    assert not {passage.id for passage in split_passages(elsewhere)} & set(ids)


def test_passages_that_say_the_same_have_ids_of_their_own() -> None:
    spoken = transcript(turn(talk(300)), turn(talk(300), ordinal=1))
    ids = [passage.id for passage in split_passages(spoken)]
    assert len(set(ids)) == len(ids) > 4


def test_an_id_stays_wherever_its_passage_moves() -> None:
    before = split_passages(transcript(turn(talk(100)), turn("Herring. " * 100, ordinal=1)))
    moved = [turn("A word before. " * 40), turn(talk(100), ordinal=1), turn("Herring. " * 100, ordinal=2)]
    after = split_passages(transcript(*moved))
    assert {passage.id for passage in before} < {passage.id for passage in after}
    assert len(after) > len(before)


def test_an_id_changes_with_words_who_says_them_and_what_they_answer() -> None:
    asked, answer = question("Who?"), turn(talk(100), ordinal=1, answers=0)
    (_, kept) = split_passages(transcript(asked, answer))
    for changed in (
        (asked, replace(answer, text=answer.text.replace("Rope", "Net"))),
        (asked, replace(answer, speaker=TOBI)),
        (question("Why?"), answer),
        (asked, replace(answer, breaks=(5,))),
    ):
        assert kept.id not in {passage.id for passage in split_passages(transcript(*changed))}
