"""How several names stand in one sentence."""

from collections.abc import Sequence

from bot.phrases import Phrase

AND = "{most} and {last}"
OR = "{most} or {last}"


def list_with(last_two: str, names: Sequence[str]) -> str:
    """Return names in a row, the last two joined by `AND` or `OR`; nothing if there are none."""
    if len(names) < 2:  # noqa: PLR2004 - one alone stands for itself
        return "".join(names)
    return Phrase(last_two, most=", ".join(names[:-1]), last=names[-1])
