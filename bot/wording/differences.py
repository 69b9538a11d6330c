"""What differs between what was asked about and what was said."""

INSTEAD = "said “{said}”, not “{asked}”"
AS_WELL = "said “{said}” as well"
NOT_SAID = "did not say “{asked}”"
WORD_BY_WORD = "Word by word:"
MORE = "{count} more"
