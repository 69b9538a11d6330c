"""What is said to the bot and not asked of the sources: greetings, thanks, orders."""

import re

from index.words import carries_matter, split_words

_SOCIAL = frozenset(
    """
    hello hi hey hiya howdy greetings good morning afternoon evening night day today thanks thank thx cheers
    bye goodbye bot ok okay cool great nice helpful awesome perfect welcome sorry lol haha wow everyone all
    guys folks friend again doing lot bunch
    """.split()
)
_HOW_ARE_YOU = re.compile(
    r"^\W*(?:how (?:are|do) you|what(?:'s|’s| is) up|who are you|what are you)\b", re.IGNORECASE
)
# Words that steer the bot rather than ask the sources. They decide only that nothing is looked up: what
# may be shown is decided by the checks, whatever a question says. Whoever else ignores a rule or acts as
# somebody is asked about: a verb is an order where it begins a clause, or is said to "you".
_BEGINS = r"(?:^|[^\w\s'’]|\b(?:please|kindly|just|now|then|but|must|you(?: to)?)\b|\band\b(?!.*\?\W*$))\W*\b"
_ORDER = re.compile(
    _BEGINS + r"(?:ignore|forget|disregard|override|bypass)\b[^.?!]{0,40}"
    r"\b(?:instructions?|sources?|rules?|prompts?|article|interview|text|context|everything|training)\b"
    r"|^\W*(?:system|assistant|developer)\s*:|</?\s*(?:source|system|instructions?|context)\s*>"
    r"|\byou are now\b|\bnew rules?\s*:|\b(?:hidden|system) prompt\b|\breply (?:only )?with\b"
    r"|" + _BEGINS + r"(?:pretend|act) (?:to be|as|that|like)\b|\brepeat after me\b"
    r"|^\W*(?:(?:can|could|will|would) you\s+|please\s+)?(?:convert|translate|calculate|compute|sing|"
    r"roleplay|code|program|draw)\b",
    re.IGNORECASE,
)


def is_smalltalk(text: str) -> bool:
    """Tell whether a text greets or thanks, and asks for nothing."""
    if _HOW_ARE_YOU.search(text):
        return all(word.text in _SOCIAL or not carries_matter(word) for word in split_words(text))
    words = split_words(text)
    social = [word for word in words if word.text in _SOCIAL]
    return bool(social) and all(word.text in _SOCIAL or not carries_matter(word) for word in words)


def is_order(text: str) -> bool:
    """Tell whether a text orders the bot about, rather than asking the sources."""
    return bool(_ORDER.search(text))
