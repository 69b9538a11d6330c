"""What is told of a server's rules: in the overview, and of one place."""

from bot.phrases import Forms

MODE_OFF = "off"
MODE_PRIVATE = "private"
MODE_DRAFT = "draft"
MODE_OPEN = "open"
OFF_MEANS = "I answer nobody here."
PRIVATE_MEANS = "I answer, and only who asks sees it."
DRAFT_MEANS = "I write a draft, and a moderator approves it before anybody sees it."
OPEN_MEANS = "I answer for everybody to see."
FROM_THREAD = "set for this thread"
FROM_CHANNEL = "set for the channel itself"
FROM_OPERATOR = "set by whoever runs this bot"
FROM_CATEGORY = "from its category"
FROM_SERVER = "the server's default"
FROM_NOWHERE = "nothing is set"

PAUSED = "**PAUSED.** I answer nobody in this server until somebody uses `/moderation resume`."
PAUSED_BY = "Paused {when} by {who}."
PAUSED_AT = "Paused {when}."
SETTINGS = "**Settings**"
TROUBLE = "**What is wrong**"
ALL_WELL = "Nothing is wrong that I can see."
UNGROUPED = "**Channels without a category**"
CATEGORY = "**{category}**"
CONTINUED = "{heading} (continued)"
THREADS = "**Threads with rules of their own**"
PLACES = "- **{mode}** ({origin}): {places}"
PLACES_WITH = "- **{mode}** ({origin}): {places}. {details}"
THREAD = "- {thread}, in {channel}: **{mode}** ({origin})"
THREAD_WITH = "- {thread}, in {channel}: **{mode}** ({origin}). {details}"
ONLY_ROLES = "Who may ask: {roles}."
SINCE_DAYS = Forms("Only who joined at least a day ago.", "Only who joined at least {count} days ago.")
ONLY_SOURCES = "Only from these sources: {sources}."
AND_MORE = "{shown} and {more} more"

DEFAULT = "Where nothing else is set: **{mode}**."
DEFAULT_WITH = "Where nothing else is set: **{mode}**. {details}"
REVIEW = "Drafts and flags are shown to moderators in {channel}."
NO_REVIEW = "No channel for drafts and flags is set."
MODERATORS = "Besides who may manage messages, these roles moderate: {roles}."
NO_MODERATORS = "Who may manage messages moderates; no other role does."
STAFF_EXEMPT = "Moderators are spared limits, newcomer days and roles."
STAFF_NOT_EXEMPT = "Limits, newcomer days and roles hold for moderators, too."
LIMIT_PERSON = "One person: {allowance}."
LIMIT_CHANNEL = "One channel: {allowance}."
LIMIT_SERVER = "The whole server: {allowance}."
REQUESTS = Forms("one question in {minutes} minutes", "{count} questions in {minutes} minutes")
NO_REQUESTS = "any number of questions"
REQUESTS_AND_DOLLARS = "{requests}, and {dollars} dollars a day"
BLOCKED = "Blocked: {people}, {words}."
BLOCKED_PEOPLE = Forms("one person", "{count} people")
BLOCKED_WORDS = Forms("one word or phrase", "{count} words or phrases")
QUIET = Forms(
    "I keep out of a thread for a minute after a moderator wrote there.",
    "I keep out of a thread for {count} minutes after a moderator wrote there.",
)
NO_QUIET = "I do not wait after a moderator wrote in a thread."
DRAFT_HOURS = Forms("A draft waits an hour for a moderator.", "A draft waits {count} hours for a moderator.")
STRICT = "Strict: where the screening of texts cannot be reached, I do not answer."
NOT_STRICT = "Where the screening of texts cannot be reached, I answer all the same."
LANGUAGE = "I speak in public in this language: {language}."
LANGUAGE_OF_SERVER = "I speak in public in the server's own language."
CURATORS = "Besides moderators, these roles may add sources: {roles}."
NO_CURATORS = "Only moderators may add sources."
PICKED_ALL = "All sources that are offered to this server may be asked."
PICKED = "Of the sources that are offered to this server, these may be asked: {sources}."
PICKED_NONE = "None of the sources that are offered to this server may be asked, only its own."
WITHHELD = "These sources of this server's own are kept, but not asked: {sources}."
NOTHING_WITHHELD = "All sources of this server's own may be asked."

OFF_EVERYWHERE = "- I am off everywhere. Use `/moderation setup` where I shall speak."
DRAFTS_NOWHERE = Forms(
    "- One channel or thread hands in drafts, but there is no channel to review them in: set one with "
    "`/moderation review`.",
    "- {count} channels and threads hand in drafts, but there is no channel to review them in: set one with "
    "`/moderation review`.",
)
REVIEW_GONE = (
    "- The channel for drafts and flags is not there any more: set another with `/moderation review`."
)
REVIEW_CLOSED = (
    "- In {channel}, where drafts and flags are shown, I lack: {permissions}. Grant it in the channel's "
    "settings, under Permissions."
)
REVIEW_ANSWERS = (
    "- In {channel}, where drafts and flags are shown, I would answer members' questions too: its mode is "
    "**{mode}**. Use `/moderation setup` to switch me off there, or set another channel with `/moderation "
    "review`."
)
PERMISSIONS_MISSING = (
    "- In {channel} I lack: {permissions}. Slash commands work, mentions and approved answers do not. Grant "
    "it in the channel's settings, under Permissions."
)
PERMISSIONS_MISSING_MORE = Forms(
    "- In one more channel I lack permissions.", "- In {count} more channels I lack permissions."
)
PLACES_GONE = Forms(
    "- Rules are set for a place that I cannot see (deleted, archived, or hidden from me): {ids}. "
    "`/moderation tidy` removes them if it was deleted.",
    "- Rules are set for {count} places that I cannot see (deleted, archived, or hidden from me): {ids}. "
    "`/moderation tidy` removes those of deleted ones.",
)
ROLES_GONE = Forms(
    "- Rules name a role that is not there any more: {ids}.",
    "- Rules name {count} roles that are not there any more: {ids}.",
)
SOURCES_GONE = "- Rules name sources that are not there any more: {sources}."


DEFAULT_NAME = "Where nothing else is set"
REVIEW_NAME = "Drafts and flags"
MODERATORS_NAME = "Roles that moderate"
PEOPLE_NAME = "Blocked people"
WORDS_NAME = "Refused words"
AS_ABOVE = "mode as above"
OPEN_TO_EVERYBODY = "everybody may ask"
OPEN_TO_ALL_SOURCES = "all sources"
OPEN_TO_NEWCOMERS = "newcomers need not wait"

EVERYBODY = "everybody"
ALL_SOURCES = "all that this server may ask"
HOLDS_IN = "**What holds in {place}**"
MODE_LINE = "Mode: **{mode}** ({origin}). {meaning}"
ROLES_LINE = "Who may ask: {roles} ({origin})."
DAYS_LINE = Forms("Newcomers wait a day ({origin}).", "Newcomers wait {count} days ({origin}).")
NO_DAYS_LINE = "Newcomers need not wait ({origin})."
SOURCES_LINE = "Sources: {sources} ({origin})."
BUT_PAUSED = "**But I am paused**, so I answer nobody: `/moderation resume` ends it."
HOW_TO_CHANGE = "-# Press **Change**, or use the options of this command."
