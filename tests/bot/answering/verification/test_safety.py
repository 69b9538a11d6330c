"""What no sentence of an answer may hold of its own."""

import pytest

from bot.answering.verification.safety import is_unsafe


@pytest.mark.parametrize(
    "own",
    [
        "Ada says lamps are cheap.", "It cost $5 & more; see above!", "Über naïve café — 3.5%",
        "Αθήνα is a town",
        "Москва too", "the U.S. and e.g. the U.K.", "and/or", "Ada's lamp (the old one)",
        "日本の町", "",
    ],
)  # fmt: skip
def test_plain_words_are_safe(own: str) -> None:
    assert not is_unsafe(own)


@pytest.mark.parametrize(
    "own",
    [
        "@everyone", "＠everyone", "<@1>", "[1]", "(1)", "¹", "**so**", "｜｜so｜｜", "`so`",
        "# so", "so_so_so",
        "https://evil.example", "evil.example", "www.evil", "discord:x", "<t:1:R>", "<:a:1>",
        "a\nb", "a\u200bb",
        "a\u202eb", "a\u00adb", "a\ue000b", "{so}", "Аda", "Bо Hale", "source 3", "【1】",
        "https：／／evil",
    ],
)  # fmt: skip
def test_what_is_more_than_words_is_not(own: str) -> None:
    assert is_unsafe(own)
