"""What no sentence of an answer may hold of its own: mentions, links, markup, citation markers."""

import re
import unicodedata

_SIGNS = frozenset("@<>[]{}|`*_~#\\【】†‡^")
_LINK = re.compile(
    r"://|\bwww\.|\b(?:https?|discord|mailto)\b[:.]|\b[\w-]{2,}\.[a-z]{2,}\b|/\w+/", re.IGNORECASE
)
_MARKER = re.compile(r"\(\s*\d{1,2}\s*\)|[¹²³⁴-⁹⁰]|\b(?:source|turn|citation|footnote)\s*#?\d", re.IGNORECASE)
_LOOKALIKE = frozenset({"LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC"})
_WORD = re.compile(r"[^\W\d_]+")
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def is_unsafe(own: str) -> bool:
    """Tell whether a sentence's own words (not the source's, not a speaker's name) are more than words."""
    if any(sign in _SIGNS or unicodedata.category(sign) in _HIDDEN for sign in own):
        return True
    # Wide letters and signs ("＠", "｜") are read as the plain ones.
    plain = unicodedata.normalize("NFKC", own)
    if any(sign in _SIGNS for sign in plain) or _mixes_scripts(plain):
        return True
    return bool(_LINK.search(plain) or _MARKER.search(plain) or _MARKER.search(own))


def _mixes_scripts(text: str) -> bool:
    """Tell whether a word has letters of several alphabets, as names do that only look like another's."""
    return any(
        len(_LOOKALIKE.intersection(_script(letter) for letter in word)) > 1 for word in _WORD.findall(text)
    )


def _script(letter: str) -> str:
    return unicodedata.name(letter, "").split(" ")[0]
