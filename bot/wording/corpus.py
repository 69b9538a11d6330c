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
DETAILS_URL = "Where it was published (a link that is shown, never opened)"
DETAILS_LICENCE = "Licence"
BAD_URL = "Write a link that begins with https:// or http://, or leave it empty."
