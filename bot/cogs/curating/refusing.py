"""Why a file or a change is refused, told in words of ours."""

from collections.abc import Generator
from contextlib import contextmanager

from bot.cogs.moderating.replying import NotDoneError
from bot.escaping import neutralise, plain, shorten
from bot.rendering.hearing import heard_as
from bot.storage.shelf.errors import (
    ChangedError,
    CrowdedError,
    FullError,
    ShelfError,
    TakenError,
    UnknownSourceError,
)
from bot.translating import Tongue
from bot.wording import corpus as words
from index.errors import SourceError

_WHY = 600  # characters
_NAMED = 60
_FULL = {"files": words.FULL_FILES, "bytes": words.FULL_BYTES, "words": words.FULL_WORDS}


@contextmanager
def told(tongue: Tongue) -> Generator[None]:
    """Raise NotDoneError, with a sentence, in place of what refuses a file or a change of the shelf."""
    try:
        yield
    except SourceError as error:
        raise NotDoneError(tongue.say(words.NOT_READ, why=why_unread(tongue, error))) from error
    except ShelfError as error:
        raise NotDoneError(_sentence(tongue, error)) from error


def why_unread(tongue: Tongue, error: SourceError) -> str:
    """Return why a file cannot be read, with the line, safe to show."""
    sentence = neutralise(shorten(plain(tongue.tell(heard_as(error.sentence))), _WHY))
    return sentence if error.line is None else tongue.say(words.AT_LINE, line=error.line, sentence=sentence)


def _sentence(tongue: Tongue, error: ShelfError) -> str:
    match error:
        case FullError():
            return tongue.say(_FULL[error.what], would=f"{error.would:,}", may=f"{error.may:,}")
        case CrowdedError():
            return tongue.say_many(words.CROWDED, error.most)
        case TakenError():
            return tongue.say(words.TAKEN, source=error.identity.replace("`", ""))
        case ChangedError():
            return tongue.say(words.CHANGED_MEANWHILE)
        case UnknownSourceError():
            return unknown_source(tongue, error.identity)
        case _:
            return neutralise(str(error))


def unknown_source(tongue: Tongue, identity: str) -> str:
    """Return that there is no such source."""
    return tongue.say(words.UNKNOWN_SOURCE, source=neutralise(shorten(plain(identity), _NAMED)))
