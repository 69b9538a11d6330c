"""Texts that are not answered and not shown: a server's blocked words, invites, and secrets."""

import base64
import binascii
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import unquote

from bot.moderation.blocked_words import holds_blocked_word
from bot.moderation.looks import bare, disguised_as

_DOT = r"\s?(?:[.,。]|\bdot\b)\s?"
_SLASH = r"\s?(?:[/\\]|\bslash\b)\s?"
_DISCORD = r"\bdiscord(?:app)?"
_INVITE = re.compile(
    rf"(?:{_DISCORD}{_DOT}(?:gg|me|io|li)|{_DISCORD}{_DOT}com{_SLASH}invite|\bdsc{_DOT}gg|(?<!\w)\.gg)"
    rf"{_SLASH}\w{{2}}"
)
_WEBHOOK = re.compile(rf"{_DISCORD}\.com/api/(?:v\d{{1,2}}/)?webhooks/\d{{15,20}}/[\w-]{{10}}")
# A bot's token begins with the bot's id, in base 64.
_TOKEN = re.compile(r"(?<![\w-])([MNO][\w-]{21,27})\.[\w-]{6,7}\.[\w-]{27,}")
_KEY = re.compile(r"\bsk-(?=[\w-]*\d)[\w-]{20,}")


class ScreeningRule(StrEnum):
    """Which rule a text breaks."""

    BLOCKED_WORD = "blocked_word"
    INVITE = "invite"
    WEBHOOK = "webhook"
    TOKEN = "token"  # noqa: S105 - the name of a rule
    """A bot's token, or a key of OpenAI's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Screened:
    """A text is held back by this rule; nothing of the text is repeated."""

    rule: ScreeningRule


def screen_text(text: str, blocked_words: Iterable[str] = ()) -> Screened | None:
    """Return which rule a question or an answer breaks, or None.

    Looked through are invisible characters, accents, case, width, look-alike letters of other alphabets, and
    an address's percent signs. A word spelt with gaps ("g u l l") or with other signs ("gu11", "g*ll") is
    another word.
    """
    if _holds_token(text):
        return Screened(rule=ScreeningRule.TOKEN)
    seen = disguised_as(unquote(text))
    if _WEBHOOK.search(seen):
        return Screened(rule=ScreeningRule.WEBHOOK)
    if _INVITE.search(seen):
        return Screened(rule=ScreeningRule.INVITE)
    if holds_blocked_word(text, blocked_words):
        return Screened(rule=ScreeningRule.BLOCKED_WORD)
    return None


def _holds_token(text: str) -> bool:
    seen = bare(text)
    return any(_is_id(match[1]) for match in _TOKEN.finditer(seen)) or _KEY.search(seen) is not None


def _is_id(encoded: str) -> bool:
    try:
        decoded = base64.urlsafe_b64decode(encoded + "=" * (-len(encoded) % 4))
    except binascii.Error:
        return False
    return decoded.isdigit()
