"""Hedges and conditions: a "might", an "I suspect" or an "if" that is said is told."""

import re

# What may be, and what somebody takes to be: the second is told by "thinks", the first is not.
_MODAL = re.compile(
    r"\b(?:might|may|could|perhaps|maybe|possib(?:ly|le|ility)|sometimes|occasionally|potential(?:ly)?"
    r"|seem(?:s|ed)?"
    r"|appear(?:s|ed)?|apparently|supposedly|allegedly|reportedly|unsure|uncertain|not sure)\b",
    re.IGNORECASE,
)
_BELIEF = re.compile(
    r"\b(?:suspect(?:s|ed)?|guess(?:es|ed)?|probabl[ey]|likely|presumabl[ey]|suppose[sd]?|assum(?:e|es|ed)"
    r"|as far as|so far as|to my knowledge|to (?:his|her|their) knowledge|tempted|hope[sd]?|estimate[sd]?"
    r"|doubt(?:s|ed)?|risk(?:s|ed|ing)?)\b",
    re.IGNORECASE,
)
_TAKING = re.compile(
    r"\b(?:think(?:s|ing)?|thought|believ(?:e|es|ed|ing)|consider(?:s|ed|ing)?|expect(?:s|ed)?|feel(?:s)?"
    r"|felt"
    r"|view(?:s|ed)?|opinion|impression|suggest(?:s|ed|ing)?|lean(?:s|ing|ed)?|inclined|would|favou?rs?)\b",
    re.IGNORECASE,
)
_AS_LONG = r"as long as (?:I|you|we|they|he|she|it|there)"
# What may soften "may" in the other wording, without being one: only asked for, never added.
_CONDITION = re.compile(
    rf"\b(?:(?<!as )if|unless|provided|providing|{_AS_LONG}|in case|once|should|assuming)\b", re.IGNORECASE
)
_CONDITIONED = re.compile(
    rf"\b(?:if|unless|when|whenever|once|would|should|provided|providing|{_AS_LONG}|in case|depend(?:s|ing)?"
    r"|assuming|given|without|could|were|whoever|anyone|anybody)\b|['’]d\b",
    re.IGNORECASE,
)
_STRICT = re.compile(
    rf"\b(?:(?<!as )(?<!what )(?<!even )if|unless|provided that|{_AS_LONG})\b", re.IGNORECASE
)
_ALONE = re.compile(
    r"(?:and |but |now )?(?:(?:so|as) far as (?:I|we) \w+|(?:I|we) (?:think|suspect|guess|believe|suppose"
    r"|hope)"
    r"|perhaps|maybe|possibly|probably|apparently|in (?:my|our) (?:view|opinion)|to my knowledge"
    r"|if anything)",
    re.IGNORECASE,
)
# The month, or a name; what was not possible at all; and an "if" on which nothing hangs.
_NO_HEDGE = re.compile(
    r"\bif (?:you (?:want|like|will|ask|must|know)|I (?:may|might)|anything|any|not)\b|(?<=\w )May\b"
    r"|\bcould(?:n['’]t| not| hardly| never)\b"
)


def drops_hedge(own: str, evidence: str) -> bool:
    """Tell whether a sentence drops the "might" or the "I suspect" of the clause that it rests on."""
    kept = _finds(_MODAL, own) or _finds(_BELIEF, own)
    if _finds(_MODAL, evidence) and not kept:
        return True
    return _finds(_BELIEF, evidence) and not kept and not _finds(_TAKING, own)


def adds_hedge(own: str, evidence: str) -> bool:
    """Tell whether a clause says "might" or "suspects" where nothing of the kind is said in its evidence."""
    softened = any(_finds(pattern, evidence) for pattern in (_MODAL, _BELIEF, _TAKING, _CONDITION))
    return (_finds(_MODAL, own) or _finds(_BELIEF, own)) and not softened


def says_maybe(text: str) -> bool:
    """Tell whether a text says "might", "perhaps", "I suspect" or the like."""
    return _finds(_MODAL, text) or _finds(_BELIEF, text)


def is_hedge(clause: str) -> bool:
    """Tell whether a clause is nothing but a hedge of what stands beside it."""
    return _ALONE.fullmatch(clause.strip(" ,")) is not None


def conditions(text: str) -> bool:
    """Tell whether a sentence says something under a condition."""
    return _finds(_STRICT, text)


def condition_of(sentence: str) -> str:
    """Return the words of a sentence's condition, from its "if" to the next comma."""
    match = _STRICT.search(_NO_HEDGE.sub(" ", sentence))
    return re.split(r"[,;:]", match.string[match.end() :])[0] if match is not None else ""


def keeps_condition(own_sentence: str) -> bool:
    """Tell whether a sentence of a draft tells what it tells under some condition."""
    return _CONDITIONED.search(own_sentence) is not None


def _finds(pattern: re.Pattern[str], text: str) -> bool:
    return pattern.search(_NO_HEDGE.sub(" ", text)) is not None
