"""A simulated Discord that speaks German with everybody, and what of a text is not German."""

import json
import re
from collections.abc import Iterable, Iterator
from functools import cache
from string import Formatter
from typing import Any

import pytest
import simcord
from simcord import interactions

from bot.locale.gathering import gather_sentences
from bot.translating import tongue_of

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
        for name, inner in value.items():  # pyright: ignore[reportUnknownVariableType] - any JSON
            if isinstance(inner, str) and name in {"content", "label", "placeholder", "title", "description"}:
                yield inner
            yield from _texts(inner)  # pyright: ignore[reportUnknownArgumentType] - as above
    elif isinstance(value, list):
        for inner in value:  # pyright: ignore[reportUnknownVariableType] - as above
            yield from _texts(inner)  # pyright: ignore[reportUnknownArgumentType] - as above
