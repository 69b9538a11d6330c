"""What is asked: whom it names, words or a claim to check, a follow-up, or nothing for the sources."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.answering.asking import Intent
from bot.answering.errors import QuestionError
from bot.answering.smalltalk import is_order, is_smalltalk
from index.speakers import Mention, find_mentions
from index.types import Speaker
from index.words import carries_matter, split_words

LONGEST_QUESTION = 1000
"""Characters; Discord's own option takes 6,000, and nobody asks in more than a paragraph."""

_QUOTED = re.compile(r"[“\"„«]([^“”\"„«»]{3,}?)[”\"“»]")
_WHO_SAID = re.compile(
    r"^\W*(?:who|which (?:one |of )?(?:\w+ )?)\b.{0,30}?\b"
    r"(?:said|says|talks?|mentions?|mentioned|used?|uses|brings?|brought|spoke|speaks|called|calls)\b",
    re.IGNORECASE,
)
_WHO_IS = re.compile(
    r"^\W*who(?:'s|’s| is| was| are| were)\b|\bwho(?:'s|’s| is) (?:that|this|he|she)\b", re.IGNORECASE
)
_SPEECH = (
    r"(?:say|says|said|saying|think|thinks|thought|claims?|claimed|mentions?|mentioned|believes?|believed|"
    r"talks?|talked|tells?|told|argues?|argued|explains?|explained|describes?|described|names?|feels?|felt|"
    r"predicts?|predicted|answers?|answered|suggests?|suggested|sees?|views?|warns?|warned|sagt|dit|dice)"
)
_OPINION = r"(?:take|views?|opinions?|thoughts?|words?|position|answers?|statements?|side)"
# What stands before or after a name when it is the one who is to be quoted.
_BEFORE = re.compile(r"\b(?:according to|only|compare|by|sagt|selon|según)\W+(?:the\s+)?$", re.IGNORECASE)
# ", says Josh." closes a claim; "Liza said Josh …" speaks about Josh.
_SAYS = re.compile(r"\b(?:says|said)\s+$", re.IGNORECASE)
_AFTER = re.compile(
    rf"^(?:['’]s?)?\W*(?:(?:and|&)\s+(?:\w+\s+){{1,2}}?)?"
    rf"(?:(?:really|ever|actually|each|both|also|even|not)\W+)*(?:{_SPEECH}|{_OPINION})\b"
    rf"|^['’]s\W+(?:\w+\W+)?{_OPINION}",
    re.IGNORECASE,
)
# "Does Josh, as a reporter, think": a verb of saying a few words after its subject.
_ASKED_OF = re.compile(
    r"\b(?:does|do|did|asks?|for|both|each of)\W+(?:the\s+)?$|(?:\band|,|&)\s+$", re.IGNORECASE
)
_SAYS_SOON = re.compile(rf"^\W*(?:\w+\W+){{0,3}}?{_SPEECH}\b", re.IGNORECASE)
_DOES = re.compile(r"\b(?:do|does|did|would|will|could|can|should|has|have|had)\s+$", re.IGNORECASE)
_ASKING = frozenset(
    """
    who what when where why how which whose whom did does do is are was were can could will would should has
    have had may might am isn't aren't list name compare tell explain give show describe summarize summarise
    find only please quote and but so wat wich hwo
    """.split()
)
_SOURCE_SAYS = re.compile(
    r"^\W*(?:according to the (?:interview|article|book|text|podcast|panel|meeting|transcript)\W+"
    r"|the (?:interview|article|text|podcast|transcript) (?:says|claims|states|said) (?:that )?)",
    re.IGNORECASE,
)
_FOLLOWS_ON = re.compile(
    r"^\W*(?:and|but|so|what about|how about|why|when|where|how come|who else)\b", re.IGNORECASE
)
_POINTS_BACK = frozenset("it that this they them those these he she him her his there one".split())


class Kind(StrEnum):
    """What a question wants."""

    OPEN = "open"
    QUOTE_CHECK = "quote_check"
    CLAIM_CHECK = "claim_check"
    WHO_SAID = "who_said"
    WHO_IS = "who_is"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question as read.

    `topic` is what to look for: the question without the words that only say who should be quoted;
    `earlier` is the topic of the thread's question before, where this one leans on it. `speakers` (ids) are
    who should be quoted, empty for anybody; `about` are who it is about, and `subject` whose own doings it
    asks for, so who likely tells of them. `misread` are names that were read as another's.
    """

    text: str
    kind: Kind
    topic: str
    earlier: str | None = None
    speakers: frozenset[str] = frozenset()
    about: frozenset[str] = frozenset()
    subject: frozenset[str] = frozenset()
    quoted: str | None = None
    each: bool = False
    misread: tuple[str, ...] = ()


def read_question(
    text: str,
    speakers: Sequence[Speaker],
    *,
    after: Sequence[str] = (),
    known_word: Callable[[str], bool] | None = None,
    intent: Intent = Intent.QUESTION,
) -> Question:
    """Read a question; raise QuestionError, with a sentence for its asker, if nothing is asked."""
    asked = check_question(text)
    if intent is Intent.QUOTE:
        words = asked.strip('“”"„«» ') or asked
        return Question(text=asked, kind=Kind.QUOTE_CHECK, topic=words, quoted=words)
    if intent is Intent.COMPARE:
        about = find_mentions(asked, speakers, known_word)
        who = frozenset[str]().union(*(mention.speakers for mention in about))
        return Question(text=asked, kind=Kind.OPEN, topic=_without(asked, about), speakers=who, each=True)
    if intent is Intent.QUESTION and (is_smalltalk(asked) or is_order(asked)):
        return Question(text=asked, kind=Kind.OUTSIDE, topic=asked)
    mentions = find_mentions(asked, speakers, known_word)
    named = [mention for mention in mentions if _is_quoted_from(asked, mention)]
    quoted = _quoted_words(asked)
    topic = quoted or _without(asked, named)
    kind = Kind.CLAIM_CHECK if intent is Intent.CLAIM else _kind(asked, quoted, named)
    who = (
        frozenset[str]().union(*(mention.speakers for mention in named))
        if kind is not Kind.WHO_IS
        else frozenset[str]()
    )
    return Question(
        text=asked,
        kind=kind,
        topic=topic,
        earlier=None if quoted else _earlier(topic, after, speakers, known_word),
        speakers=who,
        about=frozenset[str]().union(*(mention.speakers for mention in mentions)) - who,
        subject=frozenset[str]().union(
            *(mention.speakers for mention in mentions if _is_subject(asked, mention))
        )
        - who,
        quoted=quoted,
        each=len(named) > 1
        or bool(re.search(r"\b(?:each|both|compare|two of them)\b", asked, re.IGNORECASE)),
        misread=tuple(mention.text for mention in named if not mention.exact),
    )


def check_question(text: str) -> str:
    """Return a question that can be looked up, its white space folded.

    Raises:
        QuestionError: If it is empty, too long, without words, or not Unicode text.
    """
    try:
        text.encode()
    except UnicodeEncodeError as error:
        sentence = "The question holds bytes that are not text: type it anew, or save it as UTF-8."
        raise QuestionError(sentence) from error
    asked = " ".join(text.split())
    if not asked:
        raise QuestionError("The question is empty: write what you want to know.")
    if len(asked) > LONGEST_QUESTION:
        raise QuestionError(
            f"The question has {len(asked):,} characters: ask it in {LONGEST_QUESTION:,} or fewer."
        )
    if not split_words(asked):
        raise QuestionError("There are no words in the question: write what you want to know.")
    return asked


def _kind(asked: str, quoted: str | None, named: Sequence[Mention]) -> Kind:
    if _WHO_SAID.search(asked):
        return Kind.WHO_SAID
    if quoted and len(split_words(quoted)) > 1:
        return Kind.QUOTE_CHECK
    if _WHO_IS.search(asked):
        return Kind.WHO_IS
    return Kind.CLAIM_CHECK if _is_claim(asked, named) else Kind.OPEN


def _is_claim(asked: str, named: Sequence[Mention]) -> bool:
    first = next(iter(split_words(asked))).text
    if asked.rstrip().endswith("?") or first in _ASKING:
        return False
    states = bool(named) or asked.rstrip().endswith(".")
    return states or bool(_SOURCE_SAYS.search(asked))


def _quoted_words(asked: str) -> str | None:
    found = _QUOTED.search(asked)
    return found[1].strip() if found else None


def _is_quoted_from(asked: str, mention: Mention) -> bool:
    if len(mention.speakers) > 1:
        return True
    before, after = asked[: mention.start], asked[mention.end :]
    if _AFTER.search(after) or _BEFORE.search(before) or (_SAYS.search(before) and not split_words(after)):
        return True
    return bool(_ASKED_OF.search(before) and _SAYS_SOON.search(after))


def _without(asked: str, named: Sequence[Mention]) -> str:
    """Cut out who should be quoted, and the words of saying beside them."""
    topic = _SOURCE_SAYS.sub("", asked)
    for mention in named:
        topic = re.sub(
            rf"(?:\baccording to\W+)?{re.escape(mention.text)}(?:['’]s?)?\W+(?:(?:really|ever|each)\W+)?"
            rf"(?:{_SPEECH}\b\W*(?:that\b)?|{_OPINION}\b(?:\s+(?:on|of|about))?)?|{re.escape(mention.text)}\b",
            " ",
            topic,
            flags=re.IGNORECASE,
        )
    topic = re.sub(r",?\s*\b(?:says|said)\W*$", "", topic)
    return " ".join(topic.split()) if any(map(carries_matter, split_words(topic))) else asked


def _is_subject(asked: str, mention: Mention) -> bool:
    return bool(_DOES.search(asked[: mention.start]))


def _earlier(
    topic: str, after: Sequence[str], speakers: Sequence[Speaker], known_word: Callable[[str], bool] | None
) -> str | None:
    """Return the topic of the thread's last question, if this one cannot stand without it."""
    words = split_words(topic)
    matter = [word for word in words if carries_matter(word)]
    leans = (
        bool(_FOLLOWS_ON.search(topic))
        or any(word.text in _POINTS_BACK for word in words)
        or len(matter) <= 1
    )
    if not after or not leans:
        return None
    mentions = find_mentions(after[-1], speakers, known_word)
    return _without(after[-1], [mention for mention in mentions if _is_quoted_from(after[-1], mention)])
