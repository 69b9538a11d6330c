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
