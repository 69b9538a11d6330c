"""Why nobody is answered here now, and what to do about it."""

OFF = "I am off here. Ask a moderator if I should answer in this place."
OFF_BUT_ON = "I am off here. You can ask me in {places}."
PAUSED = "The moderators have paused me in this server. Please ask again later."
DIRECT_MESSAGES = "I do not answer in direct messages. Please ask me in a server."
CLOSED = "This thread is locked or archived, so I do not answer here. Please ask in an open one."
BOT = "I do not answer other bots."
NOT_A_MEMBER = "I answer members of this server only."
TIMED_OUT = "You are timed out here. You can ask me again {when}."
MAY_NOT_WRITE = "You may not write here, so I may not answer you here. Please ask where you can write."
BLOCKED = "The moderators of this server do not let you ask me. If that is a mistake, please tell them."
ROLE = "Asking me here needs a role that you do not have. A moderator can tell you which one."
NEWCOMER = "You have not been a member here for long enough yet. You can ask me {when}."
NEWCOMER_SOMETIME = "You have not been a member here for long enough yet. Please ask me later."
WORDS = (
    "This server refuses some of the words in your question, or in what I found for it. Please ask in other "
    "words."
)
SCREENED = "I cannot answer this: what was asked, or what I found, was held back by this server's screening."
SCREENING_AWAY = (
    "I cannot check texts right now, and this server asks me not to answer without. Please ask again later."
)
SLOWMODE = "This place is in slow mode, for questions to me too. You can ask again {when}."
LIMIT = "A limit on questions is reached: yours, this channel's or this server's. You can ask again {when}."
QUEUE = "Many people are asking right now. Please ask again {when}."
STAFF_SPOKE = (
    "A moderator is answering in this thread, so I keep out of it for a while. You can ask me again {when}."
)
QUIET_HERE = "A moderator is answering in this thread, so only you see this answer."
UNKNOWN_PLACE = "I cannot answer here. Please ask in a channel of a server."
STOPPED = "I stopped working on this question: it may not be answered here any more."
NO_MORE = "This may not be done here any more."
UNCHECKED = "I could not make sure that I may still answer here, so I do not. Please ask again in a moment."
PRIVATE_HERE = "Here I answer in private: use **/ask**, and only you will see the answer."
WAITS = (
    "A moderator looks at the answer to this question before it is shown. You will be told here how it ends."
)
LACKING = "I lack a permission here: **{permission}**. Please tell a moderator of this server."
LACKING_VIEW = "View Channel"
LACKING_SEND = "Send Messages"
LACKING_SEND_IN_THREADS = "Send Messages in Threads"
LACKING_HISTORY = "Read Message History"
POINTED = "This was asked here before, and the answer stands: {link}"
WITHDRAWN = "The moderators of this server have taken back an answer from the same words: {reason}"
WITHDRAWN_WITHOUT_REASON = "The moderators of this server have taken back an answer from the same words."
