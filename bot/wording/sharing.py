"""Sharing a private answer."""

SHARED_BY = "-# Shared by {person}"
SHARED = "Everybody can read this answer now: {link}"
SHARED_ALREADY = "This answer was shared already."
SHARED_FOR_REVIEW = "A moderator looks at your answer before everybody can read it."
NOT_TO_SHARE = "Answers stay private in this place, so this one cannot be shared."
ASKERS_ALONE = "Only who asked can share this answer."
NOT_KEPT_TO_SHARE = "This answer is not kept any more, so it cannot be shared. Please ask again."
NOT_POSTED = "I could not post this here. I may lack the permission to write: please tell a moderator."
USED_UP = (
    "Today’s share of what may be shown of a source in this answer is used up. Share it after midnight UTC, "
    "when its words can be shown again."
)
