"""An answer in Discord: within its limits, with nothing alive in it, and saying what was cut."""

import re
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from bot.answering.types import Abstention, Answer, Citation, Claim, Finding, Mode, Outcome, Reason, Verdict
from bot.escaping import neutralise, weigh
from bot.rendering.blocks import TEXT_LIMIT
from bot.rendering.outcomes import render
from bot.views.answers import answer_page
from index.types import Seconds, TurnKind
from tests.bot.fakes import fog_answer
from tests.bot.interview import HOST, MIRA, cite, say_turns
from tests.bot.outcomes import MINTED, outcomes
from tests.bot.texts import OURS, live_in_discord, part_links, pings_in_raw, read_markdown

sampled = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@sampled
@given(outcomes)
def test_no_outcome_exceeds_a_limit(outcome: Outcome) -> None:
    rendered = render(outcome, heading="Asked")

    assert all(block.strip() for block in rendered.blocks)
    assert sum(map(weigh, rendered.blocks)) <= TEXT_LIMIT


async def test_the_page_of_any_outcome_is_within_the_number_of_components() -> None:
    many = replace(fog_answer(), claims=fog_answer().claims * 200)
    page = answer_page(render(many), 10**15 - 1)

    assert page.total_children_count <= 40
    assert page.content_length() <= TEXT_LIMIT


@sampled
@given(outcomes)
def test_nothing_of_an_outcome_comes_alive(outcome: Outcome) -> None:
    for shown in render(outcome, heading="Asked").blocks:
        targets, block = part_links(shown)
        assert targets <= {link.url for link in MINTED}
        live, _ = read_markdown(block)
        assert live <= OURS
        bare = block.replace("**", "\u200b").replace("~~", "\u200b")
        assert not live_in_discord(bare)
        assert not pings_in_raw(block)


@sampled
@given(outcomes)
def test_every_marker_has_its_citation_below_and_the_other_way(outcome: Outcome) -> None:
    rendered = render(outcome)
    for block in rendered.blocks:
        lines = block.split("\n")
        markers = [found for line in lines if line[:1] != ">" for found in _numbers(line)]
        cited = [found for line in lines if line[:1] == ">" for found in _numbers(line)]
        assert not markers or set(markers) == set(cited)
        assert all(1 <= number <= rendered.citations for number in cited)


def _numbers(line: str) -> list[int]:
    return [int(found) for found in re.findall(r"(?<!\\)\*\*\[(\d+)\][ *]", line)]


def test_an_answer_names_who_said_what_when_and_to_which_question() -> None:
    block = render(fog_answer()).blocks[0]

    assert block.splitlines() == [
        "Mira Okafor waits for the weather. **[1]**",
        "> **[1] Mira Okafor** · 1:00",
        "> “Mostly I wait for fog.”",
        "> -# answering “What does a harbour master do all day?”",
    ]


def test_the_time_or_page_leads_to_where_the_words_stand() -> None:
    def heads(citation: Citation) -> str:
        claim = Claim(text="Fog.", citations=(citation,))
        return render(Answer(question="q", mode=Mode.EXTRACTIVE, claims=(claim,))).blocks[0].splitlines()[1]

    heard = replace(cite(1, "Mostly I wait for fog."), links=MINTED)
    printed = replace(heard, turn=replace(heard.turn, time=None, page=3))
    neither = replace(heard, turn=replace(heard.turn, time=None))
    assert heads(heard) == f"> **[1] Mira Okafor** · [1:00](<{MINTED[0].url}>)"
    assert heads(printed) == f"> **[1] Mira Okafor** · [page 3](<{MINTED[0].url}>)"
    assert heads(neither) == f"> **[1] Mira Okafor** · [in the source](<{MINTED[0].url}>)"
    assert heads(replace(printed, links=())) == "> **[1] Mira Okafor** · page 3"


def test_a_question_that_several_citations_answer_stands_only_above_the_first() -> None:
    first, second, other = (
        cite(1, "Mostly I wait for fog."),
        cite(2, "Half of my work is stamps."),
        cite(4, "By the metre."),
    )
    claims = (
        Claim(text="Fog.", citations=(first,)),
        Claim(text="Stamps.", citations=(second, other)),
        Claim(text="Fog again.", citations=(first,)),
    )
    blocks = render(Answer(question="q", mode=Mode.EXTRACTIVE, claims=claims)).blocks

    # Where another question came between, it stands again.
    assert [block.count("What does a harbour master do") for block in blocks[:3]] == [1, 0, 1]
    assert [block.count("And what do the ships pay?") for block in blocks[:3]] == [0, 1, 0]


def test_what_was_asked_is_shown_where_others_do_not_see_it() -> None:
    asked = render(replace(fog_answer(), question="*Why* fog?"), heading="Asked")

    assert asked.blocks[0] == "-# Asked: “\\*Why\\* fog?”"
    assert asked.blocks[1:] == render(fog_answer()).blocks


def test_a_sentence_made_of_the_quotation_shows_the_words_once() -> None:
    claim = Claim(
        text="Jon Beck: “Half of my work is stamps.”", citations=(cite(2, "Half of my work is stamps."),)
    )
    blocks = render(Answer(question="q", mode=Mode.EXTRACTIVE, claims=(claim,))).blocks

    assert "\n".join(blocks).count("Half of my work is stamps.") == 1


def test_the_same_words_cited_twice_have_one_number() -> None:
    claim = Claim(text="He stamps.", citations=(cite(2, "Half of my work is stamps."),))
    rendered = render(Answer(question="q", mode=Mode.GENERATED, claims=(claim, claim)))

    assert rendered.citations == 1
    assert "[2]" not in "\n".join(rendered.blocks)


def test_an_insertion_in_brackets_is_seen_as_it_stands() -> None:
    claim = Claim(
        text="Short is cheap.",
        citations=(cite(4, "A short ship is a cheap ship, [laughs] and everyone knows it."),),
    )
    block = render(Answer(question="q", mode=Mode.EXTRACTIVE, claims=(claim,))).blocks[0]

    assert "“A short ship is a cheap ship, [laughs] and everyone knows it.”" in read_markdown(block)[1]


def test_whoever_asks_is_shown_as_asking() -> None:
    claim = Claim(text="Pia Roth asks.", citations=(cite(0, "What does a harbour master do all day?"),))

    assert (
        "**[1] Pia Roth** (asking)"
        in render(Answer(question="q", mode=Mode.EXTRACTIVE, claims=(claim,))).blocks[0]
    )


def test_whom_a_speaker_reports_stands_beside_the_name() -> None:
    reported = replace(cite(1, "Mostly I wait for fog."), informant="the *mayor*")
    claim = Claim(text="She waits.", citations=(reported,))
    block = render(Answer(question="q", mode=Mode.EXTRACTIVE, claims=(claim,))).blocks[0]

    assert f"**[1] Mira Okafor**, on the {neutralise('*mayor*')} · 1:00" in block


def test_titles_stand_beside_each_citation_when_there_are_several_sources() -> None:
    other = cite(1, "Mostly I wait for fog.", say_turns(source="again"), "Another talk")
    claims = (
        Claim(text="She waits.", citations=(cite(1, "Mostly I wait for fog."),)),
        Claim(text="Still.", citations=(other,)),
    )
    text = "\n".join(render(Answer(question="q", mode=Mode.EXTRACTIVE, claims=claims)).blocks)

    assert "**[1] Mira Okafor** · A talk at the harbour · 1:00" in text
    assert "**[2] Mira Okafor** · Another talk · 1:00" in text


def test_what_does_not_fit_is_left_out_whole_and_said() -> None:
    long = "Fog came over the quay again. " * 30
    answer = replace(
        fog_answer(),
        claims=tuple(Claim(text=long, citations=(cite(1, "Mostly I wait for fog."),)) for _ in range(9)),
    )
    blocks = render(answer).blocks

    assert blocks[-2] == "-# Shortened: 6 more would not fit in one message."
    assert all(block.startswith(long.strip()) for block in blocks[:-2])


@pytest.mark.parametrize("length", range(100, 900, 13))
def test_the_word_that_it_was_cut_has_room_of_its_own(length: int) -> None:
    claim = Claim(text="x" * length, citations=(cite(1, "Mostly I wait for fog."),))
    blocks = render(replace(fog_answer(), claims=(claim,) * 40)).blocks

    assert any(block.startswith("-# Shortened:") for block in blocks)
    assert sum(map(weigh, blocks)) <= TEXT_LIMIT


def test_one_endless_sentence_is_cut_at_a_sentences_border_and_said() -> None:
    words = "The bell rings in fog. " * 400
    turn = say_turns(((HOST, TurnKind.QUESTION, "Why?"), (MIRA, TurnKind.ANSWER, words)))
    claim = Claim(text="Mira Okafor hears a bell.", citations=(cite(1, words, turn),))
    blocks = render(Answer(question="q", mode=Mode.EXTRACTIVE, claims=(claim,))).blocks

    assert "The bell rings in fog. …”" in blocks[0]
    assert blocks[-2] == "-# Shortened to fit in one message."


def test_an_abstention_says_why_and_shows_what_stands_nearest() -> None:
    outcome = Abstention(
        question="q",
        mode=Mode.EXTRACTIVE,
        reason=Reason.NOTHING_FOUND,
        text="The sources say nothing about sharks.",
        nearest=(cite(1, "Mostly I wait for fog."),),
        verdict=Verdict.NOT_IN_SOURCES,
    )
    rendered = render(outcome)

    assert render(replace(outcome, verdict=None)).blocks[0] == "The sources say nothing about sharks."
    assert rendered.blocks[:2] == (
        "**The sources say nothing about sharks.**",
        "-# Nearest passages:",
    )
    assert rendered.blocks[2].startswith("> **[1] Mira Okafor**")


@pytest.mark.parametrize("verdict", Verdict)
def test_every_verdict_is_said_in_plain_words(verdict: Verdict) -> None:
    first = render(replace(fog_answer(), verdict=verdict)).blocks[0]

    assert re.fullmatch(r"\*\*[A-Z][^_]+\.\*\*", first)


@pytest.mark.parametrize(
    ("start", "shown"), [(0, "0:00"), (59.9, "0:59"), (724, "12:04"), (3723, "1:02:03"), (-5, "0:00")]
)
def test_times_are_written_as_people_write_them(start: float, shown: str) -> None:
    turn = replace(cite(1, "Mostly I wait for fog.").turn, time=Seconds(start, start + 1))
    citation = replace(cite(1, "Mostly I wait for fog."), turn=turn)
    claim = Claim(text="She waits.", citations=(citation,))

    assert (
        f"**[1] Mira Okafor** · {shown}\n"
        in render(Answer(question="q", mode=Mode.EXTRACTIVE, claims=(claim,))).blocks[0]
    )


def test_an_answer_by_a_model_says_so_and_that_its_words_were_checked() -> None:
    written = "\n".join(render(replace(fog_answer(), mode=Mode.GENERATED)).blocks)

    assert "Mira Okafor waits for the weather. **[1]**\n> **[1] Mira Okafor**" in written
    assert "A model wrote the sentences" in written
    assert "model" not in "\n".join(render(fog_answer()).blocks)


def test_a_note_for_the_reader_stands_above_the_answer() -> None:
    assert render(replace(fog_answer(), note="Read as a name: *Mirra*")).blocks[0] == (
        "-# Read as a name: \\*Mirra\\*"
    )


def test_the_summary_of_a_check_stands_in_place_of_the_bare_verdict() -> None:
    checked = replace(fog_answer(), verdict=Verdict.SAID, summary="Yes: Mira Okafor said this.")

    assert render(checked).blocks[0] == "**Yes: Mira Okafor said this.**"


def test_an_abstention_says_who_could_be_asked_for_instead() -> None:
    abstention = Abstention(
        question="q",
        mode=Mode.EXTRACTIVE,
        reason=Reason.OUTSIDE_SOURCES,
        text="I answer only from the sources.",
        covered=tuple(f"Person {number}" for number in range(11)),
    )
    few = render(replace(abstention, covered=("Mira Okafor", "Jon_Beck"))).blocks

    assert few == ("I answer only from the sources.", "-# Who speaks here: Mira Okafor, Jon\\_Beck")
    assert render(abstention).blocks[-1].endswith("Person 6, Person 7 and 3 more")


def test_of_a_text_of_several_sentences_each_is_told_with_what_shows_it() -> None:
    fog, stamps = fog_answer().claims
    answer = replace(
        fog_answer(),
        verdict=Verdict.NOT_IN_SOURCES,
        summary="One of two is in the sources.",
        findings=(
            Finding(checked="She waits.", verdict=Verdict.SUPPORTED, summary="Said.", claims=(fog,)),
            Finding(checked="She *swims*.", verdict=Verdict.NOT_IN_SOURCES, summary="Nobody said so."),
        ),
    )
    blocks = render(answer).blocks

    assert blocks[0] == "**One of two is in the sources.**"
    assert blocks[1].startswith("-# “She waits.”\n**Said.**\nMira Okafor waits for the weather. **[1]**\n> ")
    assert blocks[2] == "-# “She \\*swims\\*.”\n**Nobody said so.**"
    assert blocks[3].startswith(stamps.text)


@sampled
@given(outcomes)
async def test_the_page_of_any_outcome_can_be_sent(outcome: Outcome) -> None:
    page = answer_page(render(outcome, heading="Asked of @everyone"), 10**15 - 1)

    assert page.total_children_count <= 40
    assert 1 <= page.content_length() <= TEXT_LIMIT
