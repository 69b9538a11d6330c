"""Cards of moderators: within Discord's limits and safe, whatever anybody wrote."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.answering.types import Answer, Claim, Mode, Outcome, Rejection, Spent
from bot.answering.verification.refusals import Refusal
from bot.escaping import weigh
from bot.rendering.blocks import TEXT_LIMIT
from bot.rendering.cards import Drafted, show_drafted
from bot.translating import ENGLISH, tongue_of
from bot.wording import reviewing as words
from bot.wording.refused_sentences import UNKNOWN, refused_because
from tests.bot.fakes import fog_answer
from tests.bot.interview import cite
from tests.bot.outcomes import MINTED, outcomes
from tests.bot.texts import OURS, live_in_discord, part_links, pings_in_raw, read_markdown, texts

sampled = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
HEAD = ("**A draft waits for a moderator**",)
rejections = st.lists(st.builds(Rejection, text=texts, reason=texts), max_size=8).map(tuple)
spent = st.none() | st.builds(
    Spent, model=texts, calls=st.just(2), input_tokens=st.just(9), output_tokens=st.just(9)
)


@st.composite
def drafts(draw: st.DrawFn) -> Drafted:
    outcome: Outcome = replace(draw(outcomes), rejected=draw(rejections), spent=draw(spent))
    question, before = draw(st.none() | texts), draw(st.none() | texts)
    return Drafted(question=question, outcome=outcome, before=before, seconds=draw(st.none() | st.just(1.25)))


@sampled
@given(drafts())
def test_a_card_fits_into_one_message(drafted: Drafted) -> None:
    blocks = show_drafted(ENGLISH, drafted, HEAD)

    assert sum(map(weigh, blocks)) <= TEXT_LIMIT
    # Beside them stand a row and at most five buttons.
    assert len(blocks) <= 40 - 6
    assert all(block.strip() for block in blocks)


@sampled
@given(drafts())
def test_nothing_in_it_comes_alive(drafted: Drafted) -> None:
    for shown in show_drafted(ENGLISH, drafted, HEAD):
        targets, block = part_links(shown)
        assert targets <= {link.url for link in MINTED}
        live, _ = read_markdown(block)
        assert live <= {*OURS, "bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close"}
        assert not pings_in_raw(block)
        assert not live_in_discord(block)


def long_answer(claims: int) -> Answer:
    quoted = cite(1, "When it lifts, forty ships want the same quay at once.")
    claim = Claim(text="Mira Okafor says: " + "ships " * 90, citations=(quoted, quoted))
    return Answer(question="?", mode=Mode.GENERATED, claims=(claim,) * claims)


def test_what_is_cut_is_said() -> None:
    whole = show_drafted(ENGLISH, Drafted(question="?", outcome=fog_answer()), HEAD)
    cut = show_drafted(ENGLISH, Drafted(question="?", outcome=long_answer(9)), HEAD)

    assert words.SHORTENED not in whole
    assert words.SHORTENED in cut
    assert all(any(block.startswith(f"**{n}.** ") for block in cut) for n in range(1, 10))


def test_words_that_the_sentence_holds_stand_once() -> None:
    quoted = cite(1, "Mostly I wait for fog.")

    def shown(sentence: str) -> str:
        answer = Answer(
            question="?", mode=Mode.EXTRACTIVE, claims=(Claim(text=sentence, citations=(quoted,)),)
        )
        return "\n".join(show_drafted(ENGLISH, Drafted(question="?", outcome=answer), HEAD))

    assert shown("Mira Okafor says: “Mostly I wait for fog.”").count("Mostly I wait for fog.") == 1
    assert shown("Mira Okafor waits.").count("Mostly I wait for fog.") == 1
    assert "> **Mira Okafor** · " in shown("Mira Okafor says: “Mostly I wait for fog.”")


@pytest.mark.parametrize("refusal", Refusal)
def test_each_reason_for_leaving_a_sentence_out_has_its_words(refusal: Refusal) -> None:
    assert refused_because(refusal.value) != UNKNOWN


def test_a_reason_of_another_version_has_words_too() -> None:
    assert refused_because("of tomorrow") == UNKNOWN


def test_a_card_is_told_in_the_language_of_its_server() -> None:
    told = show_drafted(tongue_of("de"), Drafted(question="?", outcome=fog_answer()), HEAD)

    assert "“Mostly I wait for fog.”" in "\n".join(told) or "„Mostly I wait for fog.“" in "\n".join(told)


@pytest.mark.parametrize(
    ("sentence", "translated", "told"),
    [
        ("Mira Okafor says: “Mostly I wait for fog.”", False, words.PASSED_AS_QUOTED),
        ("Mira Okafor waits for fog.", False, words.PASSED_AS_TOLD),
        ("Mira Okafor wartet auf Nebel.", True, words.PASSED_TRANSLATED),
    ],
)
@pytest.mark.parametrize("mode", Mode)
def test_what_was_checked_hangs_on_how_a_sentence_tells_it(
    mode: Mode, sentence: str, told: str, *, translated: bool
) -> None:
    claim = Claim(text=sentence, citations=(cite(1, "Mostly I wait for fog."),), translated=translated)
    answer = Answer(question="Why?", mode=mode, claims=(claim,))
    shown = "\n".join(show_drafted(ENGLISH, Drafted(question="Why?", outcome=answer, seconds=0.1), HEAD))

    assert told in shown
    passed = {words.PASSED_AS_QUOTED, words.PASSED_AS_TOLD, words.PASSED_TRANSLATED}
    assert not any(other in shown for other in passed - {told})
