"""What stands around the words of the sources in an answer."""

from types import MappingProxyType

from bot.answering.asking import Intent
from index.types import Role

QUOTE = "“{words}”"
ASKED_BEFORE = "{heading}: “{question}”"
ASKED = "Asked"
ASKED_OF = "Asked of {speaker}"
SOMEBODY_SAID = "Did somebody say"
SPEAKER_SAID = "Did {speaker} say"
CHECKED = "Checked"
CHECKED_BEGINNING = "Checked only its beginning"
SIDE_BY_SIDE = "Side by side"
HEADINGS = MappingProxyType(
    {
        Intent.QUESTION: (ASKED, ASKED_OF),
        Intent.QUOTE: (SOMEBODY_SAID, SPEAKER_SAID),
        Intent.CLAIM: (CHECKED, CHECKED),
        Intent.COMPARE: (SIDE_BY_SIDE, SIDE_BY_SIDE),
    }
)
"""What stands before a question: asked of everybody, and of one speaker."""

FROM = "From “{title}”"
NEAREST = "Nearest passages:"
WHO_SPEAKS = "Who speaks here: {names}"
WHO_SPEAKS_AND_MORE = "Who speaks here: {names} and {count} more"
BY_MODEL = "A model wrote the sentences; the words quoted under them were checked against the source."
SILENT = "{name} says nothing about this in the sources."
ANSWERING = "answering “{question}”"
INFORMANT = "on {informant}"
PAGE = "page {page}"
IN_SOURCE = "in the source"
UNKNOWN = "Unknown"
ROLES = MappingProxyType({Role.HOST: "asking", Role.EDITOR: "editor"})
"""What must be known of who speaks: that they only ask, or wrote the note."""

SHORTENED = "Shortened to fit in one message."
LEFT_OUT = "Shortened: {count} more would not fit in one message."
