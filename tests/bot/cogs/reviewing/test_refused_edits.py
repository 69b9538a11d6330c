"""What who edited gets back: why it was not posted, and their own words."""

from hypothesis import given
from hypothesis import strategies as st

from bot.answering.editing import Edited
from bot.answering.types import Rejection
from bot.cogs.reviewing.refused_edits import refused_edit, refused_sentences
from bot.escaping import plain, weigh
from bot.rendering.blocks import TEXT_LIMIT
from bot.translating import ENGLISH
from bot.wording import reviewing as words
from tests.bot.fakes import fog_answer
from tests.bot.texts import texts


def test_what_was_written_comes_back_to_be_copied() -> None:
    written = "1. Forty `ships` want it.\n\n2. See https://example.org, @everyone ```now```."
    why, head, block = refused_edit(ENGLISH, "No.", written)
    lines = block.split("\n")[1:-1]

    assert (why, head) == ("No.", words.EDIT_WRITTEN)
    assert block.count("```") == 2
    assert "@everyone" not in block
    assert [plain(line) for line in lines] == [line for line in written.split("\n") if line]


def test_a_text_that_is_too_long_says_that_its_end_is_missing() -> None:
    _, head, block = refused_edit(ENGLISH, "N" * 2000, "1. " + "word " * 700)

    assert head == words.EDIT_WRITTEN_SHORTENED
    assert block.endswith("…\n```")


def test_an_ellipsis_that_was_typed_is_no_sign_of_a_missing_end() -> None:
    assert refused_edit(ENGLISH, "No.", "1. They wait … for fog…")[1] == words.EDIT_WRITTEN


def test_where_nothing_was_written_nothing_comes_back() -> None:
    assert refused_edit(ENGLISH, "No.", " \n") == ("No.",)


@given(st.lists(texts, max_size=20), st.text(max_size=4000))
def test_whatever_was_written_it_fits_and_pings_nobody(sentences: list[str], written: str) -> None:
    edited = Edited(
        answer=fog_answer(), refused=tuple(Rejection(text=text, reason="opposite") for text in sentences)
    )
    blocks = refused_edit(ENGLISH, refused_sentences(ENGLISH, edited), written)

    assert weigh("".join(blocks)) <= TEXT_LIMIT
    assert not any("@everyone" in block or "@here" in block for block in blocks)
    assert all(block.count("```") == 2 for block in blocks[2:])
