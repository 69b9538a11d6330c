import io
import re
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from rich.console import Console

from bot.answering.types import (
    Abstention,
    Answer,
    Change,
    Claim,
    Difference,
    Finding,
    Mode,
    Outcome,
    Reason,
    Verdict,
)
from bot.terminal.answers import show_outcome
from tests.bot.fakes import fog_answer
from tests.bot.interview import TITLE, cite
from tests.bot.outcomes import MINTED, outcomes

# Arbitrary outcomes are slow to draw, and checks run beside each other on few cores.
sampled = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def shown(outcome: Outcome, *, colour: bool = False) -> str:
    """Return what a terminal of 80 columns shows."""
    console = Console(width=80, file=io.StringIO(), force_terminal=colour)
    with console.capture() as captured:
        console.print(show_outcome(outcome))
    return captured.get()


def words(outcome: Outcome) -> str:
    return " ".join(shown(outcome).split())


def test_names_words_places_and_context_are_shown() -> None:
    told = words(fog_answer())
    assert "Mira Okafor waits for the weather. [1] [1] Mira Okafor · line 2 · 1:00–1:30" in told
    assert "“Mostly I wait for fog.”" in told
    assert told.count("answering Pia Roth: “What does a harbour master do all day?”") == 1
    assert told.endswith(f"From “{TITLE}” harbour-talk")


def test_where_words_stand_leads_there_in_a_terminal_and_nowhere_else() -> None:
    citation = replace(cite(1, "Mostly I wait for fog."), links=MINTED)
    paged = replace(citation, turn=replace(citation.turn, time=None, page=3))
    answer = replace(fog_answer(), claims=(Claim(text="She waits.", citations=(paged,)),))
    place = "line 2 · page 3"
    assert f"\x1b]8;;{MINTED[0].url}\x1b\\" in re.sub("id=[0-9]+", "", shown(answer, colour=True))
    assert place in shown(answer)
    assert "https://" not in shown(answer)


def test_whom_a_speaker_reports_stands_beside_the_name() -> None:
    claim = Claim(
        text="She waits.", citations=(replace(cite(1, "Mostly I wait for fog."), informant="the mayor"),)
    )
    told = words(Answer(question="q", mode=Mode.EXTRACTIVE, claims=(claim,)))
    assert "[1] Mira Okafor, on the mayor · line 2" in told


def test_words_that_stand_in_the_sentence_are_not_repeated() -> None:
    citation = cite(2, "Half of my work is stamps.")
    claim = Claim(text=f"Jon Beck says: “{citation.quote}”", citations=(citation,))
    answer = Answer(question="What work?", mode=Mode.EXTRACTIVE, claims=(claim,))
    assert words(answer).count(citation.quote) == 1


def test_a_verdict_and_a_note_come_first() -> None:
    answer = Answer(
        question="Is half of it stamps?",
        mode=Mode.EXTRACTIVE,
        claims=fog_answer().claims,
        verdict=Verdict.SUPPORTED,
        note="“Jhon” was read as Jon Beck.",
    )
    assert words(answer).startswith("Close to this was said: read the words. “Jhon” was read as Jon Beck.")


def test_an_abstention_says_so_and_shows_what_stands_nearest() -> None:
    abstention = Abstention(
        question="What of eels?",
        mode=Mode.EXTRACTIVE,
        reason=Reason.NOTHING_FOUND,
        text="The sources say nothing of eels.",
        nearest=(cite(4, "A short ship is a cheap ship, [laughs] and everyone knows it."),),
    )
    told = words(abstention)
    assert told.startswith("The sources say nothing of eels. Nearest passages: [1] Mira Okafor")
    assert "[laughs]" in told


def test_what_differs_is_told_in_words_too() -> None:
    differences = (
        Difference(change=Change.SAME, words="mostly I wait for"),
        Difference(change=Change.ONLY_ASKED, words="rain"),
        Difference(change=Change.ONLY_SAID, words="fog"),
    )
    answer = replace(fog_answer(), verdict=Verdict.NEARLY_SAID, summary="Nearly.", differences=differences)
    assert words(answer).startswith(
        "Nearly. Word by word: mostly I wait for rain fog said “fog”, not “rain” Mira Okafor waits"
    )


def test_speakers_stand_one_under_the_other_with_their_own_words_alone() -> None:
    told = words(replace(fog_answer(), compared=("Jon Beck", "Pia Roth", "Mira Okafor")))
    jon, pia, mira = (
        told.index(f"{start}") for start in ("[2] Jon Beck", "Pia Roth says nothing", "[1] Mira")
    )
    assert jon < told.index("“Half of my work is stamps.”") < pia < mira < told.index("“Mostly I wait")


def test_what_was_found_of_each_sentence_stands_under_it() -> None:
    fog, stamps = fog_answer().claims
    findings = (
        Finding(checked="She swims.", verdict=Verdict.NOT_IN_SOURCES, summary="Nobody said so."),
        Finding(checked="She waits.", verdict=Verdict.SUPPORTED, summary="Said.", claims=(fog,)),
    )
    told = words(replace(fog_answer(), findings=findings))
    assert told.startswith(f"“She swims.” Nobody said so. “She waits.” Said. {fog.text} [1]")
    assert told.count(fog.text) == told.count(stamps.text) == 1


def test_an_answer_by_a_model_says_so() -> None:
    assert "A model wrote the sentences" in words(replace(fog_answer(), mode=Mode.GENERATED))
    assert "model" not in words(fog_answer())


def test_who_could_be_asked_for_instead_is_named() -> None:
    abstention = Abstention(
        question="q",
        mode=Mode.EXTRACTIVE,
        reason=Reason.OUTSIDE_SOURCES,
        text="I answer only from the sources.",
        covered=("Mira Okafor", "Jon Beck"),
    )
    assert words(abstention).endswith("Who speaks here: Mira Okafor, Jon Beck")


def test_colour_is_for_terminals_only() -> None:
    assert "\x1b[" in shown(fog_answer(), colour=True)
    assert "\x1b" not in shown(fog_answer())


@sampled
@given(outcomes)
def test_no_source_steers_the_terminal(outcome: Outcome) -> None:
    assert not [sign for sign in shown(outcome) if not sign.isprintable() and sign != "\n"]
