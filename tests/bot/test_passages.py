"""An opened passage: the question, the turn, the quoted words marked."""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.escaping import plain, weigh
from bot.passages import OpenPassage, render_passage
from bot.rendering.blocks import TEXT_LIMIT
from tests.bot.interview import TITLE, TURNS
from tests.bot.outcomes import turns
from tests.bot.texts import OURS, live_in_discord, pings_in_raw, read_markdown, texts

sampled = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def passages(draw: st.DrawFn) -> OpenPassage:
    turn = draw(turns())
    start = draw(st.integers(0, len(turn.text)))
    end = draw(st.integers(start, len(turn.text)))
    quoted = draw(st.booleans())
    return OpenPassage(
        turn=turn,
        title=draw(texts),
        number=draw(st.integers(1, 99)),
        question=draw(st.none() | turns()),
        start=start if quoted else None,
        end=end if quoted else None,
    )


@sampled
@given(passages())
def test_no_passage_exceeds_a_limit_or_comes_alive(passage: OpenPassage) -> None:
    blocks = render_passage(passage).blocks

    assert sum(map(weigh, blocks)) <= TEXT_LIMIT
    for block in blocks:
        assert read_markdown(block)[0] <= OURS
        assert not live_in_discord(block.replace("**", "\u200b"))
        assert not pings_in_raw(block)


def test_the_quoted_words_are_in_bold_inside_their_turn() -> None:
    passage = OpenPassage(turn=TURNS[1], title=TITLE, number=2, question=TURNS[0], start=10, end=22)
    blocks = render_passage(passage).blocks

    assert blocks[0] == f"-# [2] in “{TITLE}”\n> -# Pia Roth: What does a harbour master do all day?"
    assert blocks[1].splitlines() == [
        "**Mira Okafor** · guest · 1:00",
        "Mostly I w**ait for fog.** When it lifts, forty ships want the same quay at once.",
    ]


def test_paragraphs_stand_on_their_own_lines() -> None:
    text = "The quay is old. The bell is not. Nobody rings it."
    turn = replace(TURNS[1], text=text, breaks=(text.index("The bell"), text.index("Nobody")))
    body = render_passage(OpenPassage(turn=turn, title=TITLE, number=1, start=17, end=len(text))).blocks[1]

    assert body.splitlines()[1:] == ["The quay is old.", "**The bell is not.**", "**Nobody rings it.**"]


def test_a_neighbour_is_shown_from_its_beginning_without_a_mark() -> None:
    body = render_passage(OpenPassage(turn=TURNS[2], title=TITLE, number=1)).blocks

    assert body[1].splitlines()[1] == TURNS[2].text
    assert body[2] == "-# Beside the quoted passage."


def test_a_long_turn_is_shown_around_its_quote() -> None:
    text = "Before it came the gulls. " * 300 + "Then the bell rang." + " After it came the ships." * 300
    start = text.index("Then")
    turn = replace(TURNS[1], text=text)
    body = render_passage(OpenPassage(turn=turn, title=TITLE, number=1, start=start, end=start + 19)).blocks[
        1
    ]

    seen = read_markdown(body)[1]
    assert "gulls. Then the bell rang. After it came" in seen
    assert seen.count("…") == 2
    assert len(plain(text)) > TEXT_LIMIT
