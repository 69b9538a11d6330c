"""Options that several commands have, and the folders that they name."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

if TYPE_CHECKING:
    from bot.commands.configured import Folders

SourcesFolder = Annotated[
    Path | None, typer.Option("--sources", metavar="FOLDER", help="The folder of sources (SOURCES, seeds).")
]
DataFolder = Annotated[
    Path | None, typer.Option("--data", metavar="FOLDER", help="Where the index is kept (DATA_DIR, data).")
]
Speaker = Annotated[str | None, typer.Option(metavar="NAME", help="Only what this person said.")]
Source = Annotated[str | None, typer.Option(metavar="ID", help="Only from this source.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON, and nothing else.")]
Batch = Annotated[
    str | None,
    typer.Option(metavar="FILE", help="JSON lines in, JSON lines out; - is standard input, .gz is unpacked."),
]
SourceId = Annotated[str, typer.Argument(metavar="ID", help="A source's id, as listed.")]
Question = Annotated[str | None, typer.Argument(show_default=False, help="What you want to know.")]


def folders_of(context: typer.Context, sources: Path | None, data: Path | None) -> "Folders":
    """Return the folders named after the command, or else before it."""
    from bot.commands.configured import Folders

    before = cast("tuple[Path | None, Path | None]", context.obj)
    return Folders(sources=sources or before[0], data=data or before[1])
