"""Checks through the whole pipeline: quotations, claims, and messages of several sentences."""

import pytest

from bot.answering.asking import Asked, Intent
from bot.answering.pipeline import AnswerPipeline
from bot.answering.types import Abstention, Answer, Outcome, Verdict
from tests.bot.answering.orchard import citations_of

IMOGEN, DAVIT, RUTH = "Imogen Tarrant", "Davit Kobalia", "Ruth Adeyemi"


async def check(
    pipeline: AnswerPipeline, text: str, intent: Intent = Intent.CLAIM, speaker: str | None = None
) -> Outcome:
    return await pipeline.answer(Asked(text=text, intent=intent, speaker=speaker))


def summary_of(outcome: Outcome) -> str:
    return (outcome.summary or "") if isinstance(outcome, Answer) else outcome.text


@pytest.mark.parametrize(
    ("quoted", "speaker", "verdict", "told"),
    [
        ("People protect what they've eaten", None, Verdict.SAID, f"Yes: {DAVIT} says this"),
        ("“no ticket”", DAVIT, Verdict.SAID, f"Yes: {DAVIT} says this"),
        ("I counted 412 fruit trees … and cried", None, Verdict.SAID, f"Yes: {IMOGEN} says this"),
        (
            "insurers don't like experiments",
            IMOGEN,
            Verdict.SAID_BY_OTHER,
            f"{DAVIT} says this, not {IMOGEN}",
        ),
        (
            "floods every seventh winter",
            None,
            Verdict.SAID,
            "as a report of what others say, after “He told me",
        ),
        ("wo in ten can be moved", None, Verdict.NOT_SAID, "No: these words are not in the sources"),
        ("it can't be moved", DAVIT, Verdict.NOT_SAID, "No: these words are not in the sources"),
        ("do the job at all", None, Verdict.NEARLY_SAID, "Not in this sense"),
        ("council disputes this figure", None, Verdict.SAID, "in a note"),
        ("work harder", None, Verdict.NEARLY_SAID, f"Not in this sense: {RUTH}"),
    ],
)
async def test_a_quotation_is_looked_up_with_who_and_how(
    dense: AnswerPipeline, quoted: str, speaker: str | None, verdict: Verdict, told: str
) -> None:
    outcome = await check(dense, quoted, Intent.QUOTE, speaker)
    assert outcome.verdict is verdict, summary_of(outcome)
    assert told in summary_of(outcome)


async def test_words_that_a_search_ranks_low_are_found_all_the_same(lexical: AnswerPipeline) -> None:
    for quoted in ("I laughed", "a third of the total", "So never again", "two"):
        assert (await check(lexical, quoted, Intent.QUOTE)).verdict is Verdict.SAID


async def test_what_was_nearly_said_shows_what_differs(dense: AnswerPipeline) -> None:
    outcome = await check(dense, "We've since cut twenty forms down to one", Intent.QUOTE)
    assert isinstance(outcome, Answer)
    assert [one.words for one in outcome.differences] == [
        "We've since cut",
        "twenty",
        "eleven",
        "forms down to one",
    ]


async def test_each_sentence_of_a_message_is_checked_with_its_own_words(dense: AnswerPipeline) -> None:
    text = "> Imogen counted 500 trees!\nlol. They use straw and sheep's wool. The orchard sued the harbour."
    outcome = await check(dense, text)
    assert isinstance(outcome, Answer)
    assert outcome.verdict is Verdict.CONTRADICTED
    assert [finding.verdict for finding in outcome.findings] == [
        Verdict.CONTRADICTED,
        Verdict.SUPPORTED,
        Verdict.NOT_IN_SOURCES,
    ]
    assert outcome.claims == tuple(claim for finding in outcome.findings for claim in finding.claims)
    assert outcome.summary == (
        "Of 3 sentences: 1 against what was said, 1 not in the sources, 1 in the sources."
    )


async def test_a_message_of_which_a_part_is_there_is_not_quite_supported(dense: AnswerPipeline) -> None:
    outcome = await check(dense, "They use straw and sheep's wool. The orchard won a gold medal.")
    assert outcome.verdict is Verdict.NEARLY_SAID


async def test_a_message_of_which_nothing_is_there_is_an_abstention(dense: AnswerPipeline) -> None:
    outcome = await check(dense, "The orchard won a gold medal. The mayor planted palms.")
    assert isinstance(outcome, Abstention)
    assert outcome.verdict is Verdict.NOT_IN_SOURCES
    assert outcome.text == "Of 2 sentences: 2 not in the sources."
    assert outcome.nearest


async def test_what_its_writer_adds_is_no_part_of_the_claim(dense: AnswerPipeline) -> None:
    outcome = await check(dense, "> Apples don't come true from seed.\nI don't believe that")
    assert (outcome.verdict, outcome.question) == (
        Verdict.SUPPORTED,
        "> Apples don't come true from seed. I don't believe that",
    )


async def test_a_quotation_inside_a_claim_is_checked_as_one(dense: AnswerPipeline) -> None:
    outcome = await check(dense, "Imogen said “People protect what they've eaten”")
    assert outcome.verdict is Verdict.SAID_BY_OTHER
    assert {citation.turn.speaker.name for citation in citations_of(outcome)} == {DAVIT}


async def test_words_of_somebody_who_speaks_nowhere_are_anothers(dense: AnswerPipeline) -> None:
    outcome = await check(dense, 'Did Boudica say "People protect what they\'ve eaten"?', Intent.QUESTION)
    assert outcome.verdict is Verdict.SAID_BY_OTHER
    assert "not Boudica" in summary_of(outcome)


async def test_a_check_sees_no_source_that_it_may_not(tiny: AnswerPipeline) -> None:
    for intent in (Intent.QUOTE, Intent.CLAIM):
        asked = Asked(text="The storm took the crane", intent=intent, sources=frozenset({"library"}))
        assert isinstance(await tiny.answer(asked), Abstention)
    everywhere = await check(tiny, "The storm took the crane", Intent.QUOTE)
    assert everywhere.verdict is Verdict.SAID
