"""Sentences of ours that are made far from their reader: English, and able to be said in another language."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple, Self


class Forms(NamedTuple):
    """A sentence about one thing, and the same about several; `{count}` in it becomes their number."""

    one: str
    many: str

    def of(self, count: int) -> str:
        """Return the English form for a number of things."""
        return self.one if count == 1 else self.many


class Phrase(str):
    """A sentence known by its English, and the values for its `{name}` places.

    As a string it is the English with its values put in, so the terminal and JSON need to know nothing of it.
    `Tongue.tell` says it in another language; values that are phrases are said in it, too. `forms` and
    `number` are there where its wording hangs on a number.
    """

    __slots__ = ("forms", "number", "sentence", "values")

    sentence: str
    values: Mapping[str, object]
    forms: Forms | None
    number: int

    def __new__(cls, sentence: str, /, **values: object) -> Self:
        """Put the values into a sentence."""
        phrase = super().__new__(cls, sentence.format(**values) if values else sentence)
        phrase.sentence, phrase.values = sentence, values
        phrase.forms, phrase.number = None, 0
        return phrase

    @classmethod
    def of_many(cls, forms: Forms, count: int, /, **values: object) -> Self:
        """Put a number, and other values, into the form that it takes."""
        phrase = cls(forms.of(count), count=count, **values)
        phrase.forms, phrase.number = forms, count
        return phrase


def join_phrases(separator: str, parts: Iterable[str]) -> Phrase:
    """Return one phrase of several with a separator that is no word between them."""
    values = {f"part{number}": part for number, part in enumerate(parts)}
    return Phrase(separator.join(f"{{{name}}}" for name in values), **values)
