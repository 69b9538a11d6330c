"""What `/privacy` says: what is kept of somebody, how it goes, and what cannot go."""

from bot.phrases import Forms

TITLE = "## What is kept of you"
HERE = "In this server:"
IN_DIRECT_MESSAGES = "In direct messages with me:"
NOTHING_HERE = "- nothing"
QUESTIONS = Forms("- {count} question", "- {count} questions")
WORDS = Forms("- the words of {count} of them", "- the words of {count} of them")
FLAGS = Forms("- {count} flag that you raised", "- {count} flags that you raised")
REVIEWS = Forms(
    "- {count} draft that you decided on as a moderator",
    "- {count} drafts that you decided on as a moderator",
)
ACTS = Forms("- {count} thing that you did as a moderator", "- {count} things that you did as a moderator")
SOURCES = Forms(
    "- that you added {count} version of a source", "- that you added {count} versions of sources"
)
BLOCKED = (
    "- that moderators blocked you here. That is their decision: it stays when you delete your data, and "
    "only they can lift it"
)
EVERYWHERE = Forms("In all servers together: {count} entry.", "In all servers together: {count} entries.")
LAST = "Your last questions here:"
LAST_QUESTION = "- {when}: “{question}”"
LAST_WITHOUT_WORDS = "- {when}: its words are not kept"
HOW_LONG = Forms(
    "After {count} day only counts stay: not what you asked, not that it was you. Until then your questions "
    "are kept so that follow-ups are understood, buttons under answers work, and moderators can look into "
    "an answer.",
    "After {count} days only counts stay: not what you asked, not that it was you. Until then your questions "
    "are kept so that follow-ups are understood, buttons under answers work, and moderators can look into "
    "an answer.",
)
OPTED_OUT = (
    "Since {when} nothing more is stored of you, as you asked: once a question is answered, its words and "
    "that it was you are forgotten."
)
POLICY = "Who runs me, and what else happens with data: {url}"

DOWNLOAD = "Download"
DELETE_HERE = "Delete here"
DELETE_EVERYWHERE = "Delete everywhere"
OPT_OUT = "Store nothing more of me"
OPT_IN = "Allow storing"

CONFIRM_HERE = "## Delete what is kept of you in this server?"
CONFIRM_EVERYWHERE = "## Delete what is kept of you in every server?"
GOES = (
    "**This goes, for good:** the words of your questions and what their answers quoted; that it was you who "
    "asked, flagged, added sources, or acted as a moderator; files that you handed over and did not decide "
    "on; cards about your questions before moderators. A question that is being answered or waits for "
    "a moderator is stopped."
)
STAYS = (
    "**This stays:** sources that you added, without you, as they are the server's: moderators remove them; "
    "how many questions there were, without words and without you; for a day a number in "
    "your place, so that limits hold; a block by moderators; your wish to have nothing stored. I cannot "
    "delete messages that you wrote in Discord: do that yourself."
)
ANSWERS = (
    "**Public answers to you** are messages of mine and stay, unless you have them deleted, too. That takes "
    "about a second each, and fails where I was shut out. Later it is not possible: I will no longer know "
    "which they were."
)
DELETE = "Delete"
DELETE_WITH_ANSWERS = "Delete, and the answers to me"
BACK = "Back"

DELETED = "## Deleted"
NOTHING_LEFT = "Nothing was left to delete."
STOPPED = Forms("- {count} of them was stopped", "- {count} of them were stopped")
TAKING_DOWN = "Public answers to you are being deleted now, about one a second."

OPTED_OUT_NOW = (
    "From now on nothing more is stored of you once a question is answered. So a follow-up does not know "
    "what you asked before, *Show passage* under the answers to you has nothing to show, and a private "
    "answer cannot be shared later. What you do as a moderator is noted all the same. What was stored before "
    "is still there until you delete it."
)
OPTED_IN_NOW = "Your questions are stored again, as everybody's are."
DOWNLOADED = "Everything that is kept of you, in all servers, as a file. Only you see this message."
FAILED = "Something went wrong on my side, and nothing was changed. Please try again in a moment."
NOT_KEPT_ANY_MORE = (
    "What this answer quotes is not kept any more: who asked wanted that, or its time was over. Please ask "
    "again."
)
