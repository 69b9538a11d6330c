"""`whosaid chat`: a conversation in the terminal, where a question may lean on those before it."""

import asyncio
import sys

from rich.console import Console

from bot.answering.asking import Answering, Asked
from bot.answering.errors import QuestionError
from bot.answering.questions.question import check_question
from bot.commands.configured import Folders, configure
from bot.commands.opening import open_shown
from bot.settings import Settings
from bot.terminal.answers import show_outcome
from bot.wiring import answering_from, generating
from index.library import Library

_GREETING = "Ask about the sources; Ctrl-D, or the word exit, ends it."
_ENDINGS = frozenset({"exit", "quit", "bye"})
_PROMPT = "\n> "
_REMEMBERED = 20
"""Earlier questions that a question may lean on."""


def chat(folders: Folders, *, speaker: str | None, source: str | None) -> int:
    """Answer until the conversation is ended; return the exit code."""
    settings = configure(folders)
    console = Console()
    with open_shown(settings) as library:
        console.print(_GREETING)
        try:
            asyncio.run(_chat(settings, library, console, speaker, source))
        except (KeyboardInterrupt, EOFError):
            console.print()
    return 0


async def _chat(
    settings: Settings, library: Library, console: Console, speaker: str | None, source: str | None
) -> None:
    async with generating(settings) as generator:
        await converse(answering_from(library, generator), console, speaker, source)


async def converse(
    answering: Answering, console: Console, speaker: str | None = None, source: str | None = None
) -> None:
    """Answer each line until one says that it ends; EOFError at the end of standard input."""
    earlier: tuple[str, ...] = ()
    while (line := _read_line().strip()).casefold() not in _ENDINGS:
        if not line:
            continue
        try:
            check_question(line)
            outcome = await answering.answer(Asked(text=line, after=earlier, speaker=speaker, source=source))
        except QuestionError as error:
            console.print(str(error), style="yellow", markup=False, highlight=False)
            continue
        earlier = (*earlier, line)[-_REMEMBERED:]
        console.print()
        console.print(show_outcome(outcome))


def _read_line() -> str:
    # Nothing else runs meanwhile, so waiting on the loop holds nobody up.
    return input(_PROMPT) if sys.stdin.isatty() else input()
