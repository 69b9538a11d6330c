"""Words that a speaker reports: somebody else's, told within the speaker's own.

A quotation of such words is the speaker's; what they say is not the speaker's view. A sentence of an answer
has to tell them as reported, by whom the source names or by a word such as "told" or "according to".
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.answering.types import Citation
from bot.answering.verification.frame import TELLING, without_lead
from index.words import carries_matter, split_words

_VERB = re.compile(
    r"\b(?P<verb>say|says|said|claims?|claimed|argues?|argued|predict|predicts|predicted|tell|tells|told"
    r"|write|writes|wrote|alleges?|alleged|believes?|believed|think|thinks|thought|insists?|insisted"
    r"|suggests?"
    r"|suggested|describes?|described|calls?|called|reported|warns?|warned|announced|estimated|concluded"
    r"|chronicled|complains?|complained|contends?|contended|asserts?|asserted|declared|promised"
    r"|(?:found|finds|discovered|showed|shows|calculated|recalled)(?=\s+(?:that|they|it|he|she|the)\b))\b"
    r"(?!-|\s+(?:twice|in it|you)\b)",
    re.IGNORECASE,
)
_BETWEEN = frozenset(
    """
    has have had also once always often even already later then just still simply clearly rightly right away
    famously recently repeatedly would will does did do ever
    """.split()
)
_OWN = frozenset(
    "i we you to can could would must should not never who't let me us please i'd i've we'd we've".split()
)
_NOBODY = frozenset("nobody none no-one anybody anyone".split())
_DETERMINERS = frozenset("the a an this that of my your his her its our their on in second".split())
_PRONOUNS = frozenset("he she they it one who which that these those everybody everyone people".split())
_HEARSAY = re.compile(
    r"\b(?:(?:I|we)(?:['’]m|['’]ve| am| was| were| have| had|['’]d)?(?: been)?"
    r" (?:told|heard|hear|read|gather)"
    r"|(?:seen|some|recent|several|news|there['’]s an?|an?|the) reports?(?: by (?P<from>[\w .]+?))? that"
    r"|(?P<said>[\w-]+(?:\s+[\w-]+){0,2})['’]s? (?:view|opinion|claim|theory|idea|argument|belief|guess)"
    r" (?:is|was)(?: that)?|(?:story|stories|rumou?rs?|legend|saying|myth) (?:that|is that|goes)"
    r"|according to (?P<by>(?:[\w'’-]+\s*){1,5}))",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"“[^”]{12,}”|\"[^\"]{12,}\"|(?<!\w)[‘'][^’']{12,}[’'](?!\w)")
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"'”’)\]]*\s+(?=[\"'“‘(\[]*[^\W_a-z])")
_BORDER = re.compile(r",\s|[;:—–(]\s*|\s(?:and|but|so|because|while|although|which|who|that)\s")
_TURNING = re.compile(r"[,;—–]\s*but\b|;\s", re.IGNORECASE)
_MARKED = re.compile(
    r"\b(?:told|tells|heard|hears|read|reads|report(?:s|ed|edly|ing)?|according to|cit(?:es|ing|ed)"
    r"|quot(?:es|ing|ed)|supposedly|allegedly|found|finds|finding|discovered|stor(?:y|ies)|rumou?rs?"
    r"|hearsay|stud(?:y|ies)"
    r"|survey|said to)\b",
    re.IGNORECASE,
)
_LONGEST_NAME = 10
_LEADING_IN = re.compile(r"^(?:(?:and|but|so|as|with|then|because)\s+)+", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """A stretch of a text that is somebody else's: `[start, end)`, and by whom, "" where it is not said."""

    start: int
    end: int
    who: str


def find_reported(text: str) -> tuple[Reported, ...]:
    """Return the stretches of a speaker's words that tell what somebody else said, wrote or found."""
    found: list[Reported] = []
    start = 0
    for border in [*_SENTENCE_END.finditer(text), None]:
        end = border.start() if border is not None else len(text)
        found += _in_sentence(text, start, end)
        start = border.end() if border is not None else end
    return tuple(found)


def reported_by(citation: Citation) -> str | None:
    """Return whose words a citation reports ("" where they are not named), or None for the speaker's own."""
    return reported_in(citation.turn.text, citation.start, citation.end)


def reported_in(text: str, start: int, end: int) -> str | None:
    """Return whose words `text[start:end]` reports ("" where they are not named), or None.

    Also where they begin behind "Bob said that", in the same sentence.
    """
    for one in find_reported(text):
        low, high = max(one.start, start), min(one.end, end)
        if re.search(r"\w", text[low:high]):
            return one.who
    return None


def is_told_as_reported(own: str, who: str, told: str = "") -> bool:
    """Tell whether a sentence says that what it tells was reported: by its source's name, or by a word.

    A word of saying that is in what was `told` itself says nothing of who told it.
    """
    rest = without_lead(own)
    words = split_words(rest)
    named = {word.stem for word in split_words(who) if carries_matter(word)}
    if named & {word.stem for word in words} or _MARKED.search(rest):
        return True
    inside = {word.text for word in split_words(told)}
    return not named and any(word.text in TELLING - inside for word in words)


def _in_sentence(text: str, start: int, end: int) -> Iterator[Reported]:
    for match in _HEARSAY.finditer(text, start, end):
        who = match["said"] or match["by"] or match["from"] or ""
        yield Reported(start=start if match["by"] else match.end(), end=end, who=who.strip())
        return
    for match in _VERB.finditer(text, start, end):
        who = _teller(text[start : match.start()], text[match.end() : end])
        if who is not None:
            # "But" turns from what was told to the speaker's own words.
            turn = _TURNING.search(text, match.end(), end)
            yield Reported(start=match.end(), end=turn.start() if turn else end, who=who)
            return
    for match in _QUOTED.finditer(text, start, end):
        yield Reported(start=match.start(), end=match.end(), who="")


def _teller(before: str, after: str) -> str | None:
    """Return who tells, from the words before the verb, or None where it is the speaker or nobody."""
    words = before.split()
    while words and (words[-1].casefold() in _BETWEEN or words[-1].casefold().endswith("ly")):
        words.pop()
    if not words or not after.strip(" ,.!?"):
        return None
    last = words[-1].casefold().replace("’", "'").strip(',"“(')
    if last in _OWN | _NOBODY | _DETERMINERS - _PRONOUNS or last.endswith("n't"):
        return None
    if last == "and":
        words.pop()
    if not words:
        return None
    apposition = words[-1].endswith(",")
    clause = " ".join(words) if apposition else _BORDER.split(" ".join(words))[-1]
    named = _LEADING_IN.sub("", clause).split()[-_LONGEST_NAME:] or words[-1:]
    if last == "and" and any(_bare(word) in {"i", "we"} for word in named):
        return None
    alone = len(named) == 1 or last == "and"
    if alone and _bare(named[0]) in _PRONOUNS:
        return ""
    return (_up_to_name(named) if last == "and" else " ".join(named)).strip(" ,")


def _up_to_name(words: Sequence[str]) -> str:
    """Return the words up to the end of a name, if one is among them: what follows is what its bearer did."""
    capital = [at for at, word in enumerate(words) if at and word[:1].isupper()]
    ends = [at for at in capital if at + 1 not in capital]
    return " ".join(words[: ends[0] + 1] if ends else words)


def _bare(word: str) -> str:
    return re.split(r"['’]", word.casefold())[0]
