"""What is told of sources that people add: who may, what was understood, what became of it."""

from bot.phrases import Forms

CURATORS_ONLY = (
    "Only moderators can do this, and who has one of the roles that `/corpus roles` names. Ask a moderator "
    "to add what is missing."
)
ROLES_SET = "Besides moderators, these roles may add sources from now on: {roles}."
ROLES_SEEN = (
    "-# Whether they see `/corpus` is up to Discord: *Server Settings, Integrations* shows it to them."
)
ROLES_UNSET = "Only moderators may add sources."
NOBODY = "nobody"
NONE = "none"
NOT_EVERYBODY = "Not everybody can add sources: choose other roles."

PICK_HEAD = "**What is offered to this server**"
PICK_NOTHING = "Nothing is offered to this server: it asks what was added here."
PICK_ASKED = "- asked here: {title} (`{source}`)"
PICK_NOT_ASKED = "- not asked here: {title} (`{source}`)"
PICK_MORE = Forms("- and one more", "- and {count} more")
PICK_HOW = (
    "-# `/corpus pick` with `sources` chooses: names with commas, or “all” (later ones too), or “none”."
)

TEXT = "text"
HEAD = "**{title}**"
FACTS = "-# {facts}"
TURNS = Forms("one turn", "{count} turns")
WORDS = Forms("one word", "{count} words")
SPEAKERS = Forms("one speaker", "{count} speakers")
LENGTH = "{time} long"
PUBLISHED_BY = "published by {publisher}"
LICENCE = "licence: {licence}"
AGE_RESTRICTED = "age-restricted"
WHO_SPEAKS = "**Who speaks**"
VOICE = "- **{name}**: {turns}, {words}"
VOICE_UNKNOWN = "- **{name}** (nobody named them yet): {turns}, {words}"
VOICE_LABEL = "- **{name}** (the file says “{label}”; nobody named them yet): {turns}, {words}"
VOICES_MORE = Forms("- and one more", "- and {count} more")
DOUBTS = "**Doubtful, please look**"
DOUBT = "- {sentence}"
DOUBT_AT = "- Line {line}: {sentence}"
DOUBTS_MORE = Forms("- and one more doubt", "- and {count} more doubts")
NO_DOUBTS = "Nothing doubtful."
SKIPPED = Forms("One piece that nobody says was left out.", "{count} pieces that nobody says were left out.")
MISSING = "-# Missing: {missing}."
MISSING_DATE = "a date"
MISSING_LICENCE = "a licence"
MISSING_TITLE = "a title (it has its file's name)"
ROOM_LEFT = "-# With it this server has {files} of {most_files} sources and {words} of {most_words} words."
NOT_STORED = (
    "**Nothing is stored yet.** Look whether this is what was said, and by whom: a wrong name is worse than "
    "none."
)
NAME_UNKNOWN = Forms(
    "One speaker has no name yet: choose them below, if you know who it is. Else they are quoted as unknown.",
    "{count} speakers have no name yet: choose them below, if you know who they are. Else they are quoted as "
    "unknown.",
)
CHANGES = "**What changes**"
BEFORE_AFTER = "- {what}: {before} → {after}"
SPEAKERS_NEW = "- speaks now: {names}"
SPEAKERS_GONE = "- speaks no more: {names}"
TURNS_CHANGED = Forms("- one turn is new or worded otherwise", "- {count} turns are new or worded otherwise")
TURNS_GONE = Forms("- one turn of before is not in it", "- {count} turns of before are not in it")
NOTHING_CHANGES = "- nothing: it says what the present version says"
CARRIED = (
    "“{label}” is shown as “{name}”, as in the version before. A program numbers voices anew each time: look "
    "whether it is still them."
)
STORE = "Store"
DISCARD = "Discard"
DETAILS = "Title and details"
CHOOSE_VOICE = "Name a speaker, or join two"
OPTION_UNKNOWN = "{name}: who is it?"
OPTION_SAID = "{turns}, {words}"
REMOVE = "Remove"
KEEP = "Keep it"
LOOK_AGAIN = "Look again"

NAME_TITLE = "Who is this?"
NAME_LABEL = "Their name, in full"
NAME_HINT = "As it shall stand beside their words"
NAME_SAME = "Or the same person as"
NAME_SAME_MEANS = "Two spellings of one person become one"
NAME_ROLE = "What do they do here?"
NAME_ROLE_MEANS = "Who asks is not quoted for what a question claims"
ROLE_UNKNOWN = "Leave it as it is"
ROLE_HOST = "They ask or lead"
ROLE_GUEST = "They are asked"
ROLE_EDITOR = "They edit or comment"
NAME_NOTHING = "Nothing was changed: write a name, or choose the same person."
NAME_MACHINE = "“{name}” is no name of a person. Write who it is, or leave them unknown."
VOICE_GONE = "This speaker is not there any more: the card shows who is."

DETAILS_TITLE = "Title and details"
DETAILS_NAME = "Title"
DETAILS_DATE = "Date"
DETAILS_DATE_HINT = "Such as 2026-05-14"
DETAILS_PUBLISHER = "Publisher"
DETAILS_URL = "Where it was published"
DETAILS_URL_HINT = "A link that is shown, and never opened by me"
DETAILS_LICENCE = "Licence"
BAD_URL = "Write a whole link such as https://example.org/talk, or leave it empty."

NO_FILE = "There is no file on this message. Choose one that has a transcript attached."
SEVERAL_FILES = "There are several files on this message: use `/corpus add` with the one that you mean."
TOO_LARGE = "This file has {megabytes} MB, and a transcript may have at most {most}: cut it in parts."
EMPTY_FILE = "This file is empty."
NOT_FETCHED = "The file could not be fetched from Discord. Please try again."
NOT_READ = "**I cannot read this file.** {why}\n-# Nothing was stored."
FULL_FILES = (
    "With it this server would have {would} sources, and it may have {may}: remove one with `/corpus remove`."
)
FULL_BYTES = (
    "With it this server would keep {would} bytes, and it may keep {may}: remove a source with `/corpus "
    "remove`."
)
FULL_WORDS = (
    "With it this server would keep {would} words, and it may keep {may}: remove a source with `/corpus "
    "remove`."
)
CROWDED = Forms(
    "A file waits here to be stored or discarded: decide on it first, or wait an hour.",
    "{count} files wait here to be stored or discarded: decide on one of them first, or wait an hour.",
)
TAKEN = "There is another source `{source}` already: `/corpus update` puts a new file in its place."
UNKNOWN_SOURCE = "This server has no source of its own called “{source}”. `/corpus list` shows which it has."
CHANGED_MEANWHILE = "Somebody changed this source meanwhile, so nothing was changed. Look at it again."
CARD_OVER = (
    "This card is over: it was stored or discarded, or nobody decided within an hour. Hand the file in again."
)
NOT_YOURS = "Somebody else added this: only they and moderators can change it."
DISCARDED = "Discarded. Nothing of the file is kept."
STORED_SAME = "Nothing was changed: this server has just this file already, as `{source}`."

STORED = "**Stored:** {title} (`{source}`), version {version}."
INDEXING_WAITS = "It waits its turn to be made findable."
INDEXING = "It is being made findable: {percent} %."
INDEXED = "It can be asked from now on."
INDEXED_WITHHELD = "It is kept, and is not asked: `/corpus settings` changes that."
INDEXING_FAILED = "**It cannot be made findable.** {why} What could be asked before stays as it was."
STAYS = "-# You may close this: it goes on, and moderators are told when it is done."
OUTDATED = Forms(
    "One answer that stands quotes a version before: `/moderation outdated` lists it, to renew or withdraw.",
    "{count} answers that stand quote a version before: `/moderation outdated` lists them, to renew or "
    "withdraw.",
)

NOTE_ADDED = "{who} added a source: **{title}** (`{source}`)."
NOTE_UPDATED = "{who} updated a source: **{title}** (`{source}`), version {version}."
NOTE_REMOVED = (
    "{who} removed a source: `{source}`. Answers that quote it are listed by `/moderation outdated`."
)
SOMEBODY = "Somebody"

REMOVE_SURE = "**Remove {title}** (`{source}`) with all its versions, for good? It is asked no more at once."
REMOVE_ANSWERS = Forms(
    "One answer that stands quotes it; it is listed for moderators then.",
    "{count} answers that stand quote it; they are listed for moderators then.",
)
REMOVED = "Removed: `{source}`. Nothing of it is kept but what answers quoted."
KEPT = "It stays."

SPEAKERS_NOW = "This holds in the stored source. A change makes a new version, and is asked at once."
SAVED = "Changed: version {version}."
NAMES_STAY = Forms(
    "-# One answer that stands quotes this source; it names speakers as before until you withdraw it.",
    "-# {count} answers that stand quote this source; they name speakers as before until you withdraw them.",
)

SETTINGS = "**{title}** (`{source}`), version {version}"
SETTING_DATE = "Date: {value}"
SETTING_PUBLISHER = "Publisher: {value}"
SETTING_URL = "Published at: {value}"
SETTING_LICENCE = "Licence: {value}"
SETTING_RECORDING = "Recording: {value}"
SETTING_LONGEST = Forms(
    "The longest quotation shown has one word.", "The longest quotation shown has {count} words."
)
SETTING_ANY_LENGTH = "A quotation may be of any length."
SETTING_ANSWER = "One answer shows at most {share} % of its words."
SETTING_DAY = "One day shows at most {share} % of its words."
SETTING_AGE = "Only in age-restricted channels."
SETTING_ANY_AGE = "In every channel."
SETTING_ASKED = "It is asked in this server."
SETTING_WITHHELD = "It is kept, but not asked in this server."
NOT_SET = "not known"
SETTING_FILE = "-# {file}, {bytes} bytes, {words}; changed {when}"

LIST_HEAD = Forms("**One source of this server's own**", "**{count} sources of this server's own**")
LIST_NOTHING = "This server has no sources of its own. `/corpus add` with a transcript adds one."
LIST_LINE = "- **{title}** (`{source}`): {facts}"
LIST_VERSION = "version {version}, {when}"
LIST_WITHHELD = "not asked"
LIST_WAITS = "being made findable"
LIST_FAILED = "**cannot be made findable:** {why}"
USAGE = "-# {files} of {most_files} sources, {bytes} of {most_bytes} bytes, {words} of {most_words} words."
AT_LINE = "Line {line}: {sentence}"
COUNTED_TURNS = "turns"
COUNTED_WORDS = "words"
COUNTED_SPEAKERS = "number of speakers"
