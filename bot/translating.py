"""What the bot says, in the language of who reads it."""

from collections.abc import Callable
from dataclasses import dataclass

Translate = Callable[[str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tongue:
    """One language: `say` gives a sentence of ours in it, with its values put in.

    `code` is as Discord names it, such as "en-US" or "de".
    """

    code: str
    translate: Translate

    def say(self, sentence: str, /, **values: object) -> str:
        """Return a sentence, known by its English, in this language; `{name}` in it becomes a value."""
        translated = self.translate(sentence)
        return translated.format(**values) if values else translated


def tongue_of(code: str | None) -> Tongue:
    """Return the language that Discord names so; English where there is no catalogue for it."""
    return Tongue(code=code or "en-US", translate=str)
