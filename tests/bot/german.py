"""A simulated Discord that speaks German with everybody, and what of a text is not German."""

import json
import re
from collections.abc import Iterable, Iterator
from functools import cache
from string import Formatter
from typing import Any, cast

import pytest
import simcord
from simcord import interactions

from bot.locale.gathering import gather_sentences
from bot.translating import tongue_of

# By the kind of a component; a form has none, and neither has a choice in a menu.
_BOUNDS: dict[int | None, dict[str, int]] = {
    None: {"title": 45, "label": 100, "description": 100},
    2: {"label": 80},  # button
    3: {"placeholder": 150},  # menus, of text and of what a server has
    4: {"label": 45, "placeholder": 100},  # field
    5: {"placeholder": 150},
    6: {"placeholder": 150},
    7: {"placeholder": 150},
    8: {"placeholder": 150},
    10: {"content": 4000},
    18: {"label": 45, "description": 100},  # what stands beside a field
}

FEWEST_LETTERS = 8
"""Of a sentence without the values put into it; a shorter one may stand in anybody's words."""


def speak_german(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have interactions come from people and a server that read German: the simulation has no setting."""
    made = interactions.base_payload

    def make(*args: Any, **given: Any) -> Any:  # noqa: ANN401 - passed on as it is
        record, payload = made(*args, **given)
        return record, {**payload, "locale": "de", "guild_locale": "de"}

    monkeypatch.setattr(interactions, "base_payload", make)


def sent_texts(env: simcord.Env) -> Iterator[str]:
    """Yield every text that the bot sent: of messages, buttons, menus and forms."""
    for entry in env.http_requests:
        if entry.json and "/commands" not in entry.path:
            yield from _texts(json.loads(json.dumps(entry.json)))


def english_in(texts: Iterable[str]) -> set[tuple[str, str]]:
    """Return each English sentence of ours that stands in a text, with that text."""
    return {
        (sentence, text) for text in texts for sentence, pattern in _english().items() if pattern.search(text)
    }


def beyond_limits(env: simcord.Env) -> list[str]:
    """Return every label, title and hint of what the bot sent that Discord would not take."""
    return [
        f"{limit}: {text}"
        for entry in env.http_requests
        if entry.json and "/commands" not in entry.path
        for limit, text in _limited(entry.json)
        if len(text) > limit
    ]


def _limited(value: object) -> Iterator[tuple[int, str]]:
    """Yield each text that Discord bounds, with its bound."""
    if isinstance(value, dict):
        part = cast("dict[str, object]", value)
        kind = part.get("type")
        bounds = _BOUNDS.get(kind if isinstance(kind, int) else None, {})
        yield from (
            (bound, text) for name, bound in bounds.items() if isinstance(text := part.get(name), str)
        )
        for inner in part.values():
            yield from _limited(inner)
    elif isinstance(value, list):
        for inner in cast("list[object]", value):
            yield from _limited(inner)


@cache
def _english() -> dict[str, re.Pattern[str]]:
    """Return every sentence that German has other words for, as what finds it with any values in it."""
    german = tongue_of("de")
    sentences = {one.sentence for one in gather_sentences()} | {one.many or "" for one in gather_sentences()}
    return {
        sentence: re.compile(r"(?<!\w)" + _pattern(sentence) + r"(?!\w)", re.DOTALL)
        for sentence in sentences
        if german.say(sentence) != sentence and len(re.sub(r"\{.*?\}|\W", "", sentence)) >= FEWEST_LETTERS
    }


def _pattern(sentence: str) -> str:
    parts = Formatter().parse(sentence)
    return "".join(re.escape(text) + (".{1,300}?" if name is not None else "") for text, name, _, _ in parts)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in cast("dict[str, object]", value).items():
            if isinstance(inner, str) and name in {"content", "label", "placeholder", "title", "description"}:
                yield inner
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in cast("list[object]", value):
            yield from _texts(inner)
