"""Every text that a catalogue has to hold: the constants of `bot.wording`, and what stands in commands."""

import importlib
import pkgutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import ModuleType
from typing import cast

from discord import Client, Locale, app_commands

from bot import wording
from bot.phrases import Forms
from bot.syncing import payloads_of
from bot.translator import context_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text to translate; `many` is its form for several, `context` what tells equal words apart."""

    sentence: str
    place: str
    many: str | None = None
    context: str | None = None


def gather_sentences() -> Iterator[Text]:
    """Yield every sentence of `bot.wording`, module by module."""
    for module in _modules(wording):
        for name, value in vars(module).items():
            if name.isupper():
                yield from _texts(value, module.__name__)


async def gather_commands(tree: app_commands.CommandTree[Client]) -> list[Text]:
    """Return every text of the commands in a tree, with the catalogue's context for each name."""
    recorder, before = _Recorder(), tree.translator
    await tree.set_translator(recorder)
    await payloads_of(tree)
    await tree.set_translator(before)
    return list(dict.fromkeys(recorder.texts))


class _Recorder(app_commands.Translator):
    """Translates nothing, and remembers what it was asked for."""

    def __init__(self) -> None:
        self.texts: list[Text] = []

    async def translate(
        self, string: app_commands.locale_str, locale: Locale, context: app_commands.TranslationContextTypes
    ) -> str | None:
        """Remember a text."""
        if locale is Locale.german:
            self.texts.append(Text(sentence=string.message, context=context_of(context), place="commands"))
        return None


def _modules(package: ModuleType) -> Iterator[ModuleType]:
    yield package
    for found in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
        yield importlib.import_module(found.name)


def _texts(value: object, place: str) -> Iterator[Text]:
    if isinstance(value, str):
        yield Text(sentence=value, place=place)
    elif isinstance(value, Forms):
        yield Text(sentence=value.one, many=value.many, place=place)
    else:
        for inner in _inside(value):
            yield from _texts(inner, place)


def _inside(value: object) -> Iterable[object]:
    if isinstance(value, Mapping):
        return cast("Mapping[object, object]", value).values()
    return cast("tuple[object, ...]", value) if isinstance(value, tuple) else ()
