"""`whosaid run` as people start it: the bot in a process of its own, started again whenever it ends."""

import json
import os
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import partial

from bot.supervising import Supervisor, again

OPTION = "--restarts"
"""What tells a process that it is the child, and how often it was started again."""


def supervise() -> int:
    """Keep the bot running until SIGTERM or Ctrl-C; return the exit code."""
    return Supervisor(partial(again, option=OPTION), report=report).run()


def report(event: str, values: Mapping[str, object]) -> None:
    """Write a warning on standard error in the log's form, without what the log needs to load."""
    now = datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
    if _form() == "json":
        line = json.dumps(
            {"event": event, **values, "logger": __name__, "level": "warning", "timestamp": now}
        )
    else:
        told = " ".join(f"{name}={value!r}" for name, value in values.items())
        line = f"{now} [warning  ] {event} [{__name__}] {told}"
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


def _form() -> str | None:
    if form := os.environ.get("LOG_FORMAT"):
        return form
    from dotenv import dotenv_values  # noqa: PLC0415 - only when something is to be said

    return dotenv_values(".env").get("LOG_FORMAT")
