"""What a reader of files doubts, and why it refuses one, as it is told in Discord.

Each stands for a sentence of the index, which `bot.rendering.hearing` knows it by. There a sidecar is spoken
of; here nobody sees one.
"""

NO_LABELS = "No label says who speaks; see whether the speakers above are right."
MACHINE = "“{label}” is a machine's label and no name: choose “{name}” below, if you know who it is."
CONTINUES = "Paragraphs without a label ({count}) are read as what their speaker goes on to say."
QUESTIONS = "Paragraphs without a label ({count}) are read as questions by {name}."
NOBODY_NAMED = "The file names no speaker at all; all is shown under “{name}”."
NO_FULL_NAME = "No full name for “{label}” was found; it is shown as labelled."
STANDS_FOR = "Who “{label}” stands for, the text does not say; it is shown as “{name}”."
WHO_IS = "Who “{name}” is, the text does not say: choose them below, if you know."
LIKE_LABEL = "“{label}” looks like a label but is read as words."
ONE_UNNAMED = "One segment names no speaker; it is shown under “{name}”."
SOME_UNNAMED = "{count} segments name no speaker; they are shown under “{name}”."
SHARED = "“{name}” looks like a microphone that several may share."
ONE_CUE_ON = "Names stand only where the speaker changes: a cue without one is read as going on."
CUES_ON = "Names stand only where the speaker changes: {count} cues without one are read as going on."
MOSTLY_ASKS = "{name} mostly asks, and is taken for the host."
BAD_TIMES = "The times of this segment cannot be used."
ROLLED = "{count} lines only roll up, as in automatic captions; each is read once."
CAPTION = "“{words}” stands alone again and again; it is taken for a caption and skipped."
TWO_SPELLINGS = "“{one}” and “{other}” may be one person in two spellings; join them if so."
LOOK_ALIKE = "“{one}” and “{other}” look alike but differ in letters; are they one?"

NOBODY_SPEAKS = "Nobody says anything in it. Check that it is the right file."
NOT_UTF8 = "It is not UTF-8 text. Save it as UTF-8 and try again."
NUL_BYTES = "It is not text (it holds NUL bytes). Save it as UTF-8 text and try again."
NO_CUES = "It holds no cues, no line with times. Export the captions again."
TOO_LONG = "Reading it takes longer than {seconds} seconds. Split it."
BROKEN_OFF = (
    "Reading it broke off: it is damaged, or takes more memory than it may. Save it anew, or its words as "
    "plain text."
)
MANY_SPEAKERS = "It seems to have {count} speakers. Check that it is a transcript, or cut it in parts."
LIST = (
    "It has {speakers} different speakers in {lines} lines, nearly one for each. Check that it is a "
    "transcript."
)
NO_BREAK = "It has {count} characters without a break. Check that it is a transcript."
LOCKED = "It is locked by a password. Save it without one, and try again."
UNKNOWN_JSON = "This JSON is no transcript that is known here. Export it as Podcasting 2.0 JSON."
