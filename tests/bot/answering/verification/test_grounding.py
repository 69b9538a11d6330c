"""Every rule that a sentence of a draft is held to, over an invented interview."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.answering.types import Quote
from bot.answering.verification.grounding import verify
from bot.answering.verification.quotes import fold_quote
from index.sentences import split_sentences
from index.types import Piece, Turn
from tests.bot.answering.grounds import (
    TEXT,
    check,
    draft_of,
    gather,
    quote_of,
    read_lamps,
    reason_of,
    turn_with,
)

LAMPS = "Varn now has close to 0.5 billion lamps, and it is by far the brightest town."
WASTE = "I don't think we can say they are wasteful."
GROWTH = "The growth will keep going at about 30% per year."
BILL = "Did Orrin Ltd pay the whole bill?"
SAFE = "The lamps are safe unless it rains."
LINKS = "Write to “office@varn.example” or see https://varn.example/[1]."
CHEAP = "Lamps are cheap."


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"Ada Quill says: “{LAMPS}”", [LAMPS]),
        (f"Ada Quill says: “{LAMPS} … {GROWTH}”", [LAMPS, GROWTH]),
        (f"Ada Quill says: “{GROWTH} … {GROWTH}”", [GROWTH, GROWTH]),
        (f"Bo Hale says: “{LINKS}”", [LINKS]),
        (f"Bo Hale says: “{SAFE} … {LINKS}”", [SAFE, LINKS]),
        (f"The Lamp Post asks: “{BILL}”", [BILL]),
        ("Editor notes: “the council later said 20%.”", ["the council later said 20%."]),
        ("Bo Hale says: “Yes, 40 of them.”", ["Yes, 40 of them."]),
        (f"Ada Quill says: “{WASTE}”", [WASTE]),
        ("Ada Quill says Varn has close to half a billion lamps.", [LAMPS]),
        ("According to Ada, Varn is close to 500 million lamps.", [LAMPS]),
        ("As Ada Quill put it, Varn is “by far the brightest town”.", [LAMPS]),
        ('Ada Quill calls Varn "by far the brightest town".', [LAMPS]),
        ("Ada does not think they can be called wasteful.", [WASTE]),
        ("The Lamp Post asks whether Orrin Ltd paid.", [BILL]),
        ("It grows by about thirty percent per year, says Ada.", [GROWTH]),
        ("Lamps are cheap.", [CHEAP]),
    ],
)
def test_an_honest_sentence_stands(text: str, words: list[str]) -> None:
    assert check(text, *words) is None


@pytest.mark.parametrize(
    ("reason", "text", "words"),
    [
        ("no_quote", "Ada Quill says lamps are cheap.", []),
        ("no_quote", "Ada Quill says lamps are cheap.", [" "]),
        ("quote_too_short", "Bo Hale says: “40”", ["40"]),
        ("quote_too_short", "Ada Quill says lamps are cheap.", ["are cheap"]),
        ("quote_not_found", f"Ada Quill says: “{LAMPS} Buy one.”", [LAMPS]),
        ("quote_not_found", f"Ada Quill says: “{LAMPS}” and “buy one”", [LAMPS]),
        ("quote_not_found", f"Ada Quill says: “buy one … {LAMPS}”", [LAMPS]),
        ("quote_not_found", "Ada Quill says it is “the dullest town”.", [LAMPS]),
        ("quote_not_found", 'Ada Quill says it is "the dullest town".', [LAMPS]),
        ("quote_not_found", "Ada Quill says it is ‘the dullest town’.", [LAMPS]),
        ("quote_not_found", f"Ada Quill says: “{LAMPS}", [LAMPS]),
        ("other_speaker", f"Bo Hale says: “{LAMPS}”", [LAMPS]),
        ("other_speaker", "Bo says Varn is bright.", [LAMPS]),
        ("other_speaker", "According to Bo Hale, Varn is bright.", [LAMPS]),
        ("name_not_in_evidence", "As Bo Hall put it, Varn is bright.", [LAMPS]),
        ("other_speaker", "Ada Quill and Bo Hale say Varn is bright.", [LAMPS]),
        ("other_speaker", "Ada Quill says Varn is bright.", [LAMPS, SAFE]),
        ("other_speaker", "Both authors say Varn is bright.", [LAMPS]),
        ("other_speaker", "They agree that Varn is bright.", [LAMPS]),
        ("other_speaker", "The speakers say Varn is bright.", [LAMPS]),
        ("other_speaker", "Ada Quill says Orrin Ltd did pay.", [BILL]),
        ("number_not_in_evidence", "Ada Quill says Varn has 5 billion lamps.", [LAMPS]),
        ("number_not_in_evidence", "Ada Quill says the growth is 20% per year.", [GROWTH]),
        ("number_not_in_evidence", "Ada Quill says two towns are bright.", [LAMPS]),
        ("name_not_in_evidence", "Ada Quill says Orrin has lamps.", [LAMPS]),
        ("other_speaker", "Josh Brown says Varn is bright.", [LAMPS]),
        ("name_not_in_evidence", "Ada Quill says Varn was bright in September.", [LAMPS]),
        ("negation_changed", "Ada Quill says they are wasteful.", [WASTE]),
        ("negation_changed", "Ada Quill says Varn is not bright.", [LAMPS]),
        ("negation_changed", "Ada Quill says Varn isn’t bright.", [LAMPS]),
        ("negation_changed", f"Ada Quill denies that “{LAMPS}”", [LAMPS]),
        ("negation_changed", f"Nobody, says Ada Quill, said “{LAMPS}”", [LAMPS]),
        ("hedge_changed", "Bo Hale says it snows.", ["It might snow — we'll see…"]),
        ("hedge_changed", "Ada Quill says Varn might be bright.", [LAMPS]),
        ("overstated", "Ada Quill says every lamp is cheap.", [CHEAP]),
        ("reversed_outside", "Ada Quill says they are wasteful.", ["they are wasteful"]),
        ("reversed_outside", "Bo Hale says: “The lamps are safe”", ["The lamps are safe"]),
        ("reversed_outside", "Ada Quill says: “the poles were free”", ["the poles were free"]),
        ("reversed_outside", "Bo Hale says: “the lamps were a gift”", ["the lamps were a gift"]),
        ("reversed_outside", "The Lamp Post says Orrin Ltd paid.", ["Orrin Ltd pay the whole bill"]),
        ("question_as_view", "The Lamp Post says Orrin Ltd did pay.", [BILL]),
        ("question_as_view", "Ada Quill says lamps are useful.", ["Are they useful?"]),
        ("reversed_outside", "Ada Quill says: “close to 0.5”", ["Varn now has close to 0.5"]),
        ("unsafe_text", "@everyone Ada Quill says lamps are cheap.", [CHEAP]),
        ("unsafe_text", "Ada Quill says lamps are cheap <@123>.", [CHEAP]),
        ("unsafe_text", "Ada Quill says lamps are cheap [1].", [CHEAP]),
        ("unsafe_text", "Ada Quill says lamps are cheap (1).", [CHEAP]),
        ("unsafe_text", "Ada Quill says **lamps** are cheap.", [CHEAP]),
        ("unsafe_text", "Ada Quill says lamps are cheap, see evil.example/x", [CHEAP]),
        ("unsafe_text", "Ada Quill says lamps are cheap, https://evil.example", [CHEAP]),
        ("unsafe_text", "Ada Quill says lamps\nare cheap.", [CHEAP]),
        ("unsafe_text", "Ada Quill says lamps are \u202echeap.", [CHEAP]),
        ("unsafe_text", "Ada Quill says lamps are cheap \0.", [CHEAP]),
        ("unsafe_text", " ", [CHEAP]),
    ],
)
def test_a_dishonest_sentence_falls_with_its_reason(reason: str, text: str, words: list[str]) -> None:
    lamps = read_lamps()
    quotes = [
        quote_of(lamps, one) if one.strip() else Quote(source="lamps", turn=1, words=one) for one in words
    ]
    assert reason_of(verify(draft_of((text, tuple(quotes))), gather(lamps))) == reason


@pytest.mark.parametrize(
    ("reason", "quote"),
    [
        ("turn_not_retrieved", Quote(source="lamps", turn=99, words=LAMPS)),
        ("turn_not_retrieved", Quote(source="elsewhere", turn=1, words=LAMPS)),
        ("quote_not_found", Quote(source="lamps", turn=4, words=LAMPS)),
        ("quote_not_found", Quote(source="lamps", turn=1, words=f"{LAMPS} {GROWTH}")),
        ("quote_not_found", Quote(source="lamps", turn=1, words="the council later said 20%")),
    ],
)
def test_one_quotation_that_does_not_stand_rejects_the_sentence(reason: str, quote: Quote) -> None:
    lamps = read_lamps()
    draft = draft_of((f"Ada Quill says: “{LAMPS}”", (quote_of(lamps, LAMPS), quote)))
    assert reason_of(verify(draft, gather(lamps))) == reason


def test_who_is_not_admitted_is_not_quoted() -> None:
    lamps = read_lamps()
    ada = frozenset({turn_with(lamps, LAMPS).speaker.id})
    draft = draft_of((f"Bo Hale says: “{SAFE}”", (quote_of(lamps, SAFE),)))
    assert reason_of(verify(draft, gather(lamps, admitted=ada))) == "other_speaker"


def test_two_speakers_may_be_told_together_when_both_are_quoted() -> None:
    assert check("Ada Quill and Bo Hale both give a number.", LAMPS, "Yes, 40 of them.") is None


def test_a_sentence_that_falls_leaves_the_others_and_their_questions() -> None:
    lamps = read_lamps()
    good = (f"Ada Quill says: “{LAMPS}”", (quote_of(lamps, LAMPS),))
    bad = ("Ada Quill says lamps are dear.", ())
    verified = verify(draft_of(bad, good), gather(lamps))
    assert [claim.text for claim in verified.claims] == [good[0]]
    assert [rejection.text for rejection in verified.rejected] == [bad[0]]
    (citation,) = verified.claims[0].citations
    assert citation.question is not None
    assert citation.question.text.startswith("How many lamps")


def test_words_that_stand_twice_are_cited_where_nothing_reverses_them() -> None:
    lamps = read_lamps()
    turn = turn_with(lamps, "loopholes")
    text = "I'd not say so. Not that lamps are cheap. Lamps are cheap."
    twice = Turn(
        source=turn.source, ordinal=turn.ordinal, kind=turn.kind, speaker=turn.speaker, role=turn.role,
        text=text, pieces=(Piece(start=0, end=len(text), text=text),), line=1,
    )  # fmt: skip
    evidence = gather(lamps)
    evidence = type(evidence)(
        turns={(turn.source, turn.ordinal): twice},
        titles={},
        speakers=evidence.speakers,
        questions={},
    )
    quote = Quote(source=turn.source, turn=turn.ordinal, words="lamps are cheap")
    verified = verify(draft_of(("Ada Quill says lamps are cheap.", (quote,))), evidence)
    assert verified.claims[0].citations[0].start == text.rindex("Lamps")


EVIDENCE = gather(read_lamps())
TURNS = read_lamps().turns
SENTENCES = [sentence for turn in TURNS for sentence in split_sentences(turn)]
NAMES = ["Ada Quill", "Bo Hale", "The Lamp Post", "Editor", "Ada", "Josh", "The authors", "@everyone", "She"]
WORDS = st.one_of(
    st.sampled_from(SENTENCES).map(lambda sentence: sentence.text),
    st.sampled_from(SENTENCES).map(lambda sentence: sentence.text.replace("n't", "").replace("0.5", "5")),
    st.tuples(st.sampled_from(SENTENCES), st.sampled_from(SENTENCES)).map(
        lambda two: f"{two[0].text} {two[1].text}"
    ),
    st.tuples(st.sampled_from(SENTENCES), st.integers(0, 40), st.integers(1, 60)).map(
        lambda cut: cut[0].text[cut[1] : cut[1] + cut[2]]
    ),
    st.text(max_size=20),
)
QUOTES = st.builds(
    Quote, source=st.sampled_from(["lamps", "lamps", "lamps", "other"]), turn=st.integers(-1, 7), words=WORDS
)
HONEST = st.sampled_from(SENTENCES).map(
    lambda one: Quote(source="lamps", turn=one.turn.ordinal, words=one.text)
)
INJECTED = st.sampled_from(["", "", " [1]", " <@1>", " https://evil.example", " **so**", " not", " 7 times"])


@st.composite
def claims(draw: st.DrawFn) -> tuple[str, tuple[Quote, ...]]:
    quotes = tuple(draw(st.lists(st.one_of(HONEST, QUOTES), max_size=3)))
    shown = draw(st.one_of(st.just(" … ".join(quote.words for quote in quotes)), WORDS))
    text = draw(
        st.one_of(
            st.tuples(st.sampled_from(NAMES), INJECTED).map(lambda two: f"{two[0]} says: “{shown}”{two[1]}"),
            st.tuples(st.sampled_from(NAMES), WORDS).map(lambda two: f"{two[0]} says {two[1]}"),
            st.text(max_size=40),
        )
    )
    return text, quotes


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(claims(), max_size=4))
def test_nothing_unverified_of_any_draft_is_accepted(
    drafted: list[tuple[str, tuple[Quote, ...]]],
) -> None:
    verified = verify(draft_of(*drafted), EVIDENCE)
    assert len(verified.claims) + len(verified.rejected) == len(drafted)
    for claim in verified.claims:
        assert claim.citations
        for citation in claim.citations:
            there = "".join(TEXT[start:end] for start, end in citation.spans)
            assert " ".join(there.split()) == citation.quote
            assert fold_quote(citation.quote) in fold_quote(TURNS[citation.turn.ordinal].text)
        own = claim.text
        for citation in sorted(claim.citations, key=lambda one: -len(one.quote)):
            own = own.replace(citation.quote, "")
        named = [name for name in ("Ada", "Bo Hale", "The Lamp Post", "Editor") if own.startswith(name)]
        assert all(one.turn.speaker.name.startswith(name) for name in named for one in claim.citations)
        speakers = {citation.turn.speaker.name for citation in claim.citations}
        assert not own.startswith("The authors") or speakers == {"Ada Quill", "Bo Hale"}
        assert not own.startswith(("Josh", "@"))
        assert not any(mark in own for mark in ("[1]", "<@", "https://", "**", " 7 times"))


@settings(max_examples=200)
@given(st.lists(HONEST, min_size=1, max_size=3))
def test_every_extracted_sentence_is_accepted(quotes: list[Quote]) -> None:
    first = quotes[0]
    of_one = tuple(quote for quote in quotes if quote.turn == first.turn)
    name = TURNS[first.turn].speaker.name
    text = f"{name} says: “{' … '.join(quote.words for quote in of_one)}”"
    assert reason_of(verify(draft_of((text, of_one)), EVIDENCE)) is None
