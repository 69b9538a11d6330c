"""Follow-ups: what a question takes from its thread."""

import pytest

from bot.answering.questions.following import Follow
from bot.answering.questions.question import Kind, Question
from bot.answering.questions.reading import read_question
from bot.answering.questions.smalltalk import Outside
from index.types import Speaker
from tests.bot.answering.speakers import DAVIT, IMOGEN, SPEAKERS

COPPER = "What does Davit say about copper?"
COPPER_TOPIC = "What does about copper?"


def read(*thread: str) -> Question:
    """Read the last question of a thread."""
    return read_question(thread[-1], SPEAKERS, after=thread[:-1])


@pytest.mark.parametrize(
    ("thread", "speakers", "earlier"),
    [
        ((COPPER, "and Imogen?"), {IMOGEN}, COPPER_TOPIC),
        ((COPPER, "And Tarrant?"), {IMOGEN}, COPPER_TOPIC),
        ((COPPER, "what about Imogen?"), {IMOGEN}, COPPER_TOPIC),
        ((COPPER, "Imogen?"), {IMOGEN}, COPPER_TOPIC),
        ((COPPER, "And what does Imogen think?"), {IMOGEN}, COPPER_TOPIC),
        ((COPPER, "Does Imogen agree?"), {IMOGEN}, COPPER_TOPIC),
        ((COPPER, "and the guests?"), {IMOGEN, DAVIT}, COPPER_TOPIC),
        ((COPPER, "why?"), {DAVIT}, COPPER_TOPIC),
        ((COPPER, "and why?"), {DAVIT}, COPPER_TOPIC),
        ((COPPER, "when was that?"), {DAVIT}, COPPER_TOPIC),
        ((COPPER, "and about worms?"), {DAVIT}, COPPER_TOPIC),
        ((COPPER, "How often did she use it?"), set[Speaker](), COPPER_TOPIC),
        ((COPPER, "What does Imogen say about worms?"), {IMOGEN}, None),
        ((COPPER, "Where does the peach tree grow?"), set[Speaker](), None),
        ((COPPER, "What is Saltby?"), set[Speaker](), None),
        (("Does copper kill worms?", "why?"), set[Speaker](), "Does copper kill worms?"),
        (("Who is Cecil?", COPPER, "why?"), {DAVIT}, COPPER_TOPIC),
    ],
)
def test_a_follow_up_takes_topic_and_speakers_from_what_it_follows(
    thread: tuple[str, ...], speakers: set[Speaker], earlier: str | None
) -> None:
    question = read(*thread)
    assert question.speakers == {speaker.id for speaker in speakers}
    taken = question.topic if question.topic == earlier else question.earlier
    assert taken == earlier


@pytest.mark.parametrize(
    ("thread", "speakers", "topic"),
    [
        ((COPPER, "What does he say about worms?"), {DAVIT}, "What about worms?"),
        ((COPPER, "What did he think of worms?"), {DAVIT}, "What of worms?"),
        ((COPPER, "What's his view on worms?"), {DAVIT}, "on worms?"),
        ((COPPER, "According to him, do worms matter?"), {DAVIT}, ", do worms matter?"),
        (("What do the guests say about copper?", "What do they say about worms?"), {DAVIT, IMOGEN}, None),
        ((COPPER, "and Imogen?", "What does she say about worms?"), {IMOGEN}, "What about worms?"),
        (("Is copper bad?", "What does she say about worms?"), set[Speaker](), None),
        ((COPPER, "So he claims worms are dead?"), {DAVIT}, "worms are dead"),
    ],
)
def test_a_pronoun_that_says_something_is_who_was_asked_for_before(
    thread: tuple[str, ...], speakers: set[Speaker], topic: str | None
) -> None:
    question = read(*thread)
    assert question.speakers == {speaker.id for speaker in speakers}
    assert topic is None or question.topic == topic


@pytest.mark.parametrize(
    ("thread", "earlier"),
    [
        ((COPPER, "and Imogen?", "why?"), COPPER_TOPIC),
        ((COPPER, "and Imogen?", "and Davit?", "and why?"), COPPER_TOPIC),
        ((COPPER, "thanks!", "why?"), COPPER_TOPIC),
        ((COPPER, "how often is it used?", "and when?"), f"{COPPER_TOPIC} how often is it used?"),
        ((COPPER, "Where does the peach tree grow?", "why?"), "Where does the peach tree grow?"),
        (("x", COPPER, *["and Imogen?"] * 5, "why?"), COPPER_TOPIC),
    ],
)
def test_a_chain_leads_back_to_its_topic(thread: tuple[str, ...], earlier: str) -> None:
    assert read(*thread).earlier == earlier


@pytest.mark.parametrize(
    ("text", "follow"),
    [
        ("why?", Follow.WHY),
        ("And why is that?", Follow.WHY),
        ("how come?", Follow.WHY),
        ("warum?", Follow.WHY),
        ("tell me more", Follow.MORE),
        ("anything else?", Follow.MORE),
        ("go on", Follow.MORE),
        ("who said that?", Follow.SAME),
        ("and Imogen?", None),
        ("when was that?", Follow.SAME),
        ("why did he cut worms?", None),
    ],
)
def test_a_follow_up_without_matter_of_its_own_wants_something_of_what_it_follows(
    text: str, follow: Follow | None
) -> None:
    question = read(COPPER, text)
    assert question.follow is follow
    assert (question.before is None) == (follow is None)
    if question.before is not None:
        assert question.before.topic == COPPER_TOPIC


@pytest.mark.parametrize("text", ["why?", "and why?", "what about it?", "who said that?", "tell me more"])
def test_what_leans_on_nothing_is_unclear(text: str) -> None:
    question = read(text)
    assert (question.kind, question.outside) == (Kind.OUTSIDE, Outside.UNCLEAR)
    assert read(COPPER, text).kind is not Kind.OUTSIDE


@pytest.mark.parametrize("text", ["Imogen?", "and Imogen?", "what about Imogen?", "tell me about Imogen"])
def test_a_name_alone_asks_who_that_is(text: str) -> None:
    question = read(text)
    assert (question.kind, question.about, question.speakers) == (Kind.WHO_IS, {IMOGEN.id}, set())


@pytest.mark.parametrize(
    "text", ["is that true?", "really?", "So is this really right?", "did she say that?"]
)
def test_a_doubt_checks_what_was_claimed_just_before(text: str) -> None:
    claimed = read("Imogen says that copper kills the worms.", text)
    assert claimed.kind is Kind.CLAIM_CHECK
    assert (claimed.text, claimed.topic) == (text, "copper kills the worms.")
    assert read('Did Imogen say "copper kills the worms"?', text).quoted == "copper kills the worms"


def test_a_doubt_about_a_question_is_no_check() -> None:
    assert read("What does Imogen say about copper?", "is that true?").kind is not Kind.CLAIM_CHECK
