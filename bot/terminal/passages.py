"""What `whosaid search` shows: passages, best first."""

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from bot.escaping import plain
from bot.terminal.sources import write_time
from index.results import SearchResult
from index.types import Seconds


def show_found(results: Sequence[SearchResult]) -> RenderableType:
    """Show passages, each with who speaks, where, and how it scored."""
    if not results:
        return Text("Nothing was found.")
    several = len({result["source"] for result in results}) > 1
    parts: list[RenderableType] = []
    for rank, result in enumerate(results, start=1):
        parts += [_head(rank, result, several=several), Padding(Text(plain(result["text"])), (0, 0, 1, 4))]
    return Group(*parts)


def _head(rank: int, result: SearchResult, *, several: bool) -> Text:
    places = [result["role"], f"turn {result['turn']}", f"line {result['line']}"]
    if several:
        places.insert(1, result["source"])
    if result["time"] is not None:
        places.append(write_time(Seconds(*result["time"])))
    places.append(f"score {result['score']:.3f}")
    return Text.assemble(
        (f"{rank:>2}. ", "dim"), (plain(result["speaker"]), "bold cyan"), "  ", (" · ".join(places), "dim")
    )
