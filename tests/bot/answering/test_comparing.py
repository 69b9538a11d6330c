"""Side by side: what each speaker says, each column only that speaker's."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answering.asking import Asked, Intent
from bot.answering.comparing import MOST_COLUMNS
from bot.answering.pipeline import AnswerPipeline
from bot.answering.types import Abstention, Answer, Outcome, Reason
from tests.bot.answering.orchard import read_text

WORDS = sorted({word.strip(".,;:?!\"'").casefold() for word in read_text().split() if len(word) > 3})
RUTH, IMOGEN, DAVIT = "Ruth Adeyemi", "Imogen Tarrant", "Davit Kobalia"


async def compare(pipeline: AnswerPipeline, topic: str) -> Outcome:
    return await pipeline.answer(Asked(text=topic, intent=Intent.COMPARE))


def columns_of(outcome: Outcome) -> dict[str, str]:
    """Return what stands in each column, by name; empty where somebody says nothing."""
    assert isinstance(outcome, Answer), outcome
    columns = dict.fromkeys(outcome.compared, "")
    for claim in outcome.claims:
        for citation in claim.citations:
            columns[citation.turn.speaker.name] += citation.quote
    return columns


async def test_each_who_speaks_of_it_has_a_column(dense: AnswerPipeline) -> None:
    columns = columns_of(await compare(dense, "spraying copper"))
    assert "I want copper on the shelf." in columns[IMOGEN]
    assert "Copper doesn't go away." in columns[DAVIT]


async def test_who_was_there_and_says_nothing_of_it_has_an_empty_column(dense: AnswerPipeline) -> None:
    columns = columns_of(await compare(dense, "fireblight"))
    assert "We've never had a case of fireblight" in columns[IMOGEN]
    assert columns[DAVIT] == ""
    assert RUTH not in columns
    assert "The Hedgerow Review" not in columns


async def test_who_asks_stands_last_and_only_for_what_they_state(lexical: AnswerPipeline) -> None:
    columns = columns_of(await compare(lexical, "weather station"))
    assert list(columns)[-1] == RUTH
    assert columns[RUTH].startswith("The blossom here now opens seventeen days earlier")


async def test_only_those_named_are_compared_be_it_that_they_say_nothing(dense: AnswerPipeline) -> None:
    columns = columns_of(await compare(dense, "Ruth and Imogen on fireblight"))
    assert set(columns) == {RUTH, IMOGEN}
    assert columns[RUTH] == ""


async def test_one_who_is_named_alone_stands_first_beside_the_others(dense: AnswerPipeline) -> None:
    assert next(iter(columns_of(await compare(dense, "Davit on copper")))) == DAVIT
    assert len(columns_of(await compare(dense, "Davit on copper"))) > 1


async def test_a_topic_that_nobody_speaks_of_is_an_abstention(dense: AnswerPipeline) -> None:
    outcome = await compare(dense, "football")
    assert isinstance(outcome, Abstention)
    assert outcome.reason is Reason.NOTHING_FOUND
    assert outcome.nearest


async def test_speakers_of_other_sources_are_compared_where_they_speak_of_it(tiny: AnswerPipeline) -> None:
    assert list(columns_of(await compare(tiny, "books"))) == ["Ines Falk"]
    assert set(columns_of(await compare(tiny, "ropes"))) == {"Mara Venn", "Tobi Raske"}


@pytest.mark.parametrize("topic", ["ropes", "Who paid for the new ropes?"])
async def test_a_question_states_nothing(tiny: AnswerPipeline, topic: str) -> None:
    assert "The Harbour Post" not in columns_of(await compare(tiny, topic))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join))
async def test_no_column_holds_the_words_of_another(lexical: AnswerPipeline, topic: str) -> None:
    outcome = await compare(lexical, topic)
    if isinstance(outcome, Abstention):
        return
    assert len(outcome.compared) <= MOST_COLUMNS
    assert len(set(outcome.compared)) == len(outcome.compared)
    for claim in outcome.claims:
        names = {citation.turn.speaker.name for citation in claim.citations}
        assert len(names) == 1
        assert names <= set(outcome.compared)
        assert claim.text.startswith(tuple(names))
