import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.speakers import find_mentions
from index.types import Role, Speaker

SPEAKERS = (
    Speaker(id="s#zora", name="Zora Chase", aliases=("Zora",), role=Role.GUEST),
    Speaker(id="s#emil", name="Emil Brandt", aliases=("Emil", "EB"), role=Role.GUEST),
    Speaker(id="s#span", name="Span", role=Role.HOST),
    Speaker(id="t#emil", name="Émil Novak", role=Role.UNKNOWN),
)


def mentioned(text: str) -> list[tuple[str, bool, set[str]]]:
    return [(mention.text, mention.exact, set(mention.speakers)) for mention in find_mentions(text, SPEAKERS)]


@pytest.mark.parametrize(
    ("question", "words", "ids"),
    [
        ("What does Zora think?", "Zora", {"s#zora"}),
        ("what does zora chase think", "zora chase", {"s#zora"}),
        ("Zora's view on rope?", "Zora's", {"s#zora"}),
        ("what about émil?", "émil", {"s#emil", "t#emil"}),
        ("Emil Brandt on rope", "Emil Brandt", {"s#emil"}),
        ("Novak on rope", "Novak", {"t#emil"}),
        ("Does EB agree?", "EB", {"s#emil"}),
        ("What did chase say?", "chase", {"s#zora"}),
        ("What did Mr. Brandt say?", "Brandt", {"s#emil"}),
        ("what does the interviewer ask", "the interviewer", {"s#span"}),
        ("Do the authors agree?", "the authors", {"s#zora", "s#emil"}),
        ("What do both say about rope?", "both", {"s#zora", "s#emil"}),
    ],
)
def test_who_is_named_is_found(question: str, words: str, ids: set[str]) -> None:
    assert mentioned(question) == [(words, True, ids)]


@pytest.mark.parametrize(
    ("question", "words", "ids"),
    [
        ("wat did zoar say", "zoar", {"s#zora"}),
        ("What did Zorra think of it?", "Zorra", {"s#zora"}),
        ("did Zor say that", "Zor", {"s#zora"}),
        ("zora chaze on rope", "zora chaze", {"s#zora"}),
        ("What about Brandtt?", "Brandtt", {"s#emil"}),
        ("according to novack, who weaves?", "novack", {"t#emil"}),
    ],
)
def test_a_misspelt_name_is_read_but_not_as_exact(question: str, words: str, ids: set[str]) -> None:
    assert mentioned(question) == [(words, False, ids)]


@pytest.mark.parametrize(
    "question",
    [
        "Was there a long chase?",
        "Who won the chase?",
        "What does Zora Miller say?",
        "Does Xaver Brandt agree?",
        "What does the book say about Zoro?",
        "Which email was sent?",
        "Both old and new ropes?",
        "Who spans the river?",
        "brand new ropes",
        "Do authors get paid?",
        "eb and flow",
    ],
)
def test_words_that_only_resemble_a_name_are_not_read_as_one(question: str) -> None:
    assert mentioned(question) == []


def test_a_word_known_otherwise_is_no_misspelling() -> None:
    assert find_mentions("What did Zorra say?", SPEAKERS, lambda word: word == "zorra") == ()


def test_several_are_found_in_order() -> None:
    assert [words for words, _, _ in mentioned("Did Emil and Zora disagree with Novak?")] == [
        "Emil",
        "Zora",
        "Novak",
    ]


@given(st.text(st.sampled_from("zoraemilZE's span.,? bothe"), max_size=60))
def test_what_is_mentioned_stands_in_the_question(question: str) -> None:
    for mention in find_mentions(question, SPEAKERS):
        assert question[mention.start : mention.end] == mention.text
        assert mention.speakers <= {speaker.id for speaker in SPEAKERS}
        assert mention.speakers
