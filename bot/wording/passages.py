"""What stands around an opened passage."""

from types import MappingProxyType

from index.types import Role, TurnKind

NUMBERED = "[{number}] in “{title}”"
KINDS = MappingProxyType(
    {TurnKind.QUESTION: "asking", TurnKind.NARRATION: "narration", TurnKind.NOTE: "editor's note"}
)
ROLES = MappingProxyType({Role.GUEST: "guest", Role.HOST: "host", Role.EDITOR: "editor"})
IN_BOLD = "The quoted words are in bold."
BESIDE = "Beside the quoted passage."
NEWER = "The source has another version now than the answer quotes; the quoted words still stand in it."
LIMITED = "The source limits how much of it is shown."
USED_UP = (
    "Today’s share of what may be shown of this source is used up: its words can be shown again from "
    "midnight UTC."
)
KEPT_CHANGED = (
    "The source has another version now, and these words do not stand in it as they did. This is what the "
    "answer quoted."
)
KEPT_GONE = "The source is not there any more. This is what the answer quoted."
KEPT_VERSION = "Quoted from version {version}."
