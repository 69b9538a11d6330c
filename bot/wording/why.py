"""The story of one question, as moderators read it."""

from bot.phrases import Forms

NOT_FOUND = (
    "I know of no question there. Give the link of my answer or of the message that asked, or a question's "
    "number from `/moderation log`; without any, it is the latest question in this channel."
)
REFUSED_AT_ONCE = (
    "-# What I refuse before I take it is not kept: `/moderation try` shows what stops somebody in a place."
)
NONE_HERE = "Nobody has asked anything in this channel yet, as far as it is kept."
NONE_BY = "{member} has asked nothing in this channel, as far as it is kept."
NOT_THERE = "You do not moderate the channel in which this was asked."

HEAD = "**Question {row}**"
ASKED = "Asked by {asker} in {place} {when}, by {way}."
MODE = "The place was then set to: {mode}."
PUBLIC = "The answer was for everybody to read."
PRIVATE = "The answer was for who asked alone."
FORGOTTEN = "somebody whose id is not kept"
ERASED = (
    "**What was asked and answered is not kept any more**, since {when}: no text of anybody's is left, only "
    "times, counts and what was decided."
)
QUESTION = "**Question:** “{question}”"
NO_TEXT = "**Question:** not kept: it was the text of somebody else, or who asked wants nothing kept."
FOLLOWS = "It went on from question {row}."
TO_SPEAKER = "Only of the speaker {speaker}."
TO_SOURCE = "Only from the source {source}."

WAY_SLASH = "a slash command"
WAY_MENTION = "a mention"
WAY_MENU = "the menu of a message"
WAY_FORM = "the form under an answer"

RUNNING = "**It is being worked on.**"
WAITING = "**It waits for a moderator**, until {when}."
ENDED = "**How it ended:** {ending}, {when}."
ANSWER_LINK = "The answer: {link}"
WITHDRAWN = "**It was withdrawn** {when}."
ENDED_ANSWERED = "it was answered"
ENDED_ABSTAINED = "the sources do not say"
ENDED_REFUSED = "the question could not be read, and who asked was told"
ENDED_FAILED = "something failed on my side, and I apologised"
ENDED_INTERRUPTED = "I was restarted while working on it"
ENDED_FORBIDDEN = "I lacked a permission, or the place was closed"
ENDED_GONE = "the message or the channel was gone"
ENDED_BLOCKED = "AutoMod held the answer back"
ENDED_UNDELIVERED = "Discord did not take the answer"
ENDED_REJECTED = "a moderator rejected the draft"
ENDED_EXPIRED = "no moderator decided on the draft in time"
ENDED_STOPPED = "it was stopped: it might not be answered any more"
ENDED_POINTED = "it was asked before, and the answer that stands was pointed to"
ENDED_SCREENED = "screening held back the question or its answer"

FOUND = "**What was found**, best first"
FOUND_LINE = "- {source}, turn {turn}: score {score} (meaning {cosine}, words {lexical})"
FOUND_LINE_LEXICAL = "- {source}, turn {turn}: score {score} (words {lexical})"
FOUND_NOTE = (
    "-# The score ranks what was found for this question and is scaled for it; meaning and words are raw "
    "and say how near it is."
)
FOUND_NOTHING = "**What was found:** nothing."
DRAFTED = "**What was drafted, and held against its quotations**"
EDITED = "**As a moderator edited it**, held against its quotations again"
SENTENCE = "{number}. {sentence}"
EVIDENCE = "> {speaker} in {source}, turn {turn}: “{words}”"
EVIDENCE_OF = "> {speaker} in {source} (version {version}), turn {turn}: “{words}”"
ABSTAINED = "**What was said instead of an answer:** {text}"
REJECTED = "**What was drafted and left out**"
REJECTED_LINE = "- “{sentence}”. Why: {reason}."
QUOTED = "**What was quoted**"
QUOTED_LINE = "- {source}, turn {turn}: “{words}”"
QUOTED_OF = "- {source} (version {version}), turn {turn}: “{words}”"

COST = "**What it took**"
HELD_DOLLARS = "Counted against the limits: {dollars} dollars."
VERSIONS = "**Versions of the sources** (the beginning of each file's SHA-256)"
VERSION_SAME = "- {source}: {sha256}, as it is now"
VERSION_CHANGED = "- {source}: {sha256}; the source was changed since"
VERSION_GONE = "- {source}: {sha256}; the source is not there any more"
VERSION_UNKNOWN = "- {source}: {sha256}"

REVIEW = "**The draft before moderators**"
REVIEW_WAITING = "Waiting since {when}."
REVIEW_APPROVED = "Approved by {who} {when}."
REVIEW_EDITED = "Edited and approved by {who} {when}."
REVIEW_REJECTED = "Rejected by {who} {when}."
REVIEW_PRIVATE = "Answered privately by {who} {when}."
REVIEW_EXPIRED = "Nobody decided in time; it ended {when}."
REVIEW_WITHDRAWN = "Taken back by who asked, or deleted, {when}."
REVIEW_STOPPED = "Stopped {when}: nothing might be shown any more."
REASON = "Reason: {reason}"

FLAGS = "**Flags**"
FLAGS_OPEN = Forms("{reason}: one, still open", "{reason}: {count}, still open")
FLAGS_HANDLED = Forms("{reason}: one, dealt with", "{reason}: {count}, dealt with")
FLAG_LINE = "- {flags}"
WRONG_PERSON = "wrong person"
NOT_SUPPORTED = "the quotation does not support it"
OUT_OF_CONTEXT = "out of context"
OFF_TOPIC = "off topic"
OTHER = "other"

ACTS = "**What moderators did about it**"
NO_ACTS = "**What moderators did about it:** nothing."
