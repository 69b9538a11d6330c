"""The same question is known again, and no other is taken for it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.asking import Intent
from bot.fingerprints import fingerprint

KEY = b"k" * 32


def of(
    text: str, intent: Intent = Intent.QUESTION, speaker: str | None = None, source: str | None = None
) -> str:
    return fingerprint(KEY, text, intent, speaker, source)


@pytest.mark.parametrize(
    "same",
    [
        "what did she say about fog?",
        "  WHAT did she\n\tsay about Fog ?! ",
        "What did she say — about “fog”?",
        "What did she say about fóg?",
    ],
)
def test_case_punctuation_accents_and_white_space_do_not_matter(same: str) -> None:
    assert of(same) == of("What did she say about fog?")


@pytest.mark.parametrize(
    "other",
    [
        of("What did he say about fog?"),
        of("What did she not say about fog?"),
        of("say did she what about fog?"),
        of("What did she say about fog?", Intent.CLAIM),
        of("What did she say about fog?", speaker="Ada"),
        of("What did she say about fog?", source="harbour"),
        fingerprint(b"another", "What did she say about fog?", Intent.QUESTION, None, None),
    ],
)
def test_other_words_intents_speakers_sources_and_keys_are_other_questions(other: str) -> None:
    assert other != of("What did she say about fog?")


@given(st.text(), st.text(min_size=1))
def test_words_of_a_question_cannot_pass_for_a_speaker(text: str, name: str) -> None:
    assert (of(text, speaker=name) == of(f"{text}\n{name}")) == (of(name) == of(""))


@given(st.text(), st.text())
def test_it_is_sixty_four_characters_whatever_is_asked(text: str, source: str) -> None:
    assert len(of(text, source=source)) == 64
