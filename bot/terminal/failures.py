"""What a person is told when a command fails, and the exit code that goes with it."""

import errno
import logging
from dataclasses import dataclass

from bot.answering.errors import QuestionError
from bot.commands.errors import CommandError
from bot.demo.errors import DemoError
from bot.escaping import plain
from bot.fleet.shards import ShardsError
from bot.generation import GenerationError
from bot.log import describe_failure
from bot.storage.errors import StorageError
from bot.storage.shelf.errors import ShelfError
from index.errors import IndexingError

BAD_INPUT, OURS = 2, 1
_SENTENCES = (
    CommandError,
    QuestionError,
    IndexingError,
    StorageError,
    ShelfError,
    DemoError,
    GenerationError,
    ShardsError,
)
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """One sentence for standard error, with a trace under it if one is wanted."""

    sentence: str
    code: int
    trace: str | None = None


def explain(error: Exception) -> Failure:
    """Return what to say of an error; what is not a person's doing is ours."""
    if isinstance(error, _SENTENCES):
        return Failure(sentence=plain(str(error)), code=BAD_INPUT)
    if isinstance(error, OSError) and error.errno in _FULL:
        return Failure(sentence="The disk is full: free some space, and run it again.", code=BAD_INPUT)
    kind = type(error).__name__
    if logging.getLogger().isEnabledFor(logging.DEBUG):
        sentence = f"Something went wrong on our side ({kind})."
        return Failure(sentence=sentence, code=OURS, trace=describe_failure(error))
    sentence = f"Something went wrong on our side ({kind}): run it again with LOG_LEVEL=DEBUG to see where."
    return Failure(sentence=sentence, code=OURS)
