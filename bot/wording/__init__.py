"""What the bot says in Discord, beside answers."""

from bot.answering.asking import Asked
from bot.phrases import Phrase
from bot.wording.answers import CHECKED, CHECKED_BEGINNING, HEADINGS

__all__ = ["CHECKED", "CHECKED_BEGINNING", "heading_of"]

HINT = (
    "I could not read that: Discord gives me the text of a message only if it mentions me. Press "
    "**Ask more** under an answer, mention me together with your question, or use **/ask**."
)
APOLOGY = "Something went wrong on my side, and your question was not answered. Please ask again in a moment."
OLD_COMMAND = (
    "This command has changed since Discord showed it to you. Please try again in a minute, or reload "
    "Discord."
)
INTERRUPTED = "I was restarted while working on this question. Please ask again."
TOO_LONG = "This took too long, and I gave up. Please ask again in a while."
RESTARTING = "I am restarting. Please ask again in a minute."
NOT_KEPT = "I cannot take questions right now: my database cannot be written. Please tell who runs this bot."
NO_INDEX = "My sources cannot be read right now. Please tell who runs this bot."
BLOCKED = "The answer was held back by this server's AutoMod."
NO_GUILD = "I answer in servers only."
GONE = "This answer is not there any more."
NOT_YOURS = "This answer is another person's own."
MAY_NOT_DELETE = "Only who asked, or who may manage messages here, can delete this answer."
CHANGED = "The source has changed since this answer, so the passage cannot be shown. Please ask again."
UNREADABLE = "This control is not one I know. Please ask again with **/ask**."
DELETED = "The answer was deleted, and what was asked is forgotten."
TOLD_PRIVATELY = "Told to who asked."
OWN_ANSWER = (
    "That is a message of mine. Press **Show passage** under an answer to see where its words stand, "
    "or choose a message that a person wrote."
)
NO_WORDS = "There are no words in that message to check. Use **/check** and write the claim."
FORM_TITLE = "Ask more"
FORM_LABEL = "Your question"
FORM_HINT = "For example: and what did the others say?"
FORM_WITHOUT_CONTEXT = "What was asked before is not kept: write your question in full."


def heading_of(asked: Asked) -> Phrase:
    """Return what stands before a question where readers do not see it asked; holds words of the asker."""
    of_all, of_one = HEADINGS[asked.intent]
    return Phrase(of_all) if asked.speaker is None else Phrase(of_one, speaker=asked.speaker)
