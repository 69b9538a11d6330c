"""Whose words a question asks for: which of the speakers that it mentions should be quoted."""

import re
from collections.abc import Sequence
from itertools import pairwise

from index.speakers import Mention
from index.speech import FOREIGN_ABOUT, FOREIGN_BEFORE, FOREIGN_SAYING, OPINIONS, SAYING, speaks_foreign
from index.words import carries_matter, split_words

# Writing and quoting are asked about as deeds ("Why did Ann write the book?"): they ask for nobody's words.
_DEEDS = frozenset("write writes wrote quote quotes quoted".split())
WORDS_OF_SAYING = SAYING - _DEEDS | (OPINIONS - {"book"})
"""Folded words that only ask for somebody's words, and name nothing to look for."""
_TONGUES = frozenset("speak speaks spoke".split())
SPEECH = (
    rf"(?:{'|'.join(sorted(SAYING - _DEEDS - _TONGUES, key=len, reverse=True))}|names?|saying|"
    # Of what, or to whom: who "speaks Dutch" says nothing yet.
    r"sp(?:eaks?|oke)(?=\W+(?:about|of|on|up|out|to|for|with)\b|\W*$))"
)
"""A word of saying, as a pattern."""
_OPINION = (
    r"(?:take|views?|opinions?|thoughts?|words?|position|answers?|statements?|side|stance|perspective|viewpoint|"
    r"arguments?|reasoning|comments?|remarks?|quotes?|points?|prediction|explanation|assessment|criticisms?)"
)
_FILLER = r"(?:(?:really|ever|actually|each|both|also|even|not|exactly|just|once|then)\W+)*"
# What stands before or after a name when it is the one who is to be quoted.
_BEFORE = re.compile(
    r"\b(?:according to|only|compare|quote|by|(?:said|told|words?|quotes?|hear|views?|opinions?) (?:from|of))"
    r"\W+(?:the\s+)?$",
    re.IGNORECASE,
)
# ", says Josh." closes a claim; "Liza said Josh …" speaks about Josh.
_SAYS = re.compile(r"\b(?:says|said|asks|asked)\s+$", re.IGNORECASE)
_AFTER = re.compile(
    rf"^(?:['’]s?)?\W*(?:(?:and|&)\s+(?:\w+\s+){{1,2}}?)?{_FILLER}(?:{SPEECH}|{_OPINION})\b"
    rf"|^['’]s\W+(?:\w+\W+)?{_OPINION}",
    re.IGNORECASE,
)
# "Does Josh, as a reporter, think": a verb of saying a few words after its subject.
_ASKED_OF = re.compile(
    r"\b(?:does|do|did|asks?|for|both|each of)\W+(?:the\s+)?$|(?:\band|,|&)\s+$", re.IGNORECASE
)
_SAYS_SOON = re.compile(rf"^\W*(?:\w+\W+){{0,3}}?{SPEECH}\b", re.IGNORECASE)
# A name alone stands before its topic as well.
_BEGINS = re.compile(r"^\W*(?:(?:so|and|what about|only|just)\W+)?(?:the\s+)?$", re.IGNORECASE)
_ON = re.compile(r"^\s*(?:on|about|re|regarding)\b|^\s*:", re.IGNORECASE)
_DOES = re.compile(
    r"\b(?:do|does|did|would|will|could|can|should|has|have|had|was|is|were|are)\s+$", re.IGNORECASE
)
_ONE_BREATH = re.compile(
    r"\s*(?:,|&|\+|,?\s*\band\b|\bor\b|\bvs\b\.?|\bversus\b|\bwith\b)\s*(?:the\s+)?", re.IGNORECASE
)
_SPOKEN_OF = re.compile(r"\b(?:about|of|on|to|with)\W+(?:the\s+)?$", re.IGNORECASE)


def voices(asked: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Return those mentions that name who should be quoted."""
    if speaks_foreign([word.text for word in split_words(asked)]):
        return [mention for mention in mentions if _speaks_abroad(asked, mention)]
    return _with_beside(asked, [mention for mention in mentions if _speaks(asked, mention)], mentions)


def voices_beside(asked: str, mentions: Sequence[Mention], start: int, end: int) -> list[Mention]:
    """Return whose the quoted words at `asked[start:end]` are said to be; never who is named within them."""
    outside = [mention for mention in mentions if mention.end <= start or mention.start >= end]
    named = voices(asked, outside)
    return named or [one for one in outside if not _SPOKEN_OF.search(asked[: one.start])]


def without_voices(asked: str, named: Sequence[Mention]) -> str:
    """Cut out who should be quoted, and the words of saying beside them."""
    topic = asked
    for mention in named:
        topic = re.sub(
            rf"(?:\baccording to\W+)?{re.escape(mention.text)}(?:['’]s?)?\W+{_FILLER}"
            rf"(?:{SPEECH}\b\W*(?:that\b)?|{_OPINION}\b(?:\s+(?:on|of|about))?)?|{re.escape(mention.text)}\b",
            " ",
            topic,
            flags=re.IGNORECASE,
        )
    topic = re.sub(r",?\s*\b(?:says|said)\W*$", "", _without_foreign(topic) if named else topic)
    return " ".join(topic.split()) if any(map(carries_matter, split_words(topic))) else asked


def is_subject(asked: str, mention: Mention) -> bool:
    """Tell whether a question asks for a mentioned speaker's own doings."""
    return bool(_DOES.search(asked[: mention.start]))


def _with_beside(asked: str, named: list[Mention], mentions: Sequence[Mention]) -> list[Mention]:
    """Return also who is named in one breath with them ("compare Ann and Ben")."""
    for first, second in pairwise(mentions):
        beside = _ONE_BREATH.fullmatch(asked[first.end : second.start])
        if beside and (first in named) != (second in named):
            named = [*named, second if first in named else first]
    return sorted(named, key=lambda mention: mention.start)


def _speaks(asked: str, mention: Mention) -> bool:
    if mention.role and len(mention.speakers) > 1:
        return True
    before, after = asked[: mention.start], asked[mention.end :]
    if _AFTER.search(after) or _BEFORE.search(before) or (_SAYS.search(before) and not split_words(after)):
        return True
    if _BEGINS.search(before) and _ON.search(after):
        return True
    return bool(_ASKED_OF.search(before) and _SAYS_SOON.search(after))


def _speaks_abroad(asked: str, mention: Mention) -> bool:
    """Tell whether a question in another language asks what this one says: not what is said of them."""
    before = split_words(asked[: mention.start])
    return not before or before[-1].text not in FOREIGN_ABOUT or before[-1].text in FOREIGN_BEFORE


def _without_foreign(topic: str) -> str:
    words = split_words(topic)
    if not speaks_foreign([word.text for word in words]):
        return topic
    for word in reversed(words):
        if word.text in FOREIGN_SAYING or word.text in FOREIGN_BEFORE:
            topic = f"{topic[: word.start]} {topic[word.end :]}"
    return topic
