"""What the bot says, in the language of who reads it."""

import gettext
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO

from babel import Locale, UnknownLocaleError
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from bot.phrases import Forms, Phrase

Translate = Callable[[str], str]
TranslateMany = Callable[[str, str, int], str]

ENGLISH_CODE = "en-US"
_CATALOGUES = "bot.locale"
_CATALOGUE = "LC_MESSAGES/whosaid.po"


def _english_many(one: str, many: str, count: int) -> str:
    return Forms(one, many).of(count)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tongue:
    """One language: `say` gives a sentence of ours in it, with its values put in.

    `code` is as Discord names it, such as "en-US" or "de".
    """

    code: str
    translate: Translate
    translate_many: TranslateMany = _english_many

    def say(self, sentence: str, /, **values: object) -> str:
        """Return a sentence, known by its English, in this language; `{name}` in it becomes a value."""
        # Of nothing a catalogue would tell its own head.
        return self._put_in(self.translate(sentence) if sentence else "", values)

    def say_many(self, forms: Forms, count: int, /, **values: object) -> str:
        """Return the form that a number takes in this language; `{count}` in it becomes that number."""
        sentence = self.translate_many(forms.one, forms.many, count)
        return self._put_in(sentence, {"count": count, **values})

    def tell(self, text: str) -> str:
        """Return a phrase in this language; text that is none is not ours, and stays as it is."""
        if not isinstance(text, Phrase):
            return text
        if text.forms is not None:
            return self.say_many(text.forms, text.number, **text.values)
        return self.say(text.sentence, **text.values)

    def _put_in(self, sentence: str, values: dict[str, object]) -> str:
        if not values:
            return sentence
        told = {name: self.tell(one) if isinstance(one, str) else one for name, one in values.items()}
        return sentence.format(**told)


ENGLISH = Tongue(code=ENGLISH_CODE, translate=str)
"""The language that every sentence is written in."""


def tongue_of(code: str | None) -> Tongue:
    """Return the language that Discord names so; English where there is no catalogue for it.

    A catalogue is read once, when its language is first asked for.
    """
    catalogue = catalogue_of(code or ENGLISH_CODE)
    if catalogue is None:
        return ENGLISH
    return Tongue(code=code or ENGLISH_CODE, translate=catalogue.gettext, translate_many=catalogue.ngettext)


def name_language(code: str, tongue: Tongue) -> str:
    """Return what a language is called in another, such as "German"; what is no code stays as it is."""
    try:
        reader, named = Locale.parse(_main(tongue.code)), Locale.parse(code, sep="-")
    except (UnknownLocaleError, ValueError):
        return code
    return named.get_display_name(reader) or code


def catalogue_of(code: str) -> gettext.NullTranslations | None:
    """Return the catalogue of a language, such as "de" for "de" and "de-AT"; None if there is none."""
    return _catalogues().get(_main(code))


def prepare_languages() -> None:
    """Read now what would be read at the first use of each language: nobody should wait for it then.

    It takes a fifth of a second of one processor, and holds up all else while it does.
    """
    for code in (_main(ENGLISH_CODE), *_catalogues()):
        name_language(code, Tongue(code=code, translate=str))


def _main(code: str) -> str:
    """Return a language without its country."""
    return code.partition("-")[0].lower()


@cache
def _catalogues() -> dict[str, gettext.NullTranslations]:
    """Read every catalogue that is packed with us; they never change while we run."""
    folders = [folder for folder in files(_CATALOGUES).iterdir() if folder.joinpath(_CATALOGUE).is_file()]
    return {folder.name: _read(folder.name, folder.joinpath(_CATALOGUE).read_bytes()) for folder in folders}


def _read(language: str, po: bytes) -> gettext.NullTranslations:
    compiled = BytesIO()
    write_mo(compiled, read_po(BytesIO(po), locale=language))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
