"""What was asked about against what was said, marked in colour and told in words."""

from collections.abc import Sequence

from rich.console import RenderableType
from rich.text import Text

from bot.answering.types import Change, Difference
from bot.changes import tell_changes
from bot.escaping import plain

_STYLES = {Change.SAME: "", Change.ONLY_ASKED: "red strike", Change.ONLY_SAID: "bold green"}


def show_differences(differences: Sequence[Difference]) -> list[RenderableType]:
    """Show both wordings in one line, and under it what changed."""
    told = list(tell_changes(differences, plain))
    if not told:
        return []
    parts = [(plain(difference.words), _STYLES[difference.change]) for difference in differences]
    line = Text("Word by word:")
    for words, style in parts:
        if words:
            line.append(" ").append(words, style)
    return [line, Text("; ".join(told), style="dim"), Text()]
