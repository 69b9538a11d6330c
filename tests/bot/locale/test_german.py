"""The German catalogue is whole, and has nothing that no one says."""

import re
from collections.abc import Iterable
from importlib.resources import files
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from bot.locale.gathering import Text

COMMAND = re.compile(r"(?<![\w/])/[a-z][a-z-]+(?: [a-z][a-z-]+)*")
GERMAN_MARKS = str.maketrans("", "", "„“")


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    with files("bot.locale").joinpath("de/LC_MESSAGES/whosaid.po").open("rb") as file:
        return read_po(file, locale="de")


def pairs(catalogue: Catalog) -> Iterable[tuple[Message, str, str]]:
    """Yield each English text beside its German one; where there are forms, each beside its own."""
    for message in catalogue:
        if message.id:
            english = message.id if isinstance(message.id, tuple) else (message.id,)
            german = message.string if isinstance(message.string, tuple) else (message.string,)
            assert len(english) == len(german)
            yield from ((message, str(one), str(other)) for one, other in zip(english, german, strict=True))


def names_in(text: str) -> set[str | None]:
    return {name for _, name, _, _ in Formatter().parse(text)} - {None}


def test_every_text_of_the_code_has_a_german_one(texts: list[Text], catalogue: Catalog) -> None:
    missing = [
        text
        for text in texts
        if (found := catalogue.get(text.sentence, text.context)) is None
        or not all([found.string] if isinstance(found.string, str) else found.string or [""])
        or (isinstance(found.id, tuple) != (text.many is not None))
    ]
    assert not missing, "run `python -m bot.locale.updating de` and translate"


def test_no_text_of_the_catalogue_is_dead(texts: list[Text], catalogue: Catalog) -> None:
    alive = {(text.context, text.sentence) for text in texts}
    dead = [one.id for one, english, _ in pairs(catalogue) if (one.context, english) not in alive]
    forms = {(text.context, text.many) for text in texts if text.many}
    assert [one for one in dead if isinstance(one, str) or (None, one[1]) not in forms] == []


def test_a_translation_has_the_same_places_for_values(catalogue: Catalog) -> None:
    wrong = [
        (english, german) for _, english, german in pairs(catalogue) if names_in(english) != names_in(german)
    ]
    assert wrong == []


def test_a_translation_is_laid_out_as_its_english(catalogue: Catalog) -> None:
    def layout(text: str) -> tuple[str, int, bool]:
        marks = re.match(r"(?:-# |- |> )?", text)
        return marks[0] if marks else "", text.count("**"), text.startswith(" ")

    wrong = [
        (english, german) for _, english, german in pairs(catalogue) if layout(english) != layout(german)
    ]
    assert wrong == []


def test_german_quotation_marks_are_german(catalogue: Catalog) -> None:
    for _, _, german in pairs(catalogue):
        assert german.count("„") == german.count("“"), german
        assert "”" not in german, german


def test_commands_are_called_by_the_same_names(texts: list[Text], catalogue: Catalog) -> None:
    names = {text.sentence for text in texts if text.context == "command"}

    def commands_in(text: str) -> set[tuple[str, ...]]:
        found = (match[0][1:].split() for match in COMMAND.finditer(text))
        return {tuple(word for word in words if word in names) for words in found}

    for _, english, german in pairs(catalogue):
        assert commands_in(english) == commands_in(german), german
