"""`whosaid forget`: what `/privacy` does, for who cannot use it any more."""

import asyncio
import sys
import time

from bot.cases import Casebook
from bot.commands.configured import Folders, configure
from bot.kept_file import kept_file
from bot.settings import Settings
from bot.storage.database import Database
from bot.storage.erasing import Erased, erase_with_cases
from bot.storage.people import Kept, kept_of


def show_kept(folders: Folders, person: int) -> int:
    """Print everything that is kept of a person as JSON; return the exit code."""
    settings = configure(folders)
    kept = asyncio.run(_kept(settings, person))
    sys.stdout.write(kept_file(kept).decode() + "\n")
    return 0


def forget(folders: Folders, person: int, *, answers: bool) -> int:
    """Delete what is kept of a person in every server; return the exit code."""
    settings = configure(folders)
    erased = asyncio.run(_erase(settings, person, answers=answers))
    told = (
        ("questions", erased.questions),
        ("flags", erased.flags),
        ("drafts decided", erased.reviews),
        ("acts as a moderator", erased.acts),
        ("versions of sources", erased.sources),
    )
    sys.stdout.write(
        "Forgotten: " + ", ".join(f"{count} {what}" for what, count in told) + ".\n"
        if erased.anything
        else "Nothing is kept of this person.\n"
    )
    if answers and erased.questions:
        sys.stdout.write("The bot deletes the public answers to them while it runs.\n")
    return 0


async def _kept(settings: Settings, person: int) -> Kept:
    database = await Database.open(settings.database)
    try:
        async with database.session() as session:
            return await kept_of(session, person, None)
    finally:
        await database.close()


async def _erase(settings: Settings, person: int, *, answers: bool) -> Erased:
    database, cases = await Database.open(settings.database), Casebook(settings.data_dir / "cases")
    try:
        now = int(time.time())
        return await database.run(
            lambda session: erase_with_cases(
                session, person, None, at=now, answers=answers, forget_case=cases.forget
            )
        )
    finally:
        await database.close()
