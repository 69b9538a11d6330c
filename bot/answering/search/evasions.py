"""Answers that give none: who was asked would rather not say, or does not know."""

import re

_NOTHING_FOLLOWS = (
    r"(?=\s*(?:[.,;:!?…—–-]|$|(?:about|on|to|into) (?:that|it|this|those)\b|"
    r"(?:that|it|this|those)\b(?=\W*(?:$|[.,;!?]))|(?:now|here|yet|more)\b))"
)
_EVADES = re.compile(
    r"\b(?:no comment|next question|not (?:for me|mine) to say|pass on that|(?:let['’]s|let us) not|"
    r"ask (?:me (?:again|later|something)|somebody else|someone else)|"
    r"(?:(?:rather|prefer) not(?: to)?|can['’]?t|cannot|can not|couldn['’]t|won['’]t|will not|would not|"
    r"wouldn['’]t|not going to|not able to|not allowed to|not at liberty to) (?:really |possibly |even )?"
    r"(?:say|tell|comment|discuss|answer|talk|speak|go|get|disclose|reveal|share|guess)"
    + _NOTHING_FOLLOWS
    + r"|(?:don['’]t|do not|didn['’]t) (?:really |actually )?know"
    + _NOTHING_FOLLOWS
    + r"|no idea"
    + _NOTHING_FOLLOWS
    + r")",
    re.IGNORECASE,
)
_MOST_WORDS = 40
"""Who says more than this says something, whatever they would rather not."""


def evades(answer: str) -> bool:
    """Tell whether an answer gives none; `answer` is the whole turn."""
    return len(answer.split()) <= _MOST_WORDS and bool(_EVADES.search(answer))
