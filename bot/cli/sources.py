"""`whosaid sources …`: what is in here, and adding to it."""

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.options import DataFolder, Json, SourceId, SourcesFolder, folders_of
from index.types import Role

sources_app = typer.Typer(help="What is in here, and what is understood of a file.")


@sources_app.command("add")
def add_sources(
    context: typer.Context,
    paths: Annotated[
        list[Path], typer.Argument(metavar="PATH…", help="Files, and folders with all in them.")
    ],
    *,
    server: Annotated[
        int | None, typer.Option(min=1, metavar="ID", help="For this Discord server alone; else for all.")
    ] = None,
    json: Json = False,
    sources: SourcesFolder = None,
    data: DataFolder = None,
) -> int:
    """Add transcripts; what is there already stays as it is."""
    from bot.commands.adding import add_sources as add

    return add(folders_of(context, sources, data), paths, server=server, as_json=json)


@sources_app.command("update")
def update_source(
    context: typer.Context,
    identity: SourceId,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The transcript as it is now.")],
    *,
    json: Json = False,
    sources: SourcesFolder = None,
    data: DataFolder = None,
) -> int:
    """Put a new version in place of an added source; what was said of it stays."""
    from bot.commands.adding import update

    return update(folders_of(context, sources, data), identity, file, as_json=json)


@sources_app.command("remove")
def remove_sources(
    context: typer.Context,
    identities: Annotated[list[str], typer.Argument(metavar="ID…", help="Ids of sources, as listed.")],
    *,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    sources: SourcesFolder = None,
    data: DataFolder = None,
) -> int:
    """Remove added sources with all their versions, for good."""
    from bot.commands.shelving import remove_sources as remove

    return remove(folders_of(context, sources, data), identities, sure=yes)


@sources_app.command("rename-speaker")
def rename_speaker(
    context: typer.Context,
    identity: SourceId,
    old: Annotated[str, typer.Argument(metavar="OLD", help="A speaker's name, or a label in the text.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The name; one that is there joins the two.")],
    *,
    role: Annotated[Role | None, typer.Option(help="What they do in it.")] = None,
    sources: SourcesFolder = None,
    data: DataFolder = None,
) -> int:
    """Name a speaker of an added source, or join two spellings of one person."""
    from bot.commands.shelving import rename_speaker as rename

    return rename(folders_of(context, sources, data), identity, old, new, role=role)


@sources_app.command("list")
def list_sources(
    context: typer.Context, *, json: Json = False, sources: SourcesFolder = None, data: DataFolder = None
) -> int:
    """List all sources, who speaks in them, and whose they are."""
    from bot.commands.sources import list_all

    return list_all(folders_of(context, sources, data), as_json=json)


@sources_app.command("show")
def show_source(
    context: typer.Context,
    identity: SourceId,
    *,
    json: Json = False,
    sources: SourcesFolder = None,
    data: DataFolder = None,
) -> int:
    """Show one source turn by turn, and its versions."""
    from bot.commands.sources import show_source as show

    return show(folders_of(context, sources, data), identity, as_json=json)


@sources_app.command("check")
def check_source(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A transcript, with or without its sidecar.")],
) -> int:
    """Say what is understood of a file, storing nothing."""
    from bot.commands.checking import check_source as check

    return check(file)
