"""What there is to ask, and what the bot says of itself."""

from bot.phrases import Forms

LOADING = "My sources are still being loaded. Please try again in a minute."
NO_SOURCES = "There is nothing that can be asked here: no source is open to this place."
SOURCES = Forms("**One source can be asked here**", "**{count} sources can be asked here**")
SOURCE = "**{title}** (`{source}`)"
FACTS = "-# {facts}"
PUBLISHED_BY = "published by {publisher}"
TURNS = Forms("one turn", "{count} turns")
SPOKEN_BY = "-# Who speaks: {speakers}"
LANGUAGE = "language: {language}"
LICENCE = "licence: {licence}"
PUBLISHED_PAGE = "published page"
RECORDING = "recording"
VERSION = "version {version}"
CHANGED = "changed {when}"
MISSING = "-# Missing: {missing}."
MISSING_NAMES = Forms("a speaker's name", "the names of {count} speakers")
MISSING_DATE = "a date"
MISSING_LICENCE = "a licence"
NAMED_TURNS = "{name} ({turns})"
AGE_RESTRICTED = "age-restricted"
SPEAKERS = Forms("**One speaker can be asked here**", "**{count} speakers can be asked here**")
SPEAKER = "- **{name}**: {sources}"
SPEAKER_ALSO = "- **{name}** (also: {aliases}): {sources}"
SPEAKS_IN = "{title} ({turns})"

ABOUT = (
    "**I answer from what was said.** Ask about the interviews, panels, podcasts and meetings that this "
    "server may ask. Every sentence of my answers names who said it and carries their own words, checked "
    "against the source. What the sources do not say, I say they do not say."
)
HOW = (
    "**How to ask:** use `/ask`, or mention me with a question where I am open. `/quote` looks words up, "
    "`/check` checks a claim, `/compare` lays speakers side by side. The menu of a message, under Apps, "
    "checks what it claims."
)
LOOK = "**What is in here:** `/sources` and `/speakers`."
HERE = "**Here** my mode is {mode}. {meaning}"
HERE_PAUSED = "**Here** I am paused: the moderators of this server have stopped me for now."
HERE_DIRECT = "**Here**, in direct messages, only you read what I answer."
HERE_UNKNOWN = "**Here** I do not answer."
WRONG = "**If an answer is wrong:** press **Flag** under it, and the moderators look at it."
PRIVACY = "**What is kept of you**, and how to see and delete it: `/privacy`."
