"""The moderators' guide speaks of what there is: commands, options, buttons, sentences and pictures."""

import asyncio
import re
from pathlib import Path

import pytest

from bot.locale.gathering import Text
from bot.locale.updating import gather_texts

ROOT = Path(__file__).parent.parent
GUIDE = ROOT / "docs" / "moderators.md"
COMMAND = re.compile(r"`/([a-z][a-z_ ]*)`")
LARGEST_PICTURE = 150_000  # bytes


@pytest.fixture(scope="module")
def guide() -> str:
    return GUIDE.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def texts() -> list[Text]:
    return asyncio.run(gather_texts())


def test_every_command_and_option_is_there(guide: str, texts: list[Text]) -> None:
    names = {text.sentence for text in texts if text.context in {"command", "option"}}
    named = {word for command in COMMAND.findall(guide) for word in command.split()}

    assert len(named) > 20
    assert named <= names


def test_every_picture_is_there_and_small(guide: str) -> None:
    pictures = re.findall(r"!\[([^\]]+)\]\(([^)]+)\)", guide)

    assert len(pictures) > 10
    for told, path in pictures:
        assert told
        assert (GUIDE.parent / path).stat().st_size < LARGEST_PICTURE, path


def test_no_picture_of_the_guide_is_unused(guide: str) -> None:
    for picture in (GUIDE.parent / "pictures" / "moderating").iterdir():
        assert picture.name in guide


def test_every_sentence_that_it_quotes_is_one_of_the_bot(guide: str, texts: list[Text]) -> None:
    trouble = guide.partition("## When something goes wrong")[2]
    quoted = re.findall(r"[\"“]([^\"”]+)[\"”]", trouble.replace("…", ""))

    assert len(quoted) > 8
    for sentence in quoted:
        assert any(sentence.strip() in text.sentence for text in texts), sentence


def test_every_button_that_it_names_is_there(guide: str, texts: list[Text]) -> None:
    buttons = {"Approve", "Edit", "Reject", "Answer privately", "Open passage", "Flag", "Withdraw", "Share"}
    buttons |= {"Keep the answer", "Show passage", "Ask more", "Delete", "Renew", "Apply"}
    buttons |= {"Store", "Discard", "Title and details"}
    shown = {text.sentence for text in texts}

    assert buttons <= shown
    assert all(f"*{button}" in guide for button in buttons)


def test_every_way_within_it_leads_somewhere(guide: str) -> None:
    headings = {
        re.sub(r"[^a-z0-9 -]", "", line.lstrip("# ").lower()).replace(" ", "-")
        for line in guide.splitlines()
        if line.startswith("#")
    }
    for anchor in re.findall(r"\]\(#([^)]+)\)", guide):
        assert anchor in headings
    for page in re.findall(r"\]\(([a-z-]+\.md)\)", guide):
        assert (GUIDE.parent / page).is_file()
