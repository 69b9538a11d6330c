"""Sharing a private answer."""

SHARED_BY = "-# Shared by {person}"
SHARED = "Everybody can read this answer now: {link}"
SHARED_ALREADY = "This answer was shared already."
SHARED_FOR_REVIEW = "A moderator looks at your answer before everybody can read it."
NOT_TO_SHARE = "Answers stay private in this place, so this one cannot be shared."
ASKERS_ALONE = "Only who asked can share this answer."
NOT_KEPT_TO_SHARE = "This answer is not kept any more, so it cannot be shared. Please ask again."
