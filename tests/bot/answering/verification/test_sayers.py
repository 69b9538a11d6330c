"""Who is said to speak, in every usual wording; and names for sentences that name nobody."""

import pytest

from bot.answering.verification.grounding import verify
from tests.bot.answering.grounds import check, draft_of, gather, quote_of, read_lamps

LAMPS = "Varn now has close to 0.5 billion lamps, and it is by far the brightest town."
CHEAP = "Lamps are cheap."
SAFE = "The lamps are safe unless it rains."
POLES = "Mayor Stern said the poles were free."
BILL = "Did Orrin Ltd pay the whole bill?"
WASTE = "I don't think we can say they are wasteful."
FORTY = "Yes, 40 of them."


@pytest.mark.parametrize(
    "text",
    [
        "Ada Quill says lamps are cheap.",
        "Ada says that lamps are cheap.",
        "According to Ada Quill, lamps are cheap.",
        "Lamps are cheap, according to Ada Quill.",
        "Lamps are cheap, says Ada Quill.",
        "Lamps, Ada Quill says, are cheap.",
        "In Ada Quill's view, lamps are cheap.",
        "In Ada’s words, “Lamps are cheap.”",
        "As Ada Quill puts it, “Lamps are cheap.”",
        "For Ada Quill, lamps are cheap.",
        "Ada Quill: “Lamps are cheap.”",
        "Ada Quill tells The Lamp Post that lamps are cheap.",
        "Answering The Lamp Post, Ada Quill says lamps are cheap.",
        "Asked by The Lamp Post, Ada Quill calls lamps cheap.",
    ],
)
def test_who_speaks_is_named_in_many_ways(text: str) -> None:
    assert check(text, CHEAP) is None


@pytest.mark.parametrize(
    "text",
    [
        "Bo Hale says lamps are cheap.",
        "According to Bo Hale, lamps are cheap.",
        "Lamps are cheap, says Bo.",
        "In Bo Hale's view, lamps are cheap.",
        "As Bo Hale puts it, “Lamps are cheap.”",
        "For Bo Hale, lamps are cheap.",
        "That lamps are cheap was said by Bo Hale.",
        "The Lamp Post says lamps are cheap.",
        "The host says lamps are cheap.",
        "The mayor says lamps are cheap.",
        "The mayor insists that lamps are cheap.",
        "According to the council, lamps are cheap.",
        "In the mayor's view, lamps are cheap.",
        "Ada Quill and Bo Hale say lamps are cheap.",
        "Both say lamps are cheap.",
        "The guests say lamps are cheap.",
        "They say lamps are cheap.",
        "The pair say lamps are cheap.",
        "Everybody says lamps are cheap.",
        "Joshua Quill says lamps are cheap.",
        "Adah Quill says lamps are cheap.",
        "Ada Quilt says lamps are cheap.",
        "Аda Quill says lamps are cheap.",
        "She says lamps are cheap.",
        "We think lamps are cheap.",
        "I think lamps are cheap.",
        "Bo Hale says that Ada Quill says lamps are cheap.",
    ],
)
def test_words_are_given_to_nobody_else(text: str) -> None:
    assert check(text, CHEAP) in {
        "other_speaker", "name_not_in_evidence", "unsafe_text", "no_speaker", "first_person",
    }  # fmt: skip


def test_of_whom_the_quotation_speaks_a_sentence_may_speak() -> None:
    assert check("Ada Quill says Mayor Stern said the poles were free.", POLES) is None
    lamps = read_lamps()
    verified = verify(
        draft_of(("Mayor Stern says the poles were free.", (quote_of(lamps, POLES),))), gather(lamps)
    )
    assert [claim.text for claim in verified.claims] == [
        "According to Ada Quill, Mayor Stern says the poles were free."
    ]


@pytest.mark.parametrize(
    ("text", "words", "shown"),
    [
        ("Lamps are cheap.", CHEAP, "According to Ada Quill, Lamps are cheap."),
        ("“Lamps are cheap.”", CHEAP, "Ada Quill: “Lamps are cheap.”"),
        (
            "Varn is by far the brightest town.",
            LAMPS,
            "According to Ada Quill, Varn is by far the brightest town.",
        ),
        ("Only the lamps are cheap, says Ada Quill.", CHEAP, None),
        ("Are lamps cheap?", BILL, None),
    ],
)
def test_a_sentence_that_names_nobody_is_given_its_speaker(text: str, words: str, shown: str | None) -> None:
    lamps = read_lamps()
    verified = verify(draft_of((text, (quote_of(lamps, words),))), gather(lamps))
    assert [claim.text for claim in verified.claims] == ([shown] if shown else [])


@pytest.mark.parametrize(
    ("first", "second", "shown"),
    [
        ("Ada Quill says lamps are cheap.", "She does not think they are wasteful.", True),
        ("Ada Quill says lamps are cheap.", "In her view, they are not wasteful.", True),
        ("Ada Quill says lamps are dear.", "She does not think they are wasteful.", True),
        ("Bo Hale says lamps are cheap.", "She does not think they are wasteful.", False),
        ("Ada Quill and Bo Hale say lamps are cheap.", "She does not think they are wasteful.", False),
        ("Lamps are cheap.", "She does not think they are wasteful.", False),
    ],
)
def test_she_is_who_the_sentence_before_names(first: str, second: str, *, shown: bool) -> None:
    lamps = read_lamps()
    draft = draft_of((first, (quote_of(lamps, CHEAP),)), (second, (quote_of(lamps, WASTE),)))
    claims = verify(draft, gather(lamps)).claims
    assert any("Ada Quill" in claim.text and "wasteful" in claim.text for claim in claims) is shown


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Ada Quill says “Lamps are cheap.”, and Bo Hale says “Yes, 40 of them.”", None),
        ("Bo Hale says “Lamps are cheap.”, and Ada Quill says “Yes, 40 of them.”", "other_speaker"),
        ("Ada Quill says lamps are cheap, while Bo Hale speaks of 40 of them.", None),
        ("Bo Hale says lamps are cheap, while Ada Quill speaks of 40 of them.", "not_in_evidence"),
        ("Ada Quill and Bo Hale both say that lamps are cheap.", "other_speaker"),
        ("Two speakers give a number, Ada Quill and Bo Hale.", None),
        ("Three speakers give a number, Ada Quill and Bo Hale.", "number_not_in_evidence"),
    ],
)
def test_of_two_speakers_each_is_told_what_they_said(text: str, reason: str | None) -> None:
    assert check(text, CHEAP, FORTY) == reason
