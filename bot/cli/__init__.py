"""The command line: what can be typed. What a command does stands in `bot/commands`, loaded when called."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn, cast

import typer
from typer.exceptions import Abort, TyperException

from bot.cli.options import Batch, DataFolder, Json, Question, Source, SourcesFolder, Speaker, folders_of
from bot.cli.sources import sources_app
from bot.cli.store import store_app
from bot.commands.errors import CommandError
from bot.demo.needs import DEFAULT_PORT

if TYPE_CHECKING:
    from bot.answering.asking import Asked

BAD_INPUT, INTERRUPTED = 2, 130

app = typer.Typer(
    name="whosaid",
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Answers from interviews, panels, podcasts and meetings, and shows who said it.",
)
app.add_typer(sources_app, name="sources")
app.add_typer(store_app, name="store")


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run a command and exit: 0 when it did what it should, 2 for bad input, 1 when we failed."""
    sys.exit(_run(arguments))


def _run(arguments: Sequence[str] | None) -> int:
    command = typer.main.get_command(app)
    try:
        code = cast("int | None", command.main(arguments, prog_name="whosaid", standalone_mode=False))
        sys.stdout.flush()
    except TyperException as error:
        sys.stderr.write(f"{error.format_message().rstrip('.')}: see `whosaid --help`.\n")
        return BAD_INPUT
    except (KeyboardInterrupt, Abort):
        return INTERRUPTED
    except BrokenPipeError:
        _abandon_output()
        return 1
    except Exception as error:  # noqa: BLE001 - the outermost edge: each becomes one sentence
        return _say(error)
    return code or 0


def _say(error: Exception) -> int:
    from bot.terminal.failures import explain

    failure = explain(error)
    if isinstance(error, OSError):
        _abandon_output()
    if failure.trace:
        sys.stderr.write(f"{failure.trace}\n")
    sys.stderr.write(f"{failure.sentence}\n")
    return failure.code


def _abandon_output() -> None:
    """Let what is still to be written go nowhere: Python would try again at its end, and complain."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


@app.callback(invoke_without_command=True)
def choose(
    context: typer.Context,
    *,
    sources: SourcesFolder = None,
    data: DataFolder = None,
    show_version: Annotated[bool, typer.Option("--version", help="Show the version.")] = False,
) -> None:
    """Take the options that every command has."""
    context.obj = (sources, data)
    if show_version:
        from importlib.metadata import version

        typer.echo(f"whosaid {version('whosaid')}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


@app.command()
def ask(
    context: typer.Context,
    question: Question = None,
    *,
    speaker: Speaker = None,
    source: Source = None,
    json: Json = False,
    batch: Batch = None,
    sources: SourcesFolder = None,
    data: DataFolder = None,
) -> int:
    """Answer a question, or a batch of them."""
    folders = folders_of(context, sources, data)
    asked = _asked(question, batch, speaker, source)
    from bot.commands.ask import ask_batch, ask_one

    if batch is not None:
        return ask_batch(folders, batch, speaker=speaker, source=source)
    return ask_one(folders, asked, as_json=json)


@app.command()
def chat(
    context: typer.Context,
    *,
    speaker: Speaker = None,
    source: Source = None,
    sources: SourcesFolder = None,
    data: DataFolder = None,
) -> int:
    """Hold a conversation in the terminal."""
    from bot.commands.chat import chat as converse

    return converse(folders_of(context, sources, data), speaker=speaker, source=source)


@app.command()
def search(
    context: typer.Context,
    question: Question = None,
    *,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="How many passages at most.")] = 10,
    speaker: Speaker = None,
    source: Source = None,
    json: Json = False,
    batch: Batch = None,
    sources: SourcesFolder = None,
    data: DataFolder = None,
) -> int:
    """Find passages, without answering."""
    folders = folders_of(context, sources, data)
    asked = _asked(question, batch, speaker, source)
    from bot.commands.search import search_batch, search_one

    if batch is not None:
        return search_batch(folders, batch, limit=limit, speaker=speaker, source=source)
    return search_one(folders, asked, limit=limit, as_json=json)


@app.command("eval")
def evaluate(
    context: typer.Context,
    file: Annotated[
        str,
        typer.Argument(metavar="FILE", help="Questions with their answers, JSON lines; - and .gz as in ask."),
    ],
    *,
    json: Json = False,
    failures: Annotated[bool, typer.Option("--failures", help="List each count that is not good.")] = False,
    floor: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME=SHARE", help="Fail if a share is lower, or anything broken; repeat it."),
    ] = None,
    sources: SourcesFolder = None,
    data: DataFolder = None,
) -> int:
    """Score the answers to questions whose answers are known."""
    from bot.commands.evaluating import evaluate as score

    folders = folders_of(context, sources, data)
    return score(folders, file, as_json=json, failures=failures, floors=floor or ())


@app.command()
def demo(
    context: typer.Context,
    *,
    port: Annotated[
        int, typer.Option(help="Where the page is served, its channels one port above; 0 is any free ports.")
    ] = DEFAULT_PORT,
    question: Annotated[str | None, typer.Option(help="The question that stands there first.")] = None,
    sources: SourcesFolder = None,
    data: DataFolder = None,
) -> int:
    """Show the real bot in a browser, as member and as moderator of a simulated Discord."""
    from bot.commands.demo import show_demo

    return show_demo(folders_of(context, sources, data), port=port, question=question)


@app.command()
def run(
    context: typer.Context,
    *,
    bare: Annotated[
        bool, typer.Option("--bare", help="In this process alone, where something else starts it again.")
    ] = False,
    shards: Annotated[
        str | None, typer.Option(metavar="RANGE", help="Only these shards, such as 0-3; others run the rest.")
    ] = None,
    of: Annotated[
        int | None, typer.Option("--of", metavar="NUMBER", help="How many shards there are in all processes.")
    ] = None,
    restarts: Annotated[int | None, typer.Option(hidden=True)] = None,
    sources: SourcesFolder = None,
    data: DataFolder = None,
) -> int:
    """Run the bot in Discord, and start it again whenever it ends."""
    from bot.fleet.shards import read_shards

    part = read_shards(shards, of)
    if not bare and restarts is None:
        from bot.commands.supervise import supervise

        return supervise()
    from bot.commands.run import run as serve

    return serve(folders_of(context, sources, data), shards=part, restarts=restarts)


@app.command()
def backup(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A new file, such as whosaid.jsonl.gz.")],
    *,
    data: DataFolder = None,
) -> int:
    """Copy what is kept of questions into a file; the bot may be running."""
    from bot.commands.backup import backup as save

    return save(folders_of(context, None, data), file)


@app.command()
def restore(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What `whosaid backup` wrote.")],
    *,
    replace: Annotated[
        bool, typer.Option("--replace", help="Replace what is there; a copy of it is kept.")
    ] = False,
    data: DataFolder = None,
) -> int:
    """Bring back what a backup holds; stop the bot first."""
    from bot.commands.backup import restore as bring_back

    return bring_back(folders_of(context, None, data), file, replace=replace)


@app.command()
def forget(
    context: typer.Context,
    person: Annotated[int, typer.Argument(metavar="ID", min=1, help="Discord's id of a person.")],
    *,
    show: Annotated[
        bool, typer.Option("--show", help="Print what is kept, as JSON; delete nothing.")
    ] = False,
    answers: Annotated[
        bool, typer.Option("--answers", help="Have the public answers to them deleted, too.")
    ] = False,
    data: DataFolder = None,
) -> int:
    """Delete what is kept of a person, as they do by /privacy; the bot may be running."""
    from bot.commands import forgetting

    folders = folders_of(context, None, data)
    return (
        forgetting.show_kept(folders, person) if show else forgetting.forget(folders, person, answers=answers)
    )


@app.command()
def doctor(context: typer.Context, *, sources: SourcesFolder = None, data: DataFolder = None) -> int:
    """Say what is configured, what is missing, and what would happen."""
    from bot.commands.doctor import examine

    return examine(folders_of(context, sources, data))


def _asked(question: str | None, batch: str | None, speaker: str | None, source: str | None) -> "Asked":
    """Return what is asked on the command line, looked at before anything heavy is loaded."""
    from bot.answering.asking import Asked
    from bot.answering.questions.question import check_question

    if (question is None) == (batch is None):
        raise CommandError("Give one question in quotation marks, or --batch FILE.")
    text = "" if question is None else check_question(question)
    return Asked(text=text, speaker=speaker, source=source)
