"""Sounds: what captions and transcripts note in brackets without anybody saying it."""

import re

from index.words import fold

_BRACKETED = re.compile(
    r"(?=[^\w\s]*[\[(（【♪♫])[\[(（【*♪♫\s]+(?P<inner>[^\[\]()（）【】]*?)[\])）】*♪♫\s.]+"
)
_MUSIC = frozenset("♪♫")
_SOUNDS = frozenset(
    """
    applause applauding applauds clapping claps cheering cheers laughter laughing laughs laugh chuckles
    chuckling chuckle giggles giggling sigh sighs sighing cough coughs coughing sneeze sneezes music musical
    singing sings humming hums silence pause pauses inaudible unintelligible indistinct crosstalk noise noises
    static beep beeps beeping bleep ringing rings buzzing knocking knock footsteps thunder wind barking barks
    crying cries gasps gasping groans groaning whistling whistles whispering whispers screaming screams
    sniffles murmuring chatter overlapping foreign blank_audio sound sounds jingle
    """.split()
)
# Longer stretches in brackets are remarks, not sounds.
_MOST_WORDS = 6
_LONGEST = 100


def is_sound(text: str) -> bool:
    """Tell whether these words, brackets and all, note a sound: "[laughter]", "(applause)", "♪ music ♪"."""
    if len(text) > _LONGEST:
        return False
    found = _BRACKETED.fullmatch(text.strip())
    if found is None or not _is_enclosed(text.strip()):
        return False
    words = re.findall(r"[^\W\d]+", fold(found["inner"]))
    if not words:
        return not _MUSIC.isdisjoint(text)
    return len(words) <= _MOST_WORDS and any(word in _SOUNDS for word in words)


def is_remark(text: str) -> bool:
    """Tell whether a line is a sound, or a few words in square brackets: "[door slams]"."""
    bare = text.strip()
    short = len(bare.split()) <= _MOST_WORDS
    return is_sound(bare) or (short and re.fullmatch(r"\[[^\[\]]*\]", bare) is not None)


def names_sound(words: str) -> bool:
    """Tell whether a label is the name of a sound, as in "[MUSIC]"."""
    return any(word in _SOUNDS for word in fold(words).split())


def _is_enclosed(text: str) -> bool:
    return not text[:1].isalnum() and not text[-1:].isalnum()
