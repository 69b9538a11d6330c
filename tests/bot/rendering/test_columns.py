"""Speakers side by side: each column only that speaker, and nobody left out."""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.answering.types import Answer, Claim, Mode
from bot.escaping import neutralise, weigh
from bot.rendering.blocks import TEXT_LIMIT
from bot.rendering.outcomes import render
from index.types import Speaker, Turn, TurnKind
from tests.bot.fakes import fog_answer
from tests.bot.interview import HOST, MIRA, cite, say_turns


def compare(*names: str, answer: Answer | None = None) -> tuple[str, ...]:
    return render(replace(answer or fog_answer(), compared=names)).blocks


def test_each_speaker_has_a_column_of_their_own_words() -> None:
    blocks = compare("Jon Beck", "Mira Okafor")

    assert blocks[:2] == (
        "**Jon Beck**\n> **[2]** “Half of my work is stamps.” · 2:00",
        "**Mira Okafor**\n> **[1]** “Mostly I wait for fog.” · 1:00",
    )


def test_who_says_nothing_about_it_is_named_all_the_same() -> None:
    assert compare("Mira Okafor", "Jon Beck", "Pia Roth")[2] == (
        "**Pia Roth** says nothing about this in the sources."
    )


def test_words_of_somebody_who_was_not_asked_for_stand_under_their_own_name() -> None:
    blocks = compare("Mira Okafor")

    assert blocks[1].startswith("**Jon Beck**\n")
    assert "stamps" not in blocks[0]


def test_a_question_is_shown_as_asked() -> None:
    claim = Claim(text="Pia Roth asks.", citations=(cite(0, "What does a harbour master do all day?"),))
    answer = Answer(question="q", mode=Mode.EXTRACTIVE, claims=(claim,))

    assert compare("Pia Roth", answer=answer)[0].startswith("**Pia Roth** (asking)\n")


def test_who_says_much_leaves_room_for_the_others() -> None:
    words = "The bell rings in fog. " * 300
    turns = say_turns(((HOST, TurnKind.QUESTION, "Why?"), (MIRA, TurnKind.ANSWER, words)))
    long = Claim(text="Mira Okafor hears a bell.", citations=(cite(1, words, turns),))
    blocks = compare(
        "Mira Okafor", "Jon Beck", answer=replace(fog_answer(), claims=(long, fog_answer().claims[1]))
    )

    assert "The bell rings in fog. …”" in blocks[0]
    assert "Half of my work is stamps." in blocks[1]
    assert blocks[2] == "-# Shortened to fit in one message."


def test_where_all_say_much_everybody_has_their_share() -> None:
    names = ("Ann Lee", "Bo Li", "Cy Fox", "Di Ray", "Ed Kim", "Flo Roy")
    turns = [_turn(number, name, "The bell rings in fog. " * 130) for number, name in enumerate(names)]
    claims = tuple(Claim(text="Said.", citations=(cite(0, turn.text, (turn,)),)) for turn in turns)
    *columns, notice, _ = compare(*names, answer=Answer(question="q", mode=Mode.EXTRACTIVE, claims=claims))

    assert [column.splitlines()[0] for column in columns] == [f"**{name}**" for name in names]
    assert all("The bell rings in fog. …”" in column for column in columns)
    assert notice == "-# Shortened to fit in one message."


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["Ann Lee", "Bo Li", "Cy Fox", "Di Ray", "Ed Kim", "Flo Roy"]),
            st.text(max_size=900),
        ),
        min_size=1,
        max_size=12,
    )
)
def test_each_column_holds_only_its_speakers_words_and_all_are_there(said: list[tuple[str, str]]) -> None:
    turns = [_turn(number, name, f"w{number}w {text}") for number, (name, text) in enumerate(said)]
    claims = tuple(Claim(text="Said.", citations=(cite(0, turn.text, (turn,)),)) for turn in turns)
    names = tuple(dict.fromkeys([*(name for name, _ in said), "Zoe Oak"]))
    blocks = compare(*names, answer=Answer(question="q", mode=Mode.EXTRACTIVE, claims=claims))

    assert sum(map(weigh, blocks)) <= TEXT_LIMIT
    for name, block in zip(names, blocks, strict=False):
        assert block.startswith(f"**{neutralise(name)}**")
        others = [number for number, (speaker, _) in enumerate(said) if speaker != name]
        assert not [number for number in others if f"“w{number}w" in block]
        assert "w" in block or name == "Zoe Oak"


def _turn(number: int, name: str, text: str) -> Turn:
    (turn,) = say_turns(((Speaker(id=name, name=name), TurnKind.ANSWER, text),))
    return replace(turn, ordinal=number)
