"""The story of a question: everything that is kept, and nothing that is not."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.escaping import weigh
from bot.moderation.reviews import ReviewState
from bot.moderation.rules import ChannelMode
from bot.rendering.acts import ToldAct
from bot.rendering.blocks import TEXT_LIMIT
from bot.rendering.stories import Story, ToldFlags, ToldReview, show_story
from bot.rendering.traces import Quoted
from bot.translating import ENGLISH
from bot.wording import log, reviewing
from bot.wording import why as words
from tests.bot.texts import texts

MOST_BLOCKS = 30  # of the 40 components that Discord takes, with room for buttons and a line of ours
DRAFT: Mapping[str, Any] = {
    "kind": "answer",
    "claims": [
        {
            "text": "Mira Okafor waits for fog.",
            "citations": [
                {"speaker": "Mira Okafor", "source": "harbour", "turn": 1, "words": "Mostly I wait for fog."}
            ],
        }
    ],
    "rejected": [{"text": "She waits for snow.", "reason": "quote_not_found"}],
    "spent": {"model": "m-1", "calls": 2, "input_tokens": 10, "output_tokens": 3, "dollars": "0.002"},
}
TRACE: Mapping[str, Any] = {
    "considered": [
        {"source": "harbour", "turn": 1, "score": 0.913, "cosine": 0.614, "lexical": 3.2},
        {"source": "harbour", "turn": 4, "score": 0.5, "cosine": None, "lexical": 1.0},
    ],
    "versions": [["harbour", "ab12" * 16], ["lock", "cd34" * 16]],
    "seconds": 1.26,
}
WHOLE = Story(
    row=7,
    asker=11,
    channel=22,
    way="mention",
    public=True,
    accepted_at=100,
    mode=ChannelMode.DRAFT,
    text="What do they *wait* for?",
    speaker="Mira Okafor",
    source="harbour",
    follows=6,
    ending="answered",
    ended_at=200,
    withdrawn_at=300,
    link="https://discord.com/channels/1/22/33",
    draft=DRAFT,
    trace=TRACE,
    dollars=Decimal("0.002"),
    current={"harbour": "ab12" * 16},
    review=ToldReview(state=ReviewState.EDITED, at=150, expires_at=900, who=44, edited=DRAFT),
    flags=(ToldFlags(reason="wrong_person", open=True, count=2),),
    acts=(ToldAct(act="edited", actor=44, at=150), ToldAct(act="withdrew", actor=None, at=300)),
)


def told(story: Story) -> str:
    return "\n".join(block for page in show_story(ENGLISH, story) for block in page)


def test_it_tells_who_asked_what_where_and_how_it_ended() -> None:
    shown = told(WHOLE)

    assert "Asked by <@11> in <#22> <t:100:f>, by a mention." in shown
    assert "The place was then set to: draft." in shown
    assert r"**Question:** “What do they \*wait\* for?”" in shown
    assert "**How it ended:** it was answered, <t:200:f>." in shown
    assert "https://discord.com/channels/1/22/33" in shown
    assert "**It was withdrawn** <t:300:f>." in shown


def test_it_tells_what_was_found_with_its_scores_and_in_which_versions() -> None:
    shown = told(WHOLE)

    assert "- harbour, turn 1: score 0.91 (meaning 0.61, words 3.20)" in shown
    assert "- harbour, turn 4: score 0.50 (words 1.00)" in shown
    assert "- harbour: ab12ab12ab12, as it is now" in shown
    assert "- lock: cd34cd34cd34; the source is not there any more" in shown


def test_it_tells_what_was_drafted_left_out_and_edited_and_what_it_cost() -> None:
    shown = told(WHOLE)

    assert shown.count("> Mira Okafor in harbour, turn 1: “Mostly I wait for fog.”") == 2
    reason = "its quotation does not stand in the source letter for letter"
    assert f"- “She waits for snow.”. Why: {reason}." in shown
    assert "Edited and approved by <@44> <t:150:f>." in shown
    assert "-# Model: m-1 · calls: 2 · tokens read: 10 · tokens written: 3 · cost: 0.002 dollars" in shown


def test_it_tells_flags_by_reason_and_what_moderators_did() -> None:
    shown = told(WHOLE)

    assert "- wrong person: 2, still open" in shown
    assert f"- <t:150:f>, <@44>: {log.EDITED}" in shown
    assert f"- <t:300:f>, {log.NOBODY}: {log.WITHDREW}" in shown


def test_what_was_forgotten_leaves_no_text_and_it_says_so() -> None:
    forgotten = replace(
        WHOLE,
        asker=-5,
        erased_at=500,
        text=None,
        speaker=None,
        source=None,
        draft=None,
        trace=None,
        link=None,
        review=ToldReview(state=ReviewState.EDITED, at=150, expires_at=900),
    )
    shown = told(forgotten)

    assert words.ERASED.format(when="<t:500:f>") in shown
    assert f"Asked by {words.FORGOTTEN}" in shown
    assert f"Edited and approved by {words.FORGOTTEN}" in shown
    for word in ("wait", "Mira", "fog", "harbour", "snow", "m-1"):
        assert word not in shown


def test_a_question_that_waits_or_runs_has_no_ending_yet() -> None:
    waits = replace(WHOLE, ending=None, review=ToldReview(state=ReviewState.WAITING, at=1, expires_at=900))

    assert words.WAITING.format(when="<t:900:f>") in told(waits)
    assert words.RUNNING in told(replace(waits, review=None))


def test_a_draft_that_waits_or_was_rejected_was_for_nobody_yet() -> None:
    private = replace(WHOLE, public=False, ending=None)

    def with_draft(state: ReviewState) -> str:
        return told(replace(private, review=ToldReview(state=state, at=1, expires_at=900)))

    assert words.PRIVATE not in with_draft(ReviewState.WAITING)
    assert words.PRIVATE not in with_draft(ReviewState.REJECTED)
    assert words.PRIVATE in with_draft(ReviewState.PRIVATE)
    assert words.PRIVATE in told(replace(private, review=None))


def test_without_a_model_it_says_so_and_without_a_draft_it_tells_what_was_quoted() -> None:
    quoted = Quoted(source="harbour", turn=1, words="I wait.")
    plain = replace(WHOLE, draft=None, quoted=(quoted, replace(quoted, sha256="ab" * 32)))
    shown = told(plain)

    assert reviewing.MADE_OF_QUOTATIONS.format(seconds="1.3") in shown
    assert "- harbour, turn 1: “I wait.”" in shown
    assert "- harbour (version abababababab), turn 1: “I wait.”" in shown


drafts = st.fixed_dictionaries(
    {
        "kind": st.just("answer"),
        "claims": st.lists(
            st.fixed_dictionaries(
                {
                    "text": texts,
                    "citations": st.lists(
                        st.fixed_dictionaries(
                            {"speaker": texts, "source": texts, "turn": st.integers(0, 999), "words": texts}
                        ),
                        max_size=4,
                    ),
                }
            ),
            max_size=8,
        ),
        "rejected": st.lists(
            st.fixed_dictionaries({"text": texts, "reason": st.sampled_from(["opposite", "?"])}), max_size=8
        ),
        "spent": st.none(),
    }
)


@settings(max_examples=40)
@given(drafts, texts, st.lists(texts, max_size=3))
def test_whatever_was_drafted_every_page_fits_and_pings_nobody(
    draft: Mapping[str, Any], text: str, others: list[str]
) -> None:
    acts = tuple(ToldAct(act=one, actor=1, at=1, detail={"what": one, "place": one}) for one in others)
    pages = show_story(ENGLISH, replace(WHOLE, draft=draft, text=text, acts=acts))

    assert all(weigh("\n".join(page)) <= TEXT_LIMIT - 400 for page in pages)
    assert all(blocks and all(blocks) and len(blocks) <= MOST_BLOCKS for blocks in pages)
    assert not any("@everyone" in block or "@here" in block for page in pages for block in page)


def test_no_section_runs_on_into_the_quotation_or_the_list_above_it() -> None:
    headings = (words.DRAFTED, words.REJECTED, words.REVIEW, words.EDITED, words.COST, words.ACTS)
    blocks = [block for page in show_story(ENGLISH, WHOLE) for block in page]

    for heading in headings:
        assert [block for block in blocks if block.startswith(heading)]
        assert not [block for block in blocks if heading in block and not block.startswith(heading)]
