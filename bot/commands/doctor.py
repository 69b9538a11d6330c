"""`whosaid doctor`: what is configured, what is missing, and what would happen."""

import base64
import binascii
import re
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.commands.configured import Folders, configure
from bot.commands.opening import any_in_folder, open_unchanged
from bot.generation import Extraction, Generation, GenerationError, read_generation
from bot.invite import invite_link
from bot.screening import read_screening_choice
from bot.settings import Settings
from bot.storage.errors import StorageError
from bot.storage.shelf.glance import is_surely_empty
from bot.terminal.failures import BAD_INPUT
from index.embedding import MINILM
from index.errors import IndexingError, IndexMismatchError
from index.services import OPENAI
from index.sources import find_sources, read_source

_PASSWORD = re.compile(r"(?<=://)([^/@]*):[^/@]*@")
_PATIENCE = 0.5  # seconds for another process to let the index go


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that was looked at; `fine` is None where nothing is to be done, and nothing is wrong."""

    name: str
    sentence: str
    fine: bool | None = True


def examine(folders: Folders) -> int:
    """Show what is found; return 0 if questions can be answered in the terminal, else 2."""
    settings = configure(folders)
    asking = [_sources(settings), _index(settings), _answers(settings)]
    running = [*_discord(settings), _screening(settings), _database(settings), _health(settings)]
    console = Console()
    console.print(_table([*asking, *running]))
    console.print()
    able = all(finding.fine is not False for finding in asking)
    ready = able and all(finding.fine is not False for finding in running)
    console.print(Text(_conclusion(able=able, ready=ready), style="green" if able else "red"))
    if link := _link(settings):
        console.print(
            Text.assemble("\nInvite the bot with exactly the rights it needs:\n", link), soft_wrap=True
        )
    return 0 if able else BAD_INPUT


def _sources(settings: Settings) -> Finding:
    added = _added(settings)
    if added and not any_in_folder(settings):
        return Finding(name="Sources", sentence=f"{added} added; none in {settings.sources}")
    try:
        readings = [read_source(file) for file in find_sources(settings.sources)]
    except IndexingError as error:
        return Finding(name="Sources", sentence=str(error), fine=False)
    speakers = {turn.speaker.name for reading in readings for turn in reading.transcript.turns}
    turns = sum(len(reading.transcript.turns) for reading in readings)
    doubts = sum(len(reading.doubts) for reading in readings)
    told = f"; {doubts} doubtful places, see `whosaid sources check FILE`" if doubts else ""
    counts = f"{len(readings)} in {settings.sources}, {len(speakers)} speakers, {turns} turns{told}"
    counts += f"; {added} added beside them" if added else ""
    return Finding(name="Sources", sentence=counts)


def _added(settings: Settings) -> int:
    """Return how many sources were added beside those of the folder."""
    if is_surely_empty(settings.database):
        return 0
    from bot.commands.shelved import count_shelved  # noqa: PLC0415 - loads a database, which takes long

    try:
        return count_shelved(settings)
    except StorageError:
        return 0  # said of the index


def _index(settings: Settings) -> Finding:
    try:
        with open_unchanged(settings, patience=_PATIENCE) as library:
            found = f"{library.corpus.passage_count} passages, up to date; "
            return Finding(name="Index", sentence=found + (library.notice or _matching(settings)))
    except IndexMismatchError:
        return Finding(name="Index", sentence="made or brought up to date at the next question", fine=None)
    except (IndexingError, StorageError) as error:
        return Finding(name="Index", sentence=str(error), fine=False)


def _matching(settings: Settings) -> str:
    if settings.embedding.startswith(OPENAI):
        return f"words and meaning, by {settings.embedding.removeprefix(OPENAI)}"
    return "words and meaning" if settings.embedding == MINILM else "words alone, as EMBEDDING says"


def _answers(settings: Settings) -> Finding:
    try:
        generation = read_generation(settings)
    except GenerationError as error:
        return Finding(name="Answers", sentence=str(error), fine=False)
    if isinstance(generation, Extraction):
        return Finding(name="Answers", sentence=f"made of quotations, without a model, {generation.why}")
    said = (
        f"written by {generation.model} at {generation.host}, {generation.why}, every sentence checked; "
        f"when it fails, made of quotations; {_costs(generation, settings)}"
    )
    if generation.is_in_the_open:
        said += "; questions, and the key if there is one, travel there unencrypted: https would hide them"
    return Finding(name="Answers", sentence=said, fine=None if generation.is_in_the_open else True)


def _costs(generation: Generation, settings: Settings) -> str:
    if settings.daily_budget is not None:
        return f"at most ${settings.daily_budget} a day"
    if generation.price is not None:
        return "its cost is kept, without a DAILY_BUDGET"
    return "its tokens are kept, not their cost, as MODEL_PRICE_INPUT and MODEL_PRICE_OUTPUT are not set"


def _discord(settings: Settings) -> list[Finding]:
    token = settings.discord_token
    if token is None:
        sentence = "DISCORD_TOKEN is not set: `whosaid run` needs it, `whosaid demo` does not"
        found = Finding(name="Discord token", sentence=sentence, fine=False)
    elif application_of(token.get_secret_value()) is None:
        sentence = "DISCORD_TOKEN does not look like a token: copy it again from the developer portal"
        found = Finding(name="Discord token", sentence=sentence, fine=False)
    else:
        found = Finding(name="Discord token", sentence="set")
    channels = ", ".join(map(str, sorted(settings.open_channels)))
    where = (
        f"answers are open in {channels} until a moderator sets something else there"
        if channels
        else "none: moderators let the bot speak by /moderation setup"
    )
    return [found, Finding(name="Open channels", sentence=where, fine=True if channels else None)]


def _screening(settings: Settings) -> Finding:
    try:
        choice = read_screening_choice(settings)
    except GenerationError as error:
        return Finding(name="Screening", sentence=str(error), fine=False)
    who = "each server's rules" if choice.key is None else "each server's rules and OpenAI's moderation"
    return Finding(name="Screening", sentence=f"texts are looked at by {who}, {choice.why}")


def _database(settings: Settings) -> Finding:
    return Finding(name="Database", sentence=_PASSWORD.sub(r"\1:…@", settings.database))


def _health(settings: Settings) -> Finding:
    if not settings.health_port:
        return Finding(name="Health", sentence="told nowhere, as HEALTH_PORT is 0", fine=None)
    host = f"[{settings.health_host}]" if ":" in settings.health_host else settings.health_host
    address = f"http://{host}:{settings.health_port}"
    return Finding(
        name="Health", sentence=f"told at {address}/livez, /readyz and /metrics while the bot runs"
    )


def _link(settings: Settings) -> str | None:
    token = settings.discord_token
    application = application_of(token.get_secret_value()) if token else None
    return invite_link(application) if application else None


def application_of(token: str) -> int | None:
    """Return the application's id, which a token begins with (base64, without its padding)."""
    first = token.strip().partition(".")[0]
    try:
        held = base64.b64decode(first + "=" * (-len(first) % 4), altchars=b"-_", validate=True).decode(
            "ascii"
        )
    except (binascii.Error, ValueError):
        return None
    return int(held) if held.isdecimal() else None


def _table(findings: list[Finding]) -> Table:
    table = Table(box=None, show_header=False, padding=(0, 1))
    signs = {True: ("✓", "green"), None: ("·", "yellow"), False: ("✗", "red")}
    for finding in findings:
        sign, style = signs[finding.fine]
        table.add_row(Text(sign, style=style), Text(finding.name, style="bold"), Text(finding.sentence))
    return table


def _conclusion(*, able: bool, ready: bool) -> str:
    if ready:
        return "Everything is there for `whosaid ask`, `demo` and `run`."
    if able:
        return "`whosaid ask` and `demo` can be used; `whosaid run` needs what is marked ✗."
    return "Questions cannot be answered before what is marked ✗ is put right."
