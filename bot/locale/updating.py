"""`python -m bot.locale.updating LANGUAGE`: brings a catalogue up to the sentences of the code.

New sentences are added without a translation, and those that are gone are dropped; what is translated stays.
"""

import asyncio
import sys
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from bot.backend import Backend
from bot.client import DiscordBot
from bot.locale.gathering import Text, gather_commands, gather_sentences
from bot.storage.database import Database

_WIDTH = 110
_HEADER = """\
msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plurals}\\n"

"""


def main() -> None:
    """Update the catalogue of the language that is named, and say what is left to translate."""
    if len(sys.argv) != 2:  # noqa: PLR2004 - the command itself, and a language
        sys.exit("Name one language, such as `python -m bot.locale.updating de`.")
    language = sys.argv[1]
    path = Path(__file__).parent / language / "LC_MESSAGES" / "whosaid.po"
    left = update_catalogue(path, language, asyncio.run(gather_texts()))
    sys.stdout.write(f"{path.name} ({language}): {left} left to translate\n")


async def gather_texts() -> list[Text]:
    """Return every text that a catalogue has to hold."""
    with TemporaryDirectory(prefix="whosaid-") as folder:
        database = await Database.open(f"sqlite+aiosqlite:///{Path(folder) / 'empty.db'}")
        try:
            bot = DiscordBot(backend=_NoBackend(), database=database, open_channels=())
            await bot.add_ways_in()
            return [*gather_sentences(), *await gather_commands(bot.tree)]
        finally:
            await database.close()


def update_catalogue(path: Path, language: str, texts: Iterable[Text]) -> int:
    """Write a catalogue with just these texts; return how many of them have no translation yet."""
    known = read_catalogue(path, language)
    wanted = Catalog(locale=language, charset="utf-8")
    for text in texts:
        identity = text.sentence if text.many is None else (text.sentence, text.many)
        wanted.add(identity, locations=[(text.place, 0)], context=text.context)
    known.update(wanted, no_fuzzy_matching=True, update_creation_date=False)
    write_catalogue(path, known)
    return sum(not all(_strings(message.string)) for message in known if message.id)


def read_catalogue(path: Path, language: str) -> Catalog:
    """Return a catalogue as it is, an empty one if there is none yet."""
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def write_catalogue(path: Path, catalogue: Catalog) -> None:
    """Write a catalogue, without the dates and names that a header has by custom."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(_HEADER.format(language=catalogue.locale, plurals=catalogue.plural_forms).encode())
        write_po(file, catalogue, width=_WIDTH, omit_header=True, ignore_obsolete=True, include_lineno=False)


def _strings(string: str | Iterable[str] | None) -> Iterable[str]:
    return [string or ""] if string is None or isinstance(string, str) else string


class _NoBackend:
    """Stands where sources would be answered from: here nothing is asked."""

    async def ready(self) -> Backend:
        """Fail: there are no sources here."""
        raise NotImplementedError

    def loaded(self) -> Backend | None:
        """Return nothing: there are no sources here."""
        return None


if __name__ == "__main__":
    main()
