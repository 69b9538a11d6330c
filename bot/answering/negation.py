"""Negations, hedges and absolute words: a sentence has them only where its evidence does, and the reverse."""

import re
from collections.abc import Iterable

_NEGATION = re.compile(
    r"\w+n['’]t\b|\b(?:not|no|never|none|nobody|nothing|nowhere|neither|nor|cannot|without|hardly|barely"
    r"|scarcely|seldom|rarely|unlikely|impossible|untrue|false|wrong|den(?:y|ies|ied|ying)"
    r"|refus(?:e|es|ed|ing)|reject(?:s|ed|ing)?|doubt(?:s|ed|ing)?|disagree[sd]?|disput(?:e|es|ed|ing)"
    r"|fail(?:s|ed|ing)?|lack(?:s|ed|ing)?|dont|doesnt|didnt|isnt|wasnt|wont|cant)\b",
    re.IGNORECASE,
)
_HEDGE = re.compile(
    r"\b(?:might|may|could|can|would|should|perhaps|maybe|possibly|probably|likely|presumably|seems?|seemed"
    r"|appears?|appeared|apparently|suggests?|suggested|sometimes|potentially|supposedly|allegedly"
    r"|if|unless|suppose|hope|hopes|guess|unsure)\b",
    re.IGNORECASE,
)
_ABSOLUTE = re.compile(
    r"\b(?:all|every|everyone|everybody|everything|always|only|entirely|completely|certainly|definitely"
    r"|proves?|proved|proven|must|most|best|worst|first|last)\b",
    re.IGNORECASE,
)
# "can" and "would" carry on in another wording too often to be asked for when a sentence drops them.
_MILD = frozenset("can would should suggest suggests suggested if".split())


def changes_negation(outside: str, paraphrased: Iterable[str]) -> bool:
    """Tell whether a sentence adds or drops a "not" or a "might".

    `outside` is the sentence without the words it quotes; `paraphrased` is the evidence it does not show.
    Around evidence that is shown word for word no negation may be added.
    """
    texts = tuple(paraphrased)
    negated = [bool(_NEGATION.search(text)) for text in texts]
    adds = bool(_NEGATION.search(outside))
    if adds != any(negated):
        return True
    return _changes_hedge(outside, texts)


def overstates(outside: str, evidence: Iterable[str]) -> bool:
    """Tell whether a sentence says "all", "only" or "must" where its evidence does not."""
    wanted = {match[0].casefold() for match in _ABSOLUTE.finditer(outside)}
    return bool(wanted) and not wanted <= {
        match[0].casefold() for text in evidence for match in _ABSOLUTE.finditer(text)
    }


def negates(text: str) -> bool:
    """Tell whether a text says "not" in one word or another."""
    return _NEGATION.search(text) is not None


def _changes_hedge(outside: str, texts: tuple[str, ...]) -> bool:
    said = _hedges(outside)
    given = frozenset[str]().union(*(_hedges(text) for text in texts))
    return bool(said - _MILD) != bool(given - _MILD) or (bool(said) and not given)


def _hedges(text: str) -> frozenset[str]:
    # "May" with a capital inside a sentence is the month or a name.
    return frozenset(match[0].casefold() for match in _HEDGE.finditer(text) if match[0] != "May")
