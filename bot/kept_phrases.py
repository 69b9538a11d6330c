"""Phrases as JSON and back: what is kept can still be said in any language."""

from typing import Any

from bot.phrases import Forms, Phrase


def write_phrase(text: str) -> object:
    """Return a text as JSON: one that is no phrase as it is."""
    if not isinstance(text, Phrase):
        return text
    values = {name: write_phrase(one) if isinstance(one, str) else one for name, one in text.values.items()}
    forms = None if text.forms is None else list(text.forms)
    return {"sentence": text.sentence, "values": values, "forms": forms, "number": text.number}


def read_phrase(value: Any) -> str:  # noqa: ANN401 - what JSON gives
    """Return the text of its JSON, as `write_phrase` wrote it."""
    if isinstance(value, str):
        return value
    kept: dict[str, Any] = value["values"]
    values = {name: read_phrase(one) if isinstance(one, dict) else one for name, one in kept.items()}
    if value["forms"] is None:
        return Phrase(value["sentence"], **values)
    others = {name: one for name, one in values.items() if name != "count"}
    return Phrase.of_many(Forms(*value["forms"]), value["number"], **others)
