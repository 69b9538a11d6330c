"""What was asked, as a hash that finds the same question again and tells nobody what it was."""

import hashlib
import hmac

from bot.answering.asking import Intent
from index.words import fold_words

QUESTIONS = "questions"
"""The name of the key; it stays in the database of this installation, so nobody else can try questions."""


def fingerprint(key: bytes, text: str, intent: Intent, speaker: str | None, source: str | None) -> str:
    """Return 64 characters for a question: the same whatever its case, punctuation and white space.

    A question that leans on earlier ones is another question elsewhere: it needs its context in `text`.
    """
    parts = (intent.value, " ".join(fold_words(text)), " ".join(fold_words(speaker or "")), source or "")
    # None but the last can hold a line break, so no part can pass for another.
    return hmac.digest(key, "\n".join(parts).encode(), hashlib.sha256).hex()
