"""Whether words ask."""

_REQUESTS = frozenset("tell describe explain talk walk give share".split())


def asks(text: str) -> bool:
    """Tell whether these words ask: they hold a question mark, or begin as a request does."""
    if any(mark in text for mark in ("?", "？", "؟")):
        return True
    words = text.split(maxsplit=1)
    return bool(words) and words[0].casefold() in _REQUESTS
