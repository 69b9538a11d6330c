"""What moderators and askers read of a draft before it is shown."""

WAITING = "**A draft waits for a moderator**"
ASKED = "-# Asked by {asker} in {place} {when}. Without a decision it ends {expires}."
ASKED_DONE = "-# Asked by {asker} in {place} {when}."
QUESTION = "**Question:** “{question}”"
QUESTION_FOLLOWING = "**Question:** “{question}” (asked after: “{before}”)"
QUESTION_NOT_KEPT = "**Question:** not kept any more, or words of somebody else."
WHY_DRAFT = "-# A draft because every answer there goes to moderators first."
WHY_SHARED = "-# A draft because who asked it in private wants to share it."
WHY_RENEWED = "-# A draft because the sources of the answer that stands have changed."
WHY_SENTENCES_FELL = "-# A draft because some sentences that the model wrote did not hold, and were left out."
WHY_TRANSLATED = (
    "-# A draft because it is in another language than its quotations, which code cannot compare."
)
WHY_NEARLY_SAID = "-# A draft because it was said, but not quite so."
WHY_MIXED = "-# A draft because of several sentences that were checked some hold, and others do not."
CARD_FORGOTTEN = "-# What stood here is forgotten: it was deleted for who asked, or it was too old."
NO_DRAFT = "The sources have changed since this was drafted, so it cannot be shown. Reject it, or let it end."

SENTENCE = "**{number}.** {sentence}"
QUOTED = "> “{quote}”"
SAID_BY = "> {speaker} · {title} · {place}"
SAID_ON = "> {speaker}, on {informant} · {title} · {place}"
PLACE = "turn {turn}, line {line}"
PLACE_AT = "turn {turn}, line {line}, at {time}"
PLACE_ON = "turn {turn}, line {line}, {page}"
PLACE_LINKED = "{place}, {link}"
PASSED_AS_QUOTED = (
    "-# Checked: the words stand in the source letter for letter, and are those of the speaker named."
)
PASSED_AS_TOLD = (
    "-# Checked: the quotation stands there letter for letter, its speaker is the one named, and numbers, "
    "names and denials are those of the quotation."
)
PASSED_TRANSLATED = (
    "-# Checked: the quotation stands there letter for letter, and numbers, names and denials are kept. Not "
    "checked: what else it says, because it is in another language."
)
NEAREST = "**Nearest passages:**"
LEFT_OUT = "-# Left out: “{sentence}”. Why: {reason}."
MADE_OF_QUOTATIONS = "-# No model was used; it took {seconds} s."
MADE_BY_MODEL = (
    "-# Model: {model} · calls: {calls} · tokens read: {read} · tokens written: {written} · cost: {cost} · "
    "time: {seconds} s"
)
COST = "{dollars} dollars"
COST_UNKNOWN = "not known"
SHORTENED = "-# Shortened to fit: press **Open passage** to read everything."

APPROVED_BY = "**Approved** by {who} {when}"
EDITED_BY = "**Edited and approved** by {who} {when}"
REJECTED_BY = "**Rejected** by {who} {when}: {reason}"
PRIVATE_BY = "**Answered privately** by {who} {when}"
EXPIRED_AT = "**Ended** {when}: nobody decided in time."
TAKEN_BACK_AT = "**Taken back** {when} by who asked, or deleted: nothing is shown."
STOPPED_AT = "**Stopped** {when}: nothing may be shown any more."
POSTED = "-# The answer: {link}"
NOT_POSTED_STOPPED = (
    "**Not posted:** the place, its rules, the sources or the rights of who asked have changed meanwhile."
)
NOT_POSTED_FORBIDDEN = "**Not posted:** I lack a permission in that place."
NOT_POSTED_GONE = "**Not posted:** the place or the question is not there any more."
NOT_POSTED_BLOCKED = "**Not posted:** this server's AutoMod held it back."
NOT_POSTED_FAILED = "**Not posted:** Discord did not take it. Please ask again."
NOT_SHOWN_PRIVATELY = "**Not shown:** the private way to who asked had closed."

ALREADY_APPROVED = "Somebody was first: {who} approved this draft {when}."
ALREADY_REJECTED = "Somebody was first: {who} rejected this draft {when}."
ALREADY_PRIVATE = "Somebody was first: {who} answered this privately {when}."
ALREADY_EXPIRED = "This draft ended {when}, because nobody had decided in time."
NOT_A_MODERATOR = (
    "Only moderators of this server can do that: who may manage messages here, or has a moderator's role."
)
PAUSED = "I am paused in this server, so nothing is shown. The draft waits: use **/moderation resume** first."
NO_SUCH_DRAFT = "This draft is not there any more."
NO_PRIVATE_WAY = (
    "There is no private way to who asked: a message has none, and a command's closes after a quarter of an "
    "hour. Approve or reject it instead."
)
NOTHING_TO_EDIT = "This draft has no sentences of its own to edit: approve or reject it as it is."

EDIT_TITLE = "Edit the answer"
EDIT_EXPLAINED = (
    "Each sentence keeps its number and its quotation, and is checked against it again. Delete a line to "
    "leave its sentence out."
)
EDIT_LABEL = "Sentences, one a line"
EDIT_UNNUMBERED = (
    "Nothing was posted: each line must begin with the number of its sentence, such as “1.”, and each number "
    "may stand once. Press **Edit** again."
)
EDIT_EMPTY = "Nothing was posted: no sentence is left. Use **Reject** to show none."
EDIT_HELD_BACK = (
    "Nothing was posted: these words are held back by this server's screening, or cannot be screened right "
    "now. Press **Edit** again, and put it in other words."
)
EDIT_REFUSED = "**Nothing was posted.** These sentences do not hold against their quotations:"
EDIT_REFUSED_LINE = "- “{sentence}”: {reason}."
EDIT_AGAIN = "Press **Edit** again, or approve the draft as it is."
EDIT_WRITTEN = "What you wrote, to copy into the form again:"
EDIT_WRITTEN_SHORTENED = "What you wrote, to copy into the form again; its end did not fit here:"
REJECT_TITLE = "Reject the draft"
REASON_LABEL = "Reason, for who asked to read"
REASON_HINT = "For example: please ask this in the book channel."

APPROVED_LINE = "-# A moderator approved this answer."
EDITED_LINE = "-# A moderator edited and approved this answer."
ASKED_BY = "-# Asked by {asker}"
TOLD_APPROVED = "A moderator approved the answer: {link}"
TOLD_REJECTED = "A moderator did not let the answer to your question out. Their reason: {reason}"
TOLD_REJECTED_OPENLY = (
    "{asker}, a moderator did not let the answer to your question out. Their reason: {reason}"
)
TOLD_EXPIRED = (
    "No moderator looked at the answer to your question in time. Please ask again if you still want it."
)
TOLD_EXPIRED_OPENLY = (
    "{asker}, no moderator looked at the answer to your question in time. Please ask again if you still want "
    "it."
)
TOLD_NOT_POSTED = "A moderator approved the answer, but it could not be shown any more. Please ask again."
TOLD_NOT_POSTED_OPENLY = (
    "{asker}, a moderator approved the answer to your question, but it could not be shown any more. Please "
    "ask again."
)
NO_REVIEW_CHANNEL = (
    "Answers go to moderators first here, but the moderators have not set a channel for that. Please tell "
    "them: they can use **/moderation setup**."
)
REVIEW_CHANNEL_CLOSED = (
    "Answers go to moderators first here, but I cannot write where the moderators read them. Please tell "
    "them: **/moderation overview** says what is wrong."
)
