"""`whosaid store …`: where vectors are kept."""

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.options import DataFolder, folders_of

store_app = typer.Typer(help="Where vectors are kept: tried, and brought from one engine to another.")


@store_app.command("export")
def export_store(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A new file, such as index.whosaid.")],
    *,
    data: DataFolder = None,
) -> int:
    """Write the index into one file, with all vectors; stop the bot first."""
    from bot.commands.store import export

    return export(folders_of(context, None, data), file)


@store_app.command("import")
def import_store(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What `whosaid store export` wrote.")],
    *,
    replace: Annotated[
        bool, typer.Option("--replace", help="Have it in place of the index that is there.")
    ] = False,
    data: DataFolder = None,
) -> int:
    """Put an exported index in place where STORE_URL says, embedding nothing; stop the bot first."""
    from bot.commands.store import bring

    return bring(folders_of(context, None, data), file, replace=replace)


@store_app.command("doctor")
def examine_store(context: typer.Context, *, data: DataFolder = None) -> int:
    """Try the store that STORE_URL names: a write, searches, a delete, timed; nothing is left."""
    from bot.commands.store import examine

    return examine(folders_of(context, None, data))
