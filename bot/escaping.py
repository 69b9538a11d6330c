"""Making words of others safe to show: nothing in them pings, links, or breaks the layout.

Discord's escape is a backslash before punctuation; it is not shown, so quotes still read as themselves.
"""

import re
import unicodedata

ELLIPSIS = "…"
# Invisible; splits what Discord's servers find in raw text, where a backslash does not count.
_GAP = "\u200b"
_FENCE = "```"
# Stacked marks past this number are decoration ("zalgo"); Vietnamese and Hebrew need fewer.
_MARKS_PER_LETTER = 3

_LIVE = re.compile(r"[\\*_~|`<>\[\]#]")
_LINE_MARKER = re.compile(r"^(?:[-+=]|\d+(?=[.)]))")
_SCHEME = re.compile(r"(?<=:)(?=//)")
_INVITE = re.compile(r"(?i)(discord(?:app)?\.(?:gg|com|me|io|li)|dsc\.gg)(?=/)")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*(?=\s|$)")


def plain(text: str) -> str:
    """Return text on one line, without what cannot be seen and without stacked marks."""
    kept: list[str] = []
    marks = 0
    for character in text:
        category = unicodedata.category(character)
        marks = marks + 1 if category in {"Mn", "Me"} else 0
        if category in {"Zs", "Zl", "Zp", "Cc"}:
            kept.append(" " if character.isspace() else "")
        elif not category.startswith("C") and marks <= _MARKS_PER_LETTER:
            kept.append(character)
    return " ".join("".join(kept).split())


def neutralise(text: str) -> str:
    """Return text on one line that Discord shows as it is: no mention, link or markup comes alive."""
    escaped = _LIVE.sub(lambda match: f"\\{match[0]}", plain(text))
    escaped = _LINE_MARKER.sub(_break_line_marker, escaped)
    parted = _SCHEME.sub(_GAP, escaped.replace("@", f"@{_GAP}"))
    return _INVITE.sub(lambda match: f"{match[0]}{_GAP}", parted)


def to_copy(text: str, limit: int) -> str:
    """Return a block of at most `limit` characters with lines of text as they were typed, to be copied.

    What is put between their characters so that nothing comes alive, `plain` takes out again.
    """
    lines = "\n".join(plain(line) for line in text.splitlines() if line.strip())
    parted = _SCHEME.sub(_GAP, lines.replace("`", f"`{_GAP}").replace("@", f"@{_GAP}"))
    safe = _INVITE.sub(lambda match: f"{match[0]}{_GAP}", parted)
    return f"{_FENCE}\n{shorten(safe, limit - 2 * len(_FENCE) - 2)}\n{_FENCE}"


def _break_line_marker(match: re.Match[str]) -> str:
    marker = match[0]
    return f"{marker}{_GAP}" if marker[0].isdigit() else f"\\{marker}"


def weigh(text: str) -> int:
    """Return the length as Discord may count it: in UTF-16 units, the larger of its two ways."""
    return len(text) + sum(character > "\uffff" for character in text)


def shorten(text: str, limit: int) -> str:
    """Return at most `limit` characters, cut at a word's border with an ellipsis."""
    if weigh(text) <= limit:
        return text
    kept = _take(text, limit - 1)
    border = len(kept) if text[len(kept)] == " " else kept.rfind(" ")
    # A single endless word is cut within.
    return (kept[:border] if border > limit // 2 else kept).rstrip(" ,;:—–-") + ELLIPSIS


def shorten_sentences(text: str, limit: int) -> str:
    """Return at most `limit` characters: whole sentences, or words if the first alone is too long."""
    if weigh(text) <= limit:
        return text
    kept = _take(text, limit - 2)
    ends = [match.end() for match in _SENTENCE_END.finditer(kept) if match.end() < len(kept)]
    return f"{kept[: ends[-1]]} {ELLIPSIS}" if ends else shorten(text, limit)


def _take(text: str, limit: int) -> str:
    weight = 0
    for position, character in enumerate(text):
        weight += 2 if character > "\uffff" else 1
        if weight > limit:
            return text[:position]
    return text
