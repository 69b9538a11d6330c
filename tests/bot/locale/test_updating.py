"""Bringing a catalogue up to the sentences of the code."""

from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from bot.locale.gathering import Text
from bot.locale.updating import update_catalogue, write_catalogue

PEARS = Text(sentence="{count} pear", many="{count} pears", place="orchard")
RIPE = Text(sentence="They are ripe.", place="orchard")
NAME = Text(sentence="ask", context="command", place="commands")


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale="de")


def translated(path: Path, *texts: tuple[Text, str | tuple[str, str]]) -> None:
    update_catalogue(path, "de", [text for text, _ in texts])
    catalogue = read(path)
    for text, german in texts:
        message = catalogue.get(text.sentence, text.context)
        assert message is not None
        message.string = german
    write_catalogue(path, catalogue)


def test_a_new_language_begins_with_everything_to_translate(tmp_path: Path) -> None:
    path = tmp_path / "de" / "LC_MESSAGES" / "whosaid.po"

    assert update_catalogue(path, "de", [PEARS, RIPE, NAME]) == 3
    assert '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"' in path.read_text(encoding="utf-8")


def test_what_is_translated_stays_and_what_is_gone_goes(tmp_path: Path) -> None:
    path = tmp_path / "whosaid.po"
    translated(path, (PEARS, ("{count} Birne", "{count} Birnen")), (RIPE, "Sie sind reif."))

    assert update_catalogue(path, "de", [PEARS, NAME]) == 1
    kept = read(path)
    pears = kept.get(PEARS.sentence)
    assert pears is not None
    assert pears.string == ("{count} Birne", "{count} Birnen")
    assert kept.get(RIPE.sentence) is None
    assert "reif" not in path.read_text(encoding="utf-8")


def test_the_same_word_can_be_two_names(tmp_path: Path) -> None:
    path = tmp_path / "whosaid.po"
    option = Text(sentence="ask", context="option", place="commands")

    assert update_catalogue(path, "de", [NAME, option]) == 2


def test_a_catalogue_without_changes_is_written_the_same(tmp_path: Path) -> None:
    path = tmp_path / "whosaid.po"
    translated(path, (RIPE, "Sie sind reif."), (PEARS, ("{count} Birne", "{count} Birnen")))
    before = path.read_bytes()
    update_catalogue(path, "de", [RIPE, PEARS])

    assert path.read_bytes() == before


def test_a_half_translated_plural_is_left_to_translate(tmp_path: Path) -> None:
    path = tmp_path / "whosaid.po"
    translated(path, (PEARS, ("{count} Birne", "")))

    assert update_catalogue(path, "de", [PEARS]) == 1
