"""What the bot says in Discord, beside answers."""

HINT = (
    "Ask me with words: mention me together with your question, or use **/ask**. "
    "Text in a reply reaches me only if it mentions me."
)
APOLOGY = "Something went wrong on my side, and your question was not answered. Please ask again in a moment."
INTERRUPTED = "I was restarted while working on this question. Please ask again."
RESTARTING = "I am restarting. Please ask again in a minute."
NOT_KEPT = "I cannot take questions right now: my database cannot be written. Please tell who runs this bot."
BLOCKED = "The answer was held back by this server's AutoMod."
NO_GUILD = "I answer in servers only."
GONE = "This answer is not there any more."
NOT_YOURS = "This answer is another person's own."
MAY_NOT_DELETE = "Only who asked, or who may manage messages here, can delete this answer."
CHANGED = "The source has changed since this answer, so the passage cannot be shown. Please ask again."
UNREADABLE = "This control is not one I know. Please ask again with **/ask**."
DELETED = "The answer was deleted, and what was asked is forgotten."
TOLD_PRIVATELY = "Told to who asked."
