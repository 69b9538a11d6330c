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
