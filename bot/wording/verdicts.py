"""What a check found: who says it, where, and what keeps it from being plain."""

from types import MappingProxyType

from bot.answering.judging.clauses import Circumstance
from bot.answering.types import Verdict
from index.types import TurnKind

VERDICTS = MappingProxyType(
    {
        Verdict.SAID: "Yes: this was said, in these words.",
        Verdict.NEARLY_SAID: "Nearly: not quite in these words, or not in this sense.",
        Verdict.SAID_BY_OTHER: "It was said, but by someone else.",
        Verdict.NOT_SAID: "No: these words are not in the sources.",
        Verdict.SUPPORTED: "Close to this was said: read the words.",
        Verdict.CONTRADICTED: "What was said points the other way: read the words.",
        Verdict.NOT_IN_SOURCES: "Nothing in the sources says this in so many words.",
    }
)
WORDS_MEANT = MappingProxyType(
    {
        Circumstance.DENIED: "Not in this sense: {name} has these words, but denies them{beside}{place}.",
        Circumstance.ASKED: "Not in this sense: {name} has these words, but in a question{place}.",
        Circumstance.CONDITION: "Not in this sense: {name} has these words, but on a condition"
        "{beside}{place}.",
        Circumstance.HEDGED: "Not in this sense: {name} has these words, but less firmly{beside}{place}.",
        Circumstance.REPORTED: "{name} has these words, but as a report of what others say{beside}{place}.",
    }
)
"""How words that stand there are meant: of a quotation …"""
CLAIM_MEANT = MappingProxyType(
    {
        Circumstance.ASKED: "Not quite: {name} only asks this{place}.",
        Circumstance.CONDITION: "Not quite: {name} says it on a condition only{place}.",
        Circumstance.HEDGED: "Not quite: {name} says it less firmly{place}.",
        Circumstance.REPORTED: "Not quite: {name} only reports that others say it{place}.",
        Circumstance.SCOPE: "Not quite: what {name} says goes less far{place}.",
    }
)
"""… and of a claim."""

SAID = "Yes: {name} says this, in these words{place}."
NEARLY_SAID = "Nearly: {name} says something like it, in other words{place}."
SAID_BY = "{name} says this{place}."
SAID_BY_NOT = "{name} says this, not {wanted}{place}."
LIKE_SAID_BY = "{name} says something like this{place}."
LIKE_SAID_BY_NOT = "{name} says something like this, not {wanted}{place}."
SUPPORTED = "Yes: {name} says this{place}."
CLOSE = "Close to this is what {name} says{place}: read the words."
CONTRADICTED = "No: what {name} says points the other way{place}."
NOT_SAID_BY = "No: these words are not in the sources, from {wanted} or anybody else."
NOTHING_BY = "Nothing that {wanted} said in the sources says this in so many words."

BESIDE = ", after “{end}”"
LINE = "{kind} (line {line})"
TIME = "{kind} (at {time})"
PAGE = "{kind} (page {page})"
KINDS = MappingProxyType(
    {
        TurnKind.QUESTION: ", in asking",
        TurnKind.NARRATION: ", in the text around the talk",
        TurnKind.NOTE: ", in a note",
    }
)

COUNTED = MappingProxyType(
    {
        Verdict.SUPPORTED: "{count} in the sources",
        Verdict.SAID: "{count} in the sources",
        Verdict.CONTRADICTED: "{count} against what was said",
        Verdict.SAID_BY_OTHER: "{count} said by somebody else",
        Verdict.NEARLY_SAID: "{count} not quite what was said",
        Verdict.NOT_SAID: "{count} not in the sources",
        Verdict.NOT_IN_SOURCES: "{count} not in the sources",
    }
)
OF_SENTENCES = "Of {count} sentences: {told}."
OF_SENTENCES_MORE = "Of {count} sentences: {told}. {left_out} more not looked at."
