"""What kind of answer a question wants: who said it, who somebody is, everybody's words, or a check."""

import re
from collections.abc import Sequence

from bot.answering.questions.claiming import is_statement
from bot.answering.questions.question import Kind
from bot.answering.questions.voices import SPEECH
from index.speakers import Mention
from index.words import carries_matter, split_words

_WHO_SAID = re.compile(
    r"^\W*(?:who|which (?:one |of )?(?:\w+ )?)\b.{0,30}?\b"
    r"(?:said|says|talks?|mentions?|mentioned|used?|uses|brings? up|brought up|spoke|speaks|called|calls|"
    r"claims?|claimed|asks|asked|predicts?|predicted|warns?|warned|suggests?|suggested|argues?|argued)\b",
    re.IGNORECASE,
)
_WHO_IS = re.compile(
    r"^\W*who(?:'s|’s| is| was| are| were)\b|\bwho(?:'s|’s| is) (?:that|this|he|she)\b", re.IGNORECASE
)
_EACH = re.compile(
    rf"\beach\b(?:\W*$|\s+(?:of|do|did|{SPEECH}|look|feel|see|wish|want|one|side|guest|speaker|author|"
    r"panell?ist|person|participant|interviewee|about|on)\b)|\bcompare\b|\btwo of them\b|"
    r"\bboth\s+(?:of|sides|opinions?|views?|positions?|takes?|speakers|guests|authors)\b|"
    r"\b(?:do|did|what)\s+both\b",
    re.IGNORECASE,
)
_AGREES = re.compile(r"\b(?:dis)?agrees?\b", re.IGNORECASE)
_WHETHER = re.compile(
    r"^\W*(?:do|does|did|is|are|was|were|has|have|had|can|could|would|will|should)\b", re.IGNORECASE
)
# "Who is Ann married to?", but neither "Who is Ann, the potter?" nor "Who is Ann exactly?".
_GOES_ON = re.compile(
    r"^\s+((?!(?:and|or|exactly|again|anyway|actually|really|please|then)\b)[\w'’]+)", re.IGNORECASE
)
_INTRODUCES = re.compile(
    r"^\W*(?:(?:please|can you|could you)\W+)*(?:tell (?:me|us)(?: more| something)?|what do (?:we|you) know|"
    r"introduce|describe|who['’]s|who is)\s*(?:about)?\W*(?P<who>[^?.!]*?)\W*$",
    re.IGNORECASE,
)


def kind_of(
    asked: str,
    *,
    quotes: bool,
    claims: bool,
    names: bool,
    introduces: bool = False,
    mentions: Sequence[Mention] = (),
) -> Kind:
    """Return what a question wants.

    `quotes`: it holds words that can have been said; `claims`: it puts up a claim; `names`: it names whose
    words are wanted; `introduces`: it asks who a speaker is, and nothing else; `mentions`: speakers in it.
    """
    if introduces:
        return Kind.WHO_IS
    if _WHO_SAID.search(asked):
        return Kind.WHO_SAID
    if quotes:
        return Kind.QUOTE_CHECK
    if _WHO_IS.search(asked) and not _asks_of(asked, mentions):
        return Kind.WHO_IS
    return Kind.CLAIM_CHECK if claims or is_statement(asked, names=names) else Kind.OPEN


def _asks_of(asked: str, mentions: Sequence[Mention]) -> bool:
    """Tell whether "who is" asks for somebody else: "Who is Ann married to?", "Who is older, Ann or Ben?"."""
    begins = _WHO_IS.match(asked)
    if begins is None or not mentions:
        return False
    before, after = asked[begins.end() : mentions[0].start], asked[mentions[0].end :]
    compares = "," in before and any(map(carries_matter, split_words(before)))
    goes_on = _GOES_ON.match(after)
    return compares or (goes_on is not None and any(map(carries_matter, split_words(goes_on[1]))))


def wants_each(asked: str, *, several: bool = False) -> bool:
    """Tell whether a question wants each one's words, side by side.

    `several` says that it asks more than one by what they are ("the panellists"): what they say, each for
    themselves; whether they say it, any of them.
    """
    return bool(_EACH.search(asked)) or (several and not _WHETHER.search(asked))


def wants_sides(asked: str) -> bool:
    """Tell whether a question asks if people agree: what each of them says is what tells."""
    return bool(_AGREES.search(asked))


def introduces(asked: str, mentions: Sequence[Mention]) -> bool:
    """Tell whether a question asks to be told of a speaker, and of nothing else."""
    found = _INTRODUCES.search(asked)
    return found is not None and any(one.text.casefold() == found["who"].casefold() for one in mentions)
