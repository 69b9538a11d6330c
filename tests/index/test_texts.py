"""What is embedded: a sentence within its passage is marked where it stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.passages import cut_passages
from index.texts import embedded_sentence, embedded_text, embedded_within
from tests.index.fakes import HOST, TOBI, question, transcript, turn

_WORDS = st.lists(
    st.sampled_from(["tide.", "rope", "crane!", "The", "pier\n", "🌊", "\ud800"]), min_size=1, max_size=60
)


@given(said=st.lists(_WORDS, min_size=1, max_size=6), context=st.booleans())
def test_each_sentence_is_marked_where_its_words_stand(said: list[list[str]], *, context: bool) -> None:
    turns = [question("Is it high?")]
    for words in said:
        speaker = TOBI if len(turns) % 2 else HOST
        turns.append(turn(" ".join(words).strip(), ordinal=len(turns), speaker=speaker, answers=0))
    for passage, sentences in cut_passages(transcript(*turns), 20):
        whole = embedded_text(passage, question_context=context)
        for sentence in sentences:
            part = embedded_within(passage, sentence, question_context=context)
            assert part.whole == whole
            told = f"{sentence.turn.speaker.name}: {part.whole[part.start : part.end]}"
            assert told == embedded_sentence(sentence)


def test_a_sentence_of_another_passage_is_none_of_it() -> None:
    long = turn("The tide rose over the pier and went. " * 9)
    (first, _), *_, (_, last) = cut_passages(transcript(long), 20)
    with pytest.raises(ValueError, match="No sentence at"):
        embedded_within(first, last[-1], question_context=True)
