"""Answers that give none: who was asked would rather not say, or does not know."""

import re

_EVADES = re.compile(
    r"\b(?:no comment|next question|rather not|prefer not to|not (?:for me|mine) to say|pass on that|"
    r"(?:can['’]?t|cannot|can not|couldn['’]t|won['’]t|will not|would not|wouldn['’]t|not going to|"
    r"not able to|not allowed to|not at liberty to) (?:really |possibly |even )?(?:say|tell|comment|discuss|"
    r"answer|talk about|speak about|go into|get into|disclose|reveal|share|guess)|"
    r"(?:don['’]t|do not|didn['’]t) (?:really |actually )?(?:know|want to (?:say|talk|comment|go))|"
    r"no idea|let['’]s not|ask (?:me (?:again|later|something)|them|him|her|somebody else|someone else))\b",
    re.IGNORECASE,
)
_MOST_WORDS = 40
"""Who says more than this says something, whatever they would rather not."""


def evades(answer: str) -> bool:
    """Tell whether an answer gives none; `answer` is the whole turn."""
    return len(answer.split()) <= _MOST_WORDS and bool(_EVADES.search(answer))
