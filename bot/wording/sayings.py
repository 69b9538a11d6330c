"""Whose words follow: a question is not its asker's view, a note is not the guest's word."""

from types import MappingProxyType

from index.types import TurnKind

LEADS = MappingProxyType(
    {
        TurnKind.QUESTION: "{name} asks",
        TurnKind.ANSWER: "{name} says",
        TurnKind.NARRATION: "{name} writes",
        TurnKind.NOTE: "{name} notes",
    }
)
QUOTED = "{lead}: “{words}”"
