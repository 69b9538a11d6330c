"""What is said when the sources do not answer: which case it is."""

from types import MappingProxyType

from bot.answering.questions.smalltalk import Outside

NOTHING_FOUND = "The sources do not say."
FOREIGN = "Nothing was found for this in its own language: ask in the language of the sources."
NOTHING_FROM = "The sources have nothing from {asked} on that."
NOT_TOLD_OF = "The sources do not tell that of {about}."
STRANGER = "{stranger} does not speak in the sources, and nobody there tells of that."
OTHER_SPEAKER = "{asked} did not say that in the sources; {others} spoke of it."
OTHER_TELLER = "The sources do not tell that of {about}; {others} spoke of it."
NOBODY_ASKED_FOR = "Nobody asked for"
OTHERS = "others"
NOT_ANSWERED = "It was asked, but the sources give no answer."
OUTSIDE_SOURCES = "This seems to be about other matters than the sources: ask what somebody said in them."
OUTSIDE = MappingProxyType(
    {
        Outside.GREETING: "Hello! I answer only from the sources: ask what somebody said in them.",
        Outside.THANKS: "You are welcome! I answer only from the sources: ask what somebody said in them.",
        Outside.HELP: "I answer only from the sources, with the words of who speaks there: ask a question in "
        "your own words, quote words to find out who said them, or write a claim to have it checked.",
        Outside.ORDER: "I answer only from the sources: ask what somebody said in them.",
        Outside.ERRAND: "That is nothing that I do: I answer only from the sources, so ask what somebody "
        "said in them.",
        Outside.WORDLESS: "There is nothing in that to look for: write a whole question about the sources.",
        Outside.UNCLEAR: "I cannot tell what that is about: write the whole question, and whom or what you "
        "mean.",
    }
)
