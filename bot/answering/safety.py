"""What no sentence of an answer may hold of its own: mentions, links, markup, citation markers."""

import re
import unicodedata

_SIGNS = frozenset("@<>[]{}|`*_~#\\【】†‡^")
_LINK = re.compile(
    r"://|\bwww\.|\b(?:https?|discord|mailto)\b[:.]|\b[\w-]{2,}\.[a-z]{2,}\b|/\w+/", re.IGNORECASE
)
_MARKER = re.compile(r"\(\s*\d{1,2}\s*\)|[¹²³⁴-⁹⁰]|\b(?:source|turn|citation|footnote)\s*#?\d", re.IGNORECASE)
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def is_unsafe(own: str) -> bool:
    """Tell whether a sentence's own words (not the source's, not a speaker's name) are more than words."""
    if any(sign in _SIGNS or unicodedata.category(sign) in _HIDDEN for sign in own):
        return True
    return bool(_LINK.search(own) or _MARKER.search(own))
