"""What is said of flags on answers, of withdrawing one, and of answers whose sources have changed."""

from bot.phrases import Forms

FLAG_TITLE = "Flag this answer"
FLAG_LABEL = "What is wrong with it?"
WRONG_PERSON = "Wrong person: somebody else said it"
NOT_SUPPORTED = "The quotation does not support it"
OUT_OF_CONTEXT = "Out of context"
OFF_TOPIC = "Off topic"
OTHER = "Something else"
NOTE_LABEL = "Anything to add? (optional)"
NOTE_HINT = "Moderators read this without your name."
THANKS = "Thank you: the moderators will look at this answer. Nobody is told that it was you."
FLAGGED_ALREADY = "You have flagged this answer before, and the moderators have it."
FLAGGED_TOO_OFTEN = "You have flagged many answers in the last hour. Please flag more {when}."
MAY_NOT_FLAG = "You cannot flag answers in this server right now."

FLAGGED = "**An answer was flagged**"
FLAGGED_REASON = "- {count} × {reason}"
FLAGGED_NOTE = "-# A note: “{note}”"
STANDS_AT = "-# The answer: {link} · asked {when}"
STANDS_PRIVATELY = "-# The answer was shown to who asked alone, {when}."
KEPT_BY = "**Kept** by {who} {when}"
WITHDRAWN_BY = "**Withdrawn** by {who} {when}: {reason}"
HANDLED_ALREADY = "Somebody was first: this flag is dealt with."

WITHDRAW_MENU = "Withdraw answer"
WITHDRAW_TITLE = "Withdraw the answer"
WITHDRAW_EXPLAINED = (
    "Everybody will see the reason in place of the answer. The same answer to the same question will not "
    "come back until its sources change."
)
REASON_LABEL = "Reason, for everybody to read"
REASON_HINT = "For example: the quotation is about another year."
WITHDRAWN = "The answer was withdrawn."
WITHDRAWN_ALREADY = "This answer was withdrawn before."
WITHDRAWN_UNSEEN = (
    "The answer was withdrawn and will not come back, but I could not edit its message: please delete it "
    "by hand if it is still there."
)
NO_ANSWER_OF_MINE = "That message is no answer of mine that I could withdraw."
TOMBSTONE = "**A moderator withdrew this answer.** Reason: {reason}"
TOMBSTONE_NEXT = (
    "-# Anybody who may ask here can ask again; the same answer will not come back while its sources stay as "
    "they are."
)

OUTDATED = "**Answers whose sources have changed**"
OUTDATED_EXPLAINED = (
    "-# These answers quote words from sources that were changed or removed. Withdraw an answer, or have it "
    "answered anew."
)
OUTDATED_LINE = "**{number}.** “{question}” · {link}"
OUTDATED_NOT_KEPT = "**{number}.** A question whose words are not kept · {link}"
OUTDATED_CHANGED = "-# Changed: {sources}"
OUTDATED_GONE = "-# Removed: {sources}"
MORE_OUTDATED = Forms(
    "-# One more is on the list: use **/moderation outdated**.",
    "-# {count} more are on the list: use **/moderation outdated**.",
)
NOTHING_OUTDATED = "Every answer that stands quotes its sources as they are now."
WITHDRAW_NUMBER = "Withdraw {number}"
RENEW_NUMBER = "Renew {number}"
RENEWED = "The question was answered anew, and the old answer was replaced: {link}"
RENEWED_FOR_REVIEW = "The question was answered anew. The new answer waits as a draft in {channel}."
RENEWED_INTO_NOTHING = (
    "The sources do not answer this question any more: the old answer was replaced by that."
)
NOT_RENEWED_TEXT = (
    "The words of this question are not kept, so it cannot be answered anew. Withdraw the answer instead."
)
NOT_RENEWED_PLACE = "It may not be answered in that place any more. Withdraw the answer instead."
NOT_RENEWED_FAILED = "It could not be answered anew just now. Please try again in a while."
NOT_RENEWED_CURRENT = "This answer quotes its sources as they are now."
RENEWED_LINE = "-# Answered anew {when}, because its sources had changed."
