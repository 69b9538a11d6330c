"""What moderators are told when they change something, and when they may not."""

from bot.phrases import Forms

ADMINS_ONLY = "Only who may manage this server (the permission Manage Server) can do this."
STAFF_ONLY = (
    "Only moderators can do this: who may manage messages here, or has one of the roles that "
    "`/moderation roles` names."
)
FAILED = "Something went wrong on my side. Look with `/moderation overview` what holds, then try again."
NOT_KEPT = "My database cannot be reached right now: nothing was changed. Please tell who runs this bot."
RULES_REFUSED = "Nothing was changed. {why}"
CHANGED_MEANWHILE = (
    "Somebody else changed these rules after you had opened the form, so nothing was changed. Open it again: "
    "it shows what holds now."
)
CONTESTED = "Others are changing the rules right now, so nothing was changed. Please try again."
SERVERS_ONLY = "This works in servers only."
LOADING = "The sources are still being loaded. Please try again in a minute."
OVER = "This page is too old: use the command again."

PAGE = "-# Page {page} of {pages}."
PREVIOUS_PAGE = "Previous page"
NEXT_PAGE = "Next page"
CHANGE = "Change"
APPLY = "Apply"

DONE = "Done."
NOTHING_CHANGED = "Nothing was changed: it was like that already."
NO_OPTION = "Nothing was changed: choose at least one option of the command."

NO_PLACE = "I cannot see this place. Choose a channel, a category or a thread that I can view."
SERVER_DEFAULT = "this server, where nothing else is set"
UNKNOWN_ROLES = "I cannot read these roles: write them as @role, with a space between, or “{everybody}”."
EVERYBODY = "everybody"
UNKNOWN_SOURCES = "There is no source {sources} that this server may ask. `/sources` shows which there are."
ALL = "all"
FORM_PLACE_TITLE = "What holds here"
FORM_MODE = "How do I speak here?"
FORM_ROLES = "Who may ask?"
FORM_ROLES_MEANS = "Nobody chosen: as above"
FORM_DAYS = "How many days do newcomers wait?"
FORM_DAYS_MEANS = "Empty: as above; 0: not at all"
FORM_SOURCES = "Which sources may be asked?"
FORM_SOURCES_MEANS = "None chosen: as above"
FORM_ABOVE = "As above"
FORM_ABOVE_MEANS = "What is set for the channel, its category or the server"
BAD_DAYS = "Write the days as a whole number from 0 to {most}."

SETUP_TITLE = "Set me up"
SETUP_INTRO = (
    "What you send holds at once; everything can be changed later. What is chosen already is what is usual."
)
SETUP_WHERE = "Where shall I speak?"
SETUP_MODE = "How?"
SETUP_MODE_USUAL = "As is usual"
SETUP_MODE_USUAL_MEANS = "Draft if you choose a channel for drafts below, else open"
SETUP_REVIEW = "Where are drafts and flags shown?"
SETUP_REVIEW_HINT = "A channel that only moderators read"
SETUP_ROLES = "Which roles moderate?"
SETUP_ROLES_MEANS = "Who may manage messages moderates anyway"
SETUP_DRAFT_WITHOUT_REVIEW = (
    "Drafts need a channel where moderators see them: use `/moderation setup` again and choose one. Nothing "
    "was changed."
)
SETUP_DONE = "**Set up.** In {places} I now speak in this way: {mode}. {meaning}"

EXPORTED = (
    "These are the rules of this server as a file. `/moderation import` takes it back, here or elsewhere."
)
IMPORT_TOO_LARGE = "This file is too large: a file of rules has at most {most} KiB."
IMPORT_NOT_TEXT = "This file is no text (UTF-8), so it holds no rules."
IMPORT_NOT_THERE = "The file could not be fetched from Discord. Please try again."
IMPORT_SAME = "This file says what holds already: nothing to change."
IMPORT_CHANGES = "**If you apply this file:**"
IMPORT_CHANGE = "- {setting}: {before} → {after}"
IMPORT_INSTEAD = "- {before} → {after}"
IMPORT_STRANGERS = Forms(
    "**Not in this server:** an id that the file names: {ids}. It may come from another server.",
    "**Not in this server:** {count} ids that the file names: {ids}. They may come from another server.",
)
IMPORT_MORE = "-# There are more changes than fit here."
IMPORT_APPLIED = "The rules of the file hold now."
IMPORT_OVER = "This offer is over: use `/moderation import` again."
IMPORT_MEANWHILE = (
    "The rules were changed by somebody else meanwhile, so nothing was applied. Use `/moderation import` "
    "again, and look at the changes anew."
)
NOTHING_SET = "nothing set"

TIDIED = Forms(
    "The rules of a place that was deleted are removed: {ids}.",
    "The rules of {count} places that were deleted are removed: {ids}.",
)
TIDY_NOTHING = "Every place that rules are set for is there, as far as Discord tells me: nothing was removed."

LIMITS_NOW = "**Limits**"
WHOSE_LIMIT = "Nothing was changed: choose whose limit it is, too."
BAD_DOLLARS = "Write the dollars as a number such as 0.50; 0 is without a bound."

BLOCKED = "{person} is not answered in this server any more. They are told so when they ask."
UNBLOCKED = "{person} is answered again."
BLOCKED_ALREADY = "{person} was blocked already."
NOT_BLOCKED = "{person} was not blocked."
BLOCKED_PEOPLE = "**Blocked people**"
NOBODY_BLOCKED = "Nobody is blocked."
CANNOT_BLOCK_BOT = "Bots are never answered: there is nothing to block."
CANNOT_BLOCK_ONESELF = (
    "That is you: I would not answer you any more. Nobody was blocked; choose somebody else."
)

WORD_ADDED = "Questions with “{word}” are refused from now on."
WORD_KNOWN = "“{word}” is refused already."
WORD_REMOVED = "“{word}” is not refused any more."
WORD_UNKNOWN = "“{word}” is not among the refused words. `/moderation words list` shows them."
BAD_WORD = (
    "Write 1 to {most} characters with a letter or a digit among them. A * at the end stands for any ending."
)
WORDS_NOW = "**Words that are refused**"
NO_WORDS = "No words are refused."

REVIEW_SET = "Drafts and flags are shown in {channel} from now on."
REVIEW_UNSET = "There is no channel for drafts and flags any more."
REVIEW_LACKING = "I cannot write there yet. I lack: {permissions}. Grant it in the channel's settings."
REVIEW_READ_BY_ALL = (
    "**Careful:** everybody in this server can read {channel}, and so sees drafts before they are approved."
)
NO_ROLES = "nobody"
NOT_EVERYBODY = "Not everybody can moderate: choose other roles."
ROLES_SET = "Besides who may manage messages, these roles moderate: {roles}."
ROLES_UNSET = "Who may manage messages moderates; no other role does."
BAD_LANGUAGE = "I do not speak this language. Choose one that is offered as you type, or “{server}”."
LANGUAGE_OF_SERVER = "server"

PAUSED = "**Paused.** I answer nobody in this server from now on. `/moderation resume` ends it."
PAUSED_STOPPED = Forms(
    "One question that I was working on was stopped.", "{count} questions that I was working on were stopped."
)
PAUSED_ALREADY = "I am paused already, since {when}."
RESUMED = "I answer again, as the rules say."
NOT_PAUSED = "I was not paused."

TRY_NO_CATEGORY = "Nobody asks in a category: choose a channel or a thread."
TRY_HEAD = "**If {person} asked in {place} now**"
TRY_ANSWERED = "I would answer, in this way: {mode}. {meaning}"
TRY_REFUSED = "**I would not answer.** What stops it: “{look}” does not hold."
TRY_LIMITED = "**I would not answer** until {when}: {whose} has asked as much as is allowed."
TRY_STEPS = "**Step by step**"
TRY_LIMITS = "**What is used of the limits**"
TRY_SPARED = "- They moderate here, so limits do not count their questions."
TRY_USED = "- {whose}: {used} of {most} questions used, {left} left."
TRY_UNBOUND = "- {whose}: any number of questions."
TRY_DOLLARS = "- {whose}: {used} of {most} dollars used today."
TRY_SLOWMODE = Forms(
    "- The place is in slow mode: a second between two questions.",
    "- The place is in slow mode: {count} seconds between two questions.",
)
TRY_UNSEEN = (
    "-# Nothing was asked, nothing is kept. Words and screening are looked at with a real question only."
)
WHOSE_PERSON = "This person"
WHOSE_CHANNEL = "This channel"
WHOSE_SERVER = "This server"
STEP_PASSED = "- {look}: yes."
STEP_SPARED = "- {look}: no, but moderators are spared this."
STEP_STOPPED = "- **{look}: no.**"
STEP_STOPPED_UNTIL = "- **{look}: no**, until {when}."
STEP_ORIGIN = "{look} ({origin})"
LOOK_KIND = "Is a person, not a bot"
LOOK_DIRECT = "Direct messages are let in"
LOOK_MEMBER = "Is a member of this server"
LOOK_BLOCKED = "Is not blocked"
LOOK_TIME_OUT = "Is not timed out"
LOOK_PAUSE = "I am not paused"
LOOK_MODE = "I am on here"
LOOK_OPEN_THREAD = "The thread is neither locked nor archived"
LOOK_WRITING = "May write here"
LOOK_ROLE = "Has a role that may ask"
LOOK_AGE = "Has been a member for long enough"
