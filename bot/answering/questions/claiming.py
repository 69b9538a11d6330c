"""Claims to be checked, however they are put: "Is it true that …?", "Did Ann say that …?", "…, right?"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.speakers import Mention
from index.words import carries_matter, split_words

# With fewer words, or one that names something alone, nothing is claimed that could be checked.
_FEWEST_WORDS = 3
_FEWEST_MATTER = 2
_ASKING = frozenset(
    """
    who what when where why how which whose whom did does do is are was were can could will would should has
    have had may might am isn't aren't list name compare tell explain give show describe summarize summarise
    find only please quote and but so wat wich hwo
    """.split()
)
SOURCE_SAYS = re.compile(
    r"^\W*(?:according to the (?:interview|article|book|text|podcast|panel|meeting|transcript)\W+"
    r"|the (?:interview|article|text|podcast|transcript) (?:says|claims|states|said) (?:that )?)",
    re.IGNORECASE,
)
_TRUE = r"(?:true|right|correct|accurate|a fact|the case|fair to say|false|wrong|real)"
# What stands before a claim when somebody asks about it, or has heard it.
_HEADS = re.compile(
    rf"^\W*(?:(?:so|and|but|well|hey|also|ok|okay)\W+)*(?:"
    rf"(?:is|was|isn['’]t|wasn['’]t) it (?:(?:really|actually|not|indeed)\s+)?{_TRUE}\s*(?:that\b|:|,)?"
    rf"|true or false\W+|fact[- ]?check(?: this)?\s*(?:that\b|:)?|check (?:this|the claim)\s*(?:that\b|:)"
    r"|(?:can|could) you (?:confirm|verify|check) (?:that|if|whether)\b|(?:confirm|verify|check) that\b"
    r"|(?:i|we)(?:['’]ve)? (?:(?:have|just|once|also)\s+)*(?:heard|read|saw|was told|am told|understand|"
    r"gather|believe|thought|remember|recall)(?:\s+somewhere)?(?:\s+that\b)?"
    r"|(?:people|somebody|someone|they|my \w+) (?:keeps? )?(?:says?|said|saying|claims?|claimed|told me)"
    r"(?:\s+that\b)?"
    r"|apparently|supposedly|allegedly|rumou?r has it(?:\s+that\b)?|correct me if i['’]m wrong\W+(?:but\b)?"
    r")\W+",
    re.IGNORECASE,
)
_TAILS = re.compile(
    rf"\s*[,;.–—-]\s*(?:(?:is|was) (?:that|this|it) (?:really |actually )?{_TRUE}|{_TRUE}|no|yes|yeah|innit"
    r"|(?:is|are|was|were|do|does|did|has|have)n['’]t (?:it|he|she|they|that|there)|or not)\s*\?+\s*$",
    re.IGNORECASE,
)
_SAYING_THAT = (
    r"(?:say|says|said|claim|claims|claimed|state|states|stated|argue|argues|argued|admit|admits|admitted|"
    r"insist|insists|insisted|assert|asserts|asserted|mention|mentions|mentioned)"
)
_BARE_SAYING = r"(?:say|says|said|claim|claims|claimed|state|states|stated)"
# "Did Ann say that …", "Does the panel claim …": who is asked about stands in between.
_DID = re.compile(
    rf"^\W*(?:(?:so|and|but|well)\W+)*(?:did|does|do|has|have)(?:n['’]t)?\s+(?P<who>(?:[^\s?,]+\s+){{1,5}}?)"
    rf"(?:(?:really|ever|actually|just|indeed|also)\s+)*"
    rf"(?:{_SAYING_THAT}\s+that|{_BARE_SAYING})\s+(?P<claim>.+)$",
    re.IGNORECASE,
)
# "So she claims …?", "Josh says …?"
_SAYS = re.compile(
    rf"^\W*(?:(?:so|and|but|well)\W+)*(?P<who>(?:[^\s?,]+\s+){{1,4}}?)"
    rf"(?:(?:really|actually|basically|just|also)\s+)*"
    rf"(?:{_BARE_SAYING}|thinks?|thought|believes?|argues?|argued)\s+(?:that\s+)?(?P<claim>.+)$",
    re.IGNORECASE,
)
_ASKS_WORD = r"(?:who|whom|whose|what|when|where|why|how|which)"
_HELPS = r"(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may|might)(?:n['’]t)?"
# A question after a greeting, a name, or something pasted: "hey bot what did Ann say", "…; why is it cold".
_ASKS = re.compile(
    rf"(?:^\W*(?:[\w'’]+\W+){{0,2}}?|[^\w\s'’]\s*){_ASKS_WORD}\b(?:\s+[\w'’]+){{0,2}}?\s+{_HELPS}\b"
    rf"|\b(?:wonder(?:ing)?|curious|(?:want|like|need|love) to (?:know|hear|learn|understand|see))\b"
    rf"|\bknow (?:{_ASKS_WORD}|whether|if)\b",
    re.IGNORECASE,
)
# What makes words a statement where no full stop does: a verb that has a subject before it. A relative clause
# only says more of a noun; "made" and the like are verbs for sure after a name alone.
_RELATIVE = r"(?<!\bthat )(?<!\bwhich )(?<!\bwho )(?<!\bwhere )"
_STATES = re.compile(
    rf"\w\s+{_RELATIVE}(?:{_HELPS}|cannot|can['’]t|won['’]t|must|gave|took|came|went|wrote|began|chose|fell|"
    r"knew|saw|became)\s+\w"
    r"|(?-i:\b[A-Z][\w&]+)\s+(?:made|built|said|sold|bought|paid|won|lost|left|held|led|kept|told|cut|sent|found|"
    r"founded|started|killed|created|invented)\s+\w",
    re.IGNORECASE,
)
_ANYBODY = re.compile(
    r"^(?:he|she|they|it|you|any(?:one|body)|some(?:one|body)|any of them|one of them|either of them|"
    r"(?:the|this|that) (?:interview|article|book|text|podcast|panel|meeting|transcript|sources?|guests?|"
    r"speakers?|authors?))$",
    re.IGNORECASE,
)
# What is asked for, rather than claimed: "say anything", "say about it", "say why".
_NO_CLAIM = re.compile(
    r"^(?:any|some|every|no)thing\b|^(?:about|on|of|to|how|why|what|if|whether|when|where|who|whom|which|more|"
    r"much|so|yes|no|sorry|hello|it|this|that|these|those|something|anything)\W*$"
    r"|^(?:about|how|why|what|whether|if|when|where|who|whom|which|to|on|of|so|anything|something|more|much|as)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A claim in a question: its bare words, and who is said to have made it (None: nobody is named)."""

    words: str
    by: Mention | None = None
    someone: str | None = None
    """Who is said to have made it, where that is no name: "she", "anybody"."""


def stated_in(asked: str, mentions: Sequence[Mention]) -> Stated | None:
    """Return the claim that a question puts up for checking, or None if it puts up none."""
    head, tail = _HEADS.match(asked), _TAILS.search(asked)
    words = asked[head.end() if head else 0 : tail.start() if tail else len(asked)]
    sayer = _DID.match(words) or _SAYS.match(words)
    said = None if sayer is None else _said(sayer, mentions)
    if said is not None:
        return said
    return Stated(words=_bare(words)) if (head or tail) and _claims(words) else None


def is_statement(asked: str, *, names: bool) -> bool:
    """Tell whether a text states something without words that ask about it; `names`: of somebody named."""
    first = next(iter(split_words(asked))).text
    stops = asked.rstrip().endswith(".")
    if asked.rstrip().endswith("?") or first in _ASKING or (not stops and _ASKS.search(asked)):
        return False
    states = names or stops or (_claims(asked) and _STATES.search(asked))
    return bool(states or SOURCE_SAYS.search(asked))


def _said(sayer: re.Match[str], mentions: Sequence[Mention]) -> Stated | None:
    """Return what somebody is said to have said; None if it is asked what they said."""
    who, claim = sayer["who"].strip(), sayer["claim"]
    if not _claims(claim):
        return None
    by = next(
        (one for one in mentions if one.text.casefold() in {who.casefold(), f"the {who}".casefold()}), None
    )
    if by is not None:
        return Stated(words=_bare(claim), by=by)
    return Stated(words=_bare(claim), someone=who) if _ANYBODY.match(who) else None


def _claims(words: str) -> bool:
    """Tell whether words can be true or false, as far as their number and their first one tell."""
    found = split_words(words)
    matter = sum(map(carries_matter, found))
    return len(found) >= _FEWEST_WORDS and matter >= _FEWEST_MATTER and not _NO_CLAIM.match(words.strip())


def _bare(words: str) -> str:
    return words.strip().rstrip("?").rstrip()
