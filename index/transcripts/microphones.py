"""Labels that name a microphone, or several people at one, in place of a person."""

import re

_SHARED = re.compile(
    r"(?i:\b(?:room|iphone|ipad|macbook|laptop|galaxy|pixel|android|conference|boardroom|lobby|kitchen)\b)"
    r"|\s(?:&|\+|/|and)\s|(?<=\S)/(?=\S)"
)


def is_shared(name: str) -> bool:
    """Tell whether several may speak under a name: a room's, a telephone's, or that of two."""
    return _SHARED.search(name) is not None


def doubt_shared(name: str) -> str:
    """Say that several may share a microphone."""
    return f"“{name}” looks like a microphone that several may share."
