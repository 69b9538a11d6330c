"""What is said to the bot and not asked of the sources: greetings, thanks, orders, errands, help."""

import re
from enum import StrEnum

from index.words import carries_matter, split_words

_GREETINGS = frozenset(
    """
    hello hi hey hiya howdy greetings good morning afternoon evening night day today bot welcome everyone all
    guys folks friend again yo hallo hola bonjour salut ciao ola moin hoi guten tag servus buongiorno sup
    """.split()
)
_THANKS = frozenset(
    """
    thanks thank thx ty tysm cheers bye goodbye ok okay cool great nice helpful awesome perfect sorry lol haha
    wow doing lot bunch very danke merci gracias grazie obrigado obrigada bedankt goodnight works worked
    """.split()
)
_GRATITUDE = frozenset(
    "thanks thank thx ty tysm danke merci gracias grazie obrigado obrigada bedankt".split()
)
_SOCIAL = _GREETINGS | _THANKS
_HOW_ARE_YOU = re.compile(
    r"^\W*(?:how (?:are|do) you|what(?:'s|’s| is) up|who are you|what are you)\b", re.IGNORECASE
)
_HELP = re.compile(
    r"^\W*(?:please\s+)?(?:(?:i need )?(?:some )?help(?: me)?(?: please)?|commands?|usage|menu|info|start|"
    r"test(?:ing)?|what can (?:you|i|this bot) (?:do|ask)(?: \w+)?|what do you (?:do|know)(?: about)?"
    r"|how (?:do|does|can|should) (?:you|this|i) (?:use )?(?:you|this|work|the)?(?: ?bot)?(?: work)?"
    r"|(?:what|which) (?:are )?(?:your|the) sources(?: do you (?:have|know|use))?|what can i ask(?: you)?"
    r"|(?:what|which) sources do you (?:have|know|use)|what(?:'s|’s| is) in here|who made you)\W*$",
    re.IGNORECASE,
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
# A thing to be made, and not to be found: whatever it is about, the sources do not hold it.
_ERRAND = re.compile(
    r"^\W*(?:hey\W+|please\W+|(?:can|could|will|would) you\s+(?:please\s+)?|i (?:want|need) you to\s+)*"
    r"(?:write|compose|make|create|generate|invent|draft|tell|give|send|show|recommend|suggest|cook|play|book|"
    r"order)\s+(?:me\s+|us\s+)?(?:up\s+)?(?:an?|some|another)?\s*"
    r"(?:(?!(?:the|that|this|his|her|their)\b)\w+\s+){0,2}?"
    r"(?:jokes?|poems?|limericks?|haikus?|songs?|lyrics|stor(?:y|ies)|recipes?|essays?|emails?|letters?|code|"
    r"functions?|scripts?|programs?|films?|movies?|games?|pictures?|images?|memes?|tweets?|pizzas?|flights?|"
    r"hotels?|tables?|horoscope|weather|password|passwords|riddles?|music)\b",
    re.IGNORECASE,
)
_YEAR = 4
_SUM = re.compile(
    r"^\W*(?:what(?:'s|’s| is)|how much is|solve)?\s*[\d.,]+\s*(?:[-+*/x×÷^]\s*[\d.,]+\s*)+\W*$",
    re.IGNORECASE,
)


class Outside(StrEnum):
    """Why a text asks nothing of the sources."""

    GREETING = "greeting"
    THANKS = "thanks"
    HELP = "help"
    ORDER = "order"
    ERRAND = "errand"
    WORDLESS = "wordless"
    """It names nothing that could be looked for."""
    UNCLEAR = "unclear"
    """It leans on something before it, and nothing stands before it."""


def read_outside(text: str) -> Outside | None:
    """Tell why a text asks nothing of the sources, or None if it may ask something of them."""
    if is_smalltalk(text):
        return Outside.GREETING if _greets(text) else Outside.THANKS
    if _HELP.search(text):
        return Outside.HELP
    if is_order(text):
        return Outside.ORDER
    if _ERRAND.search(text) or _SUM.search(text):
        return Outside.ERRAND
    return Outside.WORDLESS if is_wordless(text) else None


def is_smalltalk(text: str) -> bool:
    """Tell whether a text greets or thanks, and asks for nothing."""
    words = split_words(text)
    if _HOW_ARE_YOU.search(text):
        return all(word.text in _SOCIAL or not carries_matter(word) for word in words)
    social = [word for word in words if word.text in _SOCIAL]
    return bool(social) and all(word.text in _SOCIAL or not carries_matter(word) for word in words)


def is_order(text: str) -> bool:
    """Tell whether a text orders the bot about, rather than asking the sources."""
    return bool(_ORDER.search(text))


def is_wordless(text: str) -> bool:
    """Tell whether a text is only letters and small numbers, such as "1" or "a)"."""
    return all(
        len(word.text) < 2 or (word.text.isdigit() and len(word.text) < _YEAR)  # noqa: PLR2004 - a letter
        for word in split_words(text)
    )


def _greets(text: str) -> bool:
    words = {word.text for word in split_words(text)}
    return not words & _GRATITUDE and bool(words & _GREETINGS or _HOW_ARE_YOU.search(text))
