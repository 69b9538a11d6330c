"""Each sentence of an answer names who speaks: for a pronoun the name is put, a missing one before it."""

import re
from collections.abc import Sequence

from bot.answering.types import Citation
from bot.answering.verification.frame import OPENERS, SAYING
from bot.answering.verification.refusals import Refusal
from index.types import Speaker, TurnKind
from index.words import fold, split_words

_VERBS = "|".join(sorted(SAYING))
_OPENING = re.compile(r"^(?:(?P<who>He|She)|(?P<whose>His|Her))\b(?!\s+(?:and|or)\b)")
_INSIDE = re.compile(
    rf"(?<=, )(?P<who>he|she)(?=\s+(?:\w+ly\s+|also\s+|then\s+)?(?:{_VERBS})\b)"
    r"|(?<=[Aa]ccording to )(?:him|her)\b|(?<=\b[Ii]n )(?P<whose>his|her)(?=\s+(?:view|words|opinion)\b)"
)
_SAYS = re.compile(
    rf"\s+(?:\w+ly\s+|also\s+|then\s+|does not\s+|doesn['’]t\s+)*(?:{_VERBS}|view|words|opinion)\b"
)
_THIRD = re.compile(r"\b(?:he|she|him|her|his|hers)\b", re.IGNORECASE)
_SEVERAL = re.compile(r"^(?:They|Their|Both|All|We|Our|These|Those|Everybody|Everyone|Each|Neither)\b")
_QUOTED = tuple("\"“„«‘'")


def name_speaker(text: str, citations: Sequence[Citation], before: Speaker | None) -> str | Refusal:
    """Return a sentence that names nobody with the name of who speaks, or why it cannot be named.

    `before` is who the sentence before it named: of whom "she" is said.
    """
    speakers = {one.turn.speaker.id: one.turn.speaker for one in citations}
    if len(speakers) > 1 or any(one.turn.kind is TurnKind.QUESTION for one in citations):
        return Refusal.NO_SPEAKER
    (speaker,) = speakers.values()
    pronoun = _OPENING.search(text) or _INSIDE.search(text)
    if pronoun is not None:
        return _put(text, pronoun, speaker, citations, before)
    if _SEVERAL.search(text):
        return Refusal.OTHER_SPEAKER
    if text.startswith(_QUOTED):
        return f"{speaker.name}: {text}"
    return f"According to {speaker.name}, {_continue(text, citations)}"


def _put(
    text: str,
    pronoun: re.Match[str],
    speaker: Speaker,
    citations: Sequence[Citation],
    before: Speaker | None,
) -> str | Refusal:
    """Put the name for a pronoun; not where the quotation speaks of another "he" whom it may mean."""
    if before is None or before.id != speaker.id:
        return Refusal.NO_SPEAKER if before is None else Refusal.OTHER_SPEAKER
    says = _SAYS.match(text[pronoun.end() :])
    if not says and any(_THIRD.search(one.quote) for one in citations):
        return Refusal.NO_SPEAKER
    name = f"{speaker.name}’s" if pronoun["whose"] else speaker.name
    return f"{text[: pronoun.start()]}{name}{text[pronoun.end() :]}"


def _continue(text: str, citations: Sequence[Citation]) -> str:
    """Write the first word small, unless it is a name."""
    words = split_words(text)
    if not words or words[0].start != 0:
        return text
    first = text[: words[0].end]
    small = any(re.search(rf"(?<!\w){re.escape(first.lower())}(?!\w)", one.turn.text) for one in citations)
    if first[1:].islower() or len(first) == 1:
        ordinary = fold(first) in OPENERS or small
        return text[0].lower() + text[1:] if ordinary else text
    return text
