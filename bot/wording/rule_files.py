"""What is wrong with a file of a server's rules: which key, and what to write there."""

NO_FILE = "This is no file of rules: export one, and change that."
TOO_LONG = "This file is too long for a file of rules: it may have at most {most} characters."
NEWER = "These rules were written by a newer whosaid: update whosaid, or export them from an older one."
VERSION = "`{key}` must be {version}: it says which format the file has."
UNKNOWN_KEY = "There is no setting `{key}`: correct its name, or remove it."
MISSING_KEY = "`{key}` is missing: add it."
OBJECT = "`{key}` must be a group of settings in braces, with a name and a value each."
CHOICE = "`{key}` must be one of {choices}, in quotes."
WHOLE_NUMBER = "`{key}` must be a whole number from {least} to {most}."
YES_OR_NO = "`{key}` must be true or false, without quotes."
LIST = "`{key}` must be a list in square brackets of at most {most} entries."
ENTRIES = "`{key}` must be a group in braces of at most {most} entries."
ID = '`{key}` must be an id that Discord gave, in quotes, such as "123456789012345678".'
TEXT = "`{key}` must be text in quotes of 1 to {most} characters."
BLOCKED_WORD = (
    "`{key}` must be words of 1 to {most} characters with a letter or a digit; * may stand at their end only."
)
LANGUAGE = '`{key}` must be a language as Discord names it, in quotes, such as "de" or "en-US".'
DOLLARS = '`{key}` must be an amount in dollars above 0, in quotes, such as "0.50".'
