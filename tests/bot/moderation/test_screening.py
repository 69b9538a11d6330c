"""Blocked words are found in every disguise, never inside other words, and nothing is repeated."""

import base64
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.moderation.blocked_words import BlockedWord, holds_blocked_word
from bot.moderation.looks import looks_of
from bot.moderation.screening import Screened, ScreeningRule, screen_text
from index.naming import LOOKS

INVISIBLE = [
    *"\u200b\u200c\u200d\u2060\ufeff\u00ad\u034f\u061c\u180e\u115f\u1160\u3164\uffa0\u2800",
    *(chr(mark) for mark in (0x202A, 0x202E, 0x2066, 0x2069, 0xFE0F, 0xE0041, 0xE007F, 0xE0100, 0x0301)),
]
TWINS: dict[str, list[str]] = {}
for twin, letter in LOOKS.items():
    if chr(twin).isalpha():
        TWINS.setdefault(letter, []).append(chr(twin))
ID = base64.urlsafe_b64encode(b"1234567890123456789").decode().rstrip("=")
TOKEN = f"{ID}.Gabcde.{'aB3-_' * 6}"
WEBHOOK = "https://discord.com/api/webhooks/123456789012345678/abcdefghijklmnop"


@st.composite
def disguises(draw: st.DrawFn, word: str) -> str:
    """Write a word so that a reader still reads it."""
    seen: list[str] = []
    for letter in word:
        ways = [
            letter,
            letter.upper(),
            chr(ord(letter) - 0x20 + 0xFF00),
            chr(ord(letter) - ord("a") + 0x1D41A),
            chr(ord(letter) - ord("a") + 0x24D0),
            chr(ord(letter) - ord("a") + 0x1F170),
            letter + "\u0308",
            *TWINS.get(letter, []),
        ]
        seen += [*draw(st.lists(st.sampled_from(INVISIBLE), max_size=2)), draw(st.sampled_from(ways))]
    return "".join(seen)


AROUND = st.sampled_from(["", " ", "\n", ", ", "… ", '"', "(", ")", "**", "||", "@", "😀", "/"])


@given(disguises("herring"), AROUND, AROUND)
def test_a_blocked_word_is_found_in_every_disguise(word: str, before: str, after: str) -> None:
    assert screen_text(f"What of{before or ' '}{word}{after or '?'}and ropes?", ["herring"]) == Screened(
        rule=ScreeningRule.BLOCKED_WORD
    )


@given(st.sampled_from(["herring", "gull"]), disguises("gullible"), disguises("redherrings"))
def test_a_word_inside_another_is_no_blocked_word(blocked: str, one: str, other: str) -> None:
    assert screen_text(f"{one} {other}", [blocked]) is None


@given(disguises("herring"), disguises("gull"))
def test_a_word_may_be_blocked_in_a_disguise_of_its_own(blocked: str, other: str) -> None:
    assert holds_blocked_word("a herring swims", [blocked])
    assert not holds_blocked_word("a herring swims", [other])


@pytest.mark.parametrize(
    ("blocked", "text", "found"),
    [
        ("gull*", "gulls and gullibility", True),
        ("gull*", "a seagull", False),
        ("gull", "gulls", False),
        ("gull", "the gull's nest", True),
        ("gull", "gull-like, gull_like", True),
        ("old rope", "an Old\n  ROPE.", True),
        ("old rope", "an old-rope trick", True),
        ("old rope*", "old ropes", True),
        ("old rope", "old wet rope", False),
        ("old rope", "rope old", False),
        ("c0ck", "cock", True),
        ("100", "loo", False),
        ("100", "100", True),
        ("don't", "Don’t!", True),
        ("straße", "STRASSE", True),
        ("坏人", "他是坏人吗", True),
        ("好人", "他是坏人吗", False),
        ("плохо", "Очень ПЛОХО!", True),
        ("плохо", "неплохо", False),
        ("हिंदी", "क्या यह हिंदी है", True),
        ("हिंदी", "क्या यह हिंद है", False),
        ("कुल", "कल", False),
        ("कुल", "कल कुल", True),
        # What is not looked through: spelling with gaps, and signs for letters.
        ("gull", "g u l l", False),
        ("gull", "g.u.l.l", False),
        ("gull", "gu!!", False),
    ],
)
def test_a_blocked_word_is_a_whole_word_or_a_beginning(blocked: str, text: str, *, found: bool) -> None:
    assert holds_blocked_word(text, [blocked]) is found


@pytest.mark.parametrize("text", ["", "*", "**", "...", "\u200b", "gu*ll", "*gull"])
def test_what_could_never_be_found_is_no_blocked_word(text: str) -> None:
    assert BlockedWord.read(text) is None


@given(st.text(), st.lists(st.text()))
def test_any_text_is_screened(text: str, blocked: list[str]) -> None:
    assert screen_text(text, blocked) is None or isinstance(screen_text(text, blocked), Screened)


@given(st.text())
def test_words_are_read_the_same_when_read_again(text: str) -> None:
    words = looks_of(text)
    assert looks_of(" ".join(words)) == words
    assert not any(unicodedata.category(mark).startswith("C") for word in words for mark in word)


@given(st.text(min_size=1))
def test_every_word_that_can_be_blocked_is_found_in_its_own_text(text: str) -> None:
    if BlockedWord.read(text) is not None and "*" not in text:
        assert holds_blocked_word(f"so {text} it is", [text])


@pytest.mark.parametrize(
    "text",
    [
        "join discord.gg/abcdef now",
        "https://discord.com/invite/abcdef",
        "discordapp.com/invite/abcdef",
        "DISCORD.GG/ABCDEF",
        "dis\u200bcord.gg/abc",
        "dіscоrd.gg/abc",
        "ｄｉｓｃｏｒｄ．ｇｇ／abc",
        "discord%2Egg%2Fabc",
        "discord . gg / abc",
        "discord dot gg slash abc",
        "discord.me/abc and more",
        "dsc.gg/abc",
        "go to .gg/abc",
    ],
)
def test_an_invite_is_held_back(text: str) -> None:
    assert screen_text(text) == Screened(rule=ScreeningRule.INVITE)


@pytest.mark.parametrize(
    "text",
    [
        "What did she say on Discord about egg/ham?",
        "We met on discord. GG to all.",
        "Is discord.com down?",
        "discord.com/channels/1/2/3",
        "the file lock.gg/ is gone",
        "He wrote sk-nearest-neighbours-algorithm",
        "Mumbai.Delhi.Kolkata",
        "MMMMMMMMMMMMMMMMMMMMMMMM.abcdef.abcdefghijklmnopqrstuvwxyzabcdef",
        "100 % sure%2",
    ],
)
def test_ordinary_text_is_not_held_back(text: str) -> None:
    assert screen_text(text) is None


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (f"my token is {TOKEN}", ScreeningRule.TOKEN),
        (f"`{TOKEN[:30]}\u200b{TOKEN[30:]}`", ScreeningRule.TOKEN),
        ("use sk-proj-abc123def456ghi789jkl", ScreeningRule.TOKEN),
        (WEBHOOK, ScreeningRule.WEBHOOK),
        (WEBHOOK.replace("discord.com/api", "ptb.discord.com/api/v10"), ScreeningRule.WEBHOOK),
        (WEBHOOK.replace("discord", "Discord\u200dapp"), ScreeningRule.WEBHOOK),
    ],
)
def test_a_secret_is_held_back(text: str, rule: ScreeningRule) -> None:
    assert screen_text(text) == Screened(rule=rule)


def test_what_is_found_repeats_nothing() -> None:
    assert repr(screen_text(TOKEN)) == f"Screened(rule={ScreeningRule.TOKEN!r})"


@pytest.mark.timeout(5)
@pytest.mark.parametrize("text", ["discord" * 20_000, "discord. " * 20_000, "M" * 200_000, "a." * 100_000])
def test_long_texts_of_nothing_are_screened_in_no_time(text: str) -> None:
    assert screen_text(text, ["gull"]) is None
