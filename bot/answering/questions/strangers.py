"""People and bodies that a question wants to hear, and who do not speak in the sources."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.answering.questions.voices import SPEECH
from index.speakers import Mention
from index.words import carries_matter, split_words

_NAME = r"(?-i:[A-Z][\w.'’-]*(?:\s+(?:(?:van|von|de|der|den|la|le|bin|al|of)\s+)?[A-Z][\w.'’-]*){0,3})"
_NOUN = r"the\s+(?:[\w'’-]+\s+){0,2}?[\w-]+"
_WHO = rf"(?P<who>(?:the\s+)?{_NAME}|{_NOUN})"
_FILLER = r"(?:(?:really|ever|actually|also|even|himself|herself|itself|themselves)\s+)*"
_ASKED = re.compile(rf"\b(?:did|does|do|has|have)\s+{_WHO}\s+{_FILLER}{SPEECH}\b", re.IGNORECASE)
_ACCORDING = re.compile(
    rf"\baccording to\s+{_WHO}(?=\s*[,?.:]|\s*$|\s+(?:who|what|how|why|when|where)\b)", re.IGNORECASE
)
_OPINION = re.compile(
    rf"\b(?P<who>{_NAME})['’]s?\s+(?:own\s+)?(?:views?|opinions?|take|stance|position|words?|thoughts)\b",
    re.IGNORECASE,
)
# Whole sources, and whoever speaks in them, are no strangers there.
_NO_STRANGERS = frozenset(
    """
    interview article book text podcast panel transcript episode source sources piece story report meeting
    conversation document chapter discussion paper study authors author guests guest speakers speaker
    interviewer host moderator editor panelists panellists reporters reporter journalists journalist audience
    two both people others rest other same one ones
    """.split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stranger:
    """Somebody asked for by name, or by what they are, who speaks in no source; `stems` are of that."""

    name: str
    stems: frozenset[str]
    whose: frozenset[str] = frozenset()

    @property
    def shown(self) -> str:
        """Their name, as a sentence begins with it."""
        return self.name[0].upper() + self.name[1:]

    def without(self, topic: str) -> str | None:
        """Return what they are asked about, without their name and the words of saying; None if nothing."""
        rest = re.sub(rf"{re.escape(self.name)}(?:['’]s?)?", " ", topic)
        rest = " ".join(re.sub(rf"\b(?:{SPEECH}|according to)\b", " ", rest, flags=re.IGNORECASE).split())
        return rest if any(map(carries_matter, split_words(rest))) else None

    def is_named(self, stems: frozenset[str]) -> bool:
        """Tell whether words with these stems name them: by one word of a name, by a noun and whose it is."""
        return bool(self.stems & stems) and self.whose <= stems


def stranger_in(asked: str, mentions: Sequence[Mention]) -> Stranger | None:
    """Return who should be quoted and is none of the speakers; None where nobody is, or a speaker."""
    for pattern in (_ASKED, _ACCORDING, _OPINION):
        found = pattern.search(asked)
        if found is None or _is_mentioned(found.start("who"), found.end("who"), mentions):
            continue
        stranger = _stranger(found["who"])
        if stranger is not None:
            return stranger
    return None


def _stranger(name: str) -> Stranger | None:
    words = [word for word in split_words(name) if carries_matter(word) or name[word.start].isupper()]
    if not words or any(word.text in _NO_STRANGERS for word in words):
        return None
    # Of "the hospital director" it is the director who speaks; of a name, any part will do.
    if name[words[-1].start].isupper():
        return Stranger(name=name, stems=frozenset(word.stem for word in words))
    whose = frozenset(word.stem for word in words[:-1] if name[word.start].isupper())
    return Stranger(name=name, stems=frozenset({words[-1].stem}), whose=whose)


def _is_mentioned(start: int, end: int, mentions: Sequence[Mention]) -> bool:
    return any(mention.start < end and mention.end > start for mention in mentions)
