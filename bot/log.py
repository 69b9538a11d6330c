"""The log: structlog over the standard library's, without secrets and without anyone's words."""

import logging
import re
import sys
import traceback
from collections.abc import Iterable, MutableMapping
from types import TracebackType
from typing import Any, Literal, TextIO

import structlog

Event = MutableMapping[str, Any]
Failure = tuple[type[BaseException], BaseException, TracebackType | None]

_SECRETS = re.compile(
    r"[MNO][\w-]{23,27}\.[\w-]{6,7}\.[\w-]{27,}"  # a bot's token
    r"|(?<=/interactions/)\d+/[\w.%=-]+"
    r"|(?<=/webhooks/)\d+/[\w.%=-]+"
    r"|\bsk-[\w-]{16,}"  # an OpenAI key
    r"|(?i:(?<=bearer )|(?<=bot ))[\w.~+/=-]{16,}"
)
_HIDDEN = "[hidden]"

# What these raise is about connections and files; what others raise may repeat a person's words.
_SPEAKING = ("aiohttp", "asyncio", "socket", "ssl", "sqlite3")
# Ours, and made of no one's words; and what Discord's library raises of itself. What it raises of commands
# and of requests repeats what was typed.
_SENTENCES = ("bot.storage.errors", "index.errors", "discord.errors")

# At DEBUG these print whole events with what people wrote, and URLs with tokens.
_CAPPED = ("discord", "aiohttp", "openai", "llama_index")
# At INFO these print statements with their values, and each start and request.
_TALKATIVE = ("sqlalchemy", "aiosqlite", "alembic", "httpx", "httpx2", "httpcore")


def set_up_logging(
    level: str, form: Literal["console", "json"], *, secrets: Iterable[str] = (), stream: TextIO | None = None
) -> None:
    """Log at a level in a form to a stream (standard error), with these secrets never shown."""
    redact = Redaction(secrets)
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.stdlib.ExtraAdder(),
        describe_exception,
    ]
    out = stream or sys.stderr
    last: structlog.typing.Processor = (
        structlog.processors.JSONRenderer()
        if form == "json"
        else structlog.dev.ConsoleRenderer(
            colors=out.isatty(), exception_formatter=structlog.dev.plain_traceback
        )
    )
    handler = logging.StreamHandler(out)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[structlog.stdlib.PositionalArgumentsFormatter(), *shared],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, redact, last],
        )
    )
    handler.addFilter(_is_not_about_voice)
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for least, names in ((logging.INFO, _CAPPED), (logging.WARNING, _TALKATIVE)):
        for name in names:
            logging.getLogger(name).setLevel(max(least, root.level))
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )


def _is_not_about_voice(record: logging.LogRecord) -> bool:
    # discord.py warns at each login that it cannot speak; it is not meant to.
    return "voice will NOT be supported" not in str(record.msg)


class Redaction:
    """Hides secrets in every value of an event, however deep."""

    def __init__(self, secrets: Iterable[str]) -> None:
        self._secrets = sorted((secret for secret in secrets if secret), key=len, reverse=True)

    def __call__(self, _logger: object, _method: str, event: Event) -> Event:
        """Return the event without secrets."""
        return {key: self._hide(value) for key, value in event.items()}

    def _hide(self, value: object) -> object:
        if isinstance(value, bool | int | float) or value is None:
            return value
        text = value if isinstance(value, str) else str(value)
        for secret in self._secrets:
            text = text.replace(secret, _HIDDEN)
        return _SECRETS.sub(_HIDDEN, text)


def describe_exception(_logger: object, _method: str, event: Event) -> Event:
    """Put an exception's kinds and frames in place of its trace: its text may be a person's words."""
    found = event.pop("exc_info", None)
    error = _exception(found)
    if error is not None:
        event["exception"] = describe_failure(error)
    return event


def describe_failure(error: BaseException) -> str:
    """Return an exception as kinds and frames, causes first; only connection errors keep their text."""
    lines: list[str] = []
    for link in _chain(error):
        frames = traceback.extract_tb(link.__traceback__)
        lines += [f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in frames]
        lines.append(name_failure(link))
    return "\n".join(lines)


def name_failure(error: BaseException) -> str:
    """Return an exception's kind in one line, with its text where that is no person's words."""
    kind = f"{type(error).__module__}.{type(error).__qualname__}"
    said = " ".join((_said(error) or "").split())
    return f"{kind}: {said}" if said else kind


def _said(error: BaseException) -> str | None:
    """Return what may be told of an exception's text: of a refused request, its numbers alone."""
    status, code = getattr(error, "status", None), getattr(error, "code", None)
    home = type(error).__module__
    if home == "discord.errors" and isinstance(status, int):
        return f"status {status}, code {code}"
    speaks = home in _SENTENCES or home.partition(".")[0] in _SPEAKING or isinstance(error, OSError)
    return str(error) if speaks else None


def _exception(found: object) -> BaseException | None:
    if isinstance(found, BaseException):
        return found
    if isinstance(found, tuple):
        return next((part for part in found if isinstance(part, BaseException)), None)  # pyright: ignore[reportUnknownVariableType] - any tuple may come
    return sys.exception() if found else None


def _chain(error: BaseException) -> list[BaseException]:
    links: list[BaseException] = []
    link: BaseException | None = error
    while link is not None and link not in links:
        links.append(link)
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)
    return links[::-1]
