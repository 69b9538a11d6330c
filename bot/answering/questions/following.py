"""Follow-ups: what a question leans on in its thread, and what it wants of that."""

import re
from dataclasses import dataclass
from enum import StrEnum

from index.speech import SAYING
from index.words import carries_matter, split_words

_FOLLOWS_ON = re.compile(
    r"^\W*(?:and|but|so|what about|how about|how come|how so|who else|und|et|y|e|en)\b",
    re.IGNORECASE,
)
_POINTS_BACK = frozenset(
    "it that this they them those these he she him her his hers its their there one".split()
)
_PRONOUN = r"(?P<who>he|she|they|him|her|them|his|their)"
# Somebody who was named before is to be quoted: "What does she say", "her view", "according to him".
_VOICE = re.compile(
    rf"\b(?:do|does|did|has|have|would)\s+{_PRONOUN}\s+(?:(?:really|also|actually|ever|even|exactly|each|both)\s+)*"
    rf"(?:say|think|mean|claim|believe|mention|argue|explain|suggest|feel|said|mentioned|tell|talk|add|answer|"
    rf"describe|call|see|predict|warn|ask|note)\b",
    re.IGNORECASE,
)
_THEIRS = re.compile(
    r"\b(?:what(?:['’]s| is| are| was| were)|according to|quote|in)\s+(?P<who>his|her|their|him|them)\b"
    r"(?:\s+(?:own\s+)?(?:take|views?|opinions?|words?|position|answers?|stance|thoughts?|argument|point)\b)?",
    re.IGNORECASE,
)
_SAYS = re.compile(
    r"^\W*(?:(?:so|and|but)\W+)?(?P<who>he|she|they)\s+(?:says?|said|claims?|claimed|thinks?)\b",
    re.IGNORECASE,
)
_WHY = re.compile(
    r"^\W*(?:(?:and|but|so|ok|okay)\W+)?(?:why|how come|how so|what for|for what reason|warum|wieso|pourquoi|"
    r"por qu[eé]|perch[eé]|waarom)\b",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"^\W*(?:(?:and|but|so|please|can you|could you)\W+)*(?:(?:tell|show) (?:me|us) more|more|go on|continue|"
    r"(?:say|any|some|even) more|carry on|keep going|elaborate|expand|(?:what|anything|something) else|"
    r"(?:any|more) details?|"
    r"and then|then what|what then|what next)\b",
    re.IGNORECASE,
)
# What was claimed just before is to be checked.
_DOUBTS = re.compile(
    r"\W*(?:(?:and|but|so|ok|wait)\W+)*(?:(?:is|was) (?:that|this|it) (?:really |actually |even )?"
    r"(?:true|right|correct|so|a fact)|true|really|"
    r"did (?:he|she|they) (?:really |actually )?say (?:that|so|it)(?: really)?)\W*",
    re.IGNORECASE,
)
_SHIFTS = re.compile(
    r"^\W*(?:(?:and|but|so|ok|okay)\W+)*(?:what about|how about|and|on|about)\b", re.IGNORECASE
)
_VERBLESS = 6
"""So many words, at most, are read as a topic alone ("and about Uganda?")."""
_CLAUSE = re.compile(
    r"\b(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may|might|who|whom|whose|which)\b",
    re.IGNORECASE,
)


class Follow(StrEnum):
    """What a follow-up without a matter of its own wants of what it follows."""

    SAME = "same"
    """The same of somebody else, or in another place: "and Ann?"."""
    WHY = "why"
    MORE = "more"


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """What a thread is about so far: its topic, and whose words were asked for (ids)."""

    topic: str | None = None
    speakers: frozenset[str] = frozenset()

    def then(self, topic: str, speakers: frozenset[str], *, leans: bool) -> "Thread":
        """Return what the thread is about after one more question."""
        if not leans or self.topic is None:
            return Thread(topic=topic, speakers=speakers)
        adds = any(carries_matter(word) for word in split_words(topic)) and topic not in self.topic
        return Thread(
            topic=_joined(self.topic, topic) if adds else self.topic, speakers=speakers or self.speakers
        )


def leans(topic: str, *, voiced: bool = False) -> bool:
    """Tell whether a question cannot stand without the one before; `topic` is what it is about.

    One word that is no name says little, unless it is `voiced`: asked of somebody.
    """
    words = split_words(topic)
    matter = [word for word in words if carries_matter(word)]
    points = any(word.text in _POINTS_BACK for word in words)
    says = voiced or any(word.start > 0 and topic[word.start].isupper() for word in matter)
    return bool(_FOLLOWS_ON.search(topic)) or points or len(matter) <= (0 if says else 1)


def is_bare(topic: str) -> bool:
    """Tell whether a question has no matter of its own at all ("and why?", "who said that?")."""
    rest = split_words(_WHY.sub(" ", topic))
    matter = [word for word in rest if carries_matter(word) and word.text not in SAYING]
    return not matter or bool(_MORE.search(topic)) or doubts(topic)


def follow_of(topic: str) -> Follow:
    """Return what a bare follow-up wants."""
    if _WHY.search(topic):
        return Follow.WHY
    return Follow.MORE if _MORE.search(topic) else Follow.SAME


def doubts(asked: str) -> bool:
    """Tell whether a follow-up only asks if what stands before it is true, or was said."""
    return bool(_DOUBTS.fullmatch(asked))


def shifts_topic(asked: str) -> bool:
    """Tell whether a follow-up only names another matter ("and about Uganda?"), of the same speakers then."""
    return bool(_SHIFTS.search(asked)) and len(split_words(asked)) <= _VERBLESS and not _CLAUSE.search(asked)


def voice_before(asked: str) -> bool:
    """Tell whether a pronoun stands for somebody named before who is to be quoted ("what does she say")."""
    return bool(_VOICE.search(asked) or _THEIRS.search(asked) or _SAYS.search(asked))


def without_pronoun(asked: str) -> str:
    """Cut out the pronoun and the word of saying beside it."""
    for pattern in (_VOICE, _THEIRS, _SAYS):
        asked = pattern.sub(" ", asked)
    return " ".join(asked.split())


def _joined(topic: str, more: str) -> str:
    return f"{topic} {more}"
