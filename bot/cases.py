"""Case files: what was withdrawn, for `whosaid eval` to tell whether it comes back; no person in them."""

import asyncio
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.escaping import plain
from bot.storage.outcomes import StoredCitation

_FILE = "withdrawn.jsonl"
# Mentions, emoji, timestamps and commands, as they stand in the text of a message.
_TOKENS = re.compile(r"<(?:@[!&]?|#|a?:\w+:|t:|id:|/[^<>:]+:)[^<>\s]*>")
# Ids of Discord's: people, servers, channels.
_IDS = re.compile(r"[0-9]{15,21}")


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawnCase:
    """A question, and what must not be quoted for it; `speaker` and `source` are what it was narrowed to."""

    fingerprint: str
    question: str
    reason: str
    quoted: Sequence[StoredCitation]
    speaker: str | None = None
    source: str | None = None


class Casebook:
    """Keeps cases in one file of JSON lines; writes never block the event loop."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / _FILE
        self._lock = asyncio.Lock()

    async def keep(self, case: WithdrawnCase) -> None:
        """Keep a case; the same one twice is kept once. OSError if it cannot be written."""
        async with self._lock:
            await asyncio.to_thread(self._keep, case)

    async def forget(self, fingerprint: str) -> None:
        """Forget every case of a question. OSError if it cannot be written."""
        async with self._lock:
            await asyncio.to_thread(self._forget, fingerprint)

    def _keep(self, case: WithdrawnCase) -> None:
        line = json.dumps(_as_json(case), ensure_ascii=False)
        lines = self._lines()
        if line not in lines:
            self._write([*lines, line])

    def _forget(self, fingerprint: str) -> None:
        lines = self._lines()
        left = [line for line in lines if json.loads(line).get("id") != case_id(fingerprint)]
        if len(left) < len(lines):
            self._write(left)

    def _lines(self) -> list[str]:
        if not self._path.is_file():
            return []
        return [line for line in self._path.read_text("utf-8").split("\n") if line]

    def _write(self, lines: Sequence[str]) -> None:
        """Replace the file at once: a crash leaves the old one or the new one."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        fresh = self._path.with_suffix(".new")
        fresh.write_text("".join(f"{line}\n" for line in lines), "utf-8")
        fresh.replace(self._path)


def case_id(fingerprint: str) -> str:
    """Return what a case is called: of a keyed hash, so that it tells nobody what was asked."""
    return f"case-{fingerprint[:16]}"


def without_people(text: str) -> str:
    """Return a text without mentions and without ids of Discord's."""
    return plain(_IDS.sub(" ", _TOKENS.sub(" ", text)))


def _as_json(case: WithdrawnCase) -> dict[str, Any]:
    narrowed = {"speaker": case.speaker, "source": case.source}
    return {
        "id": case_id(case.fingerprint),
        "type": "withdrawn",
        "question": without_people(case.question),
        "reason": without_people(case.reason),
        "withdrawn": [
            {"source": one.source, "sha256": one.sha256, "spans": [list(span) for span in one.spans]}
            for one in case.quoted
        ],
        **{name: without_people(value) for name, value in narrowed.items() if value},
    }
