"""Pipelines over invented interviews, opened once."""

from collections.abc import Iterator

import pytest

from bot.answering.pipeline import AnswerPipeline
from bot.answering.search.terms import StopWords, read_stop_words
from index.library import Library, open_library
from index.progress import Silent
from tests.bot.answering.orchard import settings_in
from tests.index.interviews import HARBOUR, LIBRARY, settings_for, write_sources


@pytest.fixture(scope="session")
def stop_words() -> StopWords:
    return read_stop_words()


@pytest.fixture(scope="session")
def dense(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AnswerPipeline]:
    """Answer about the orchard, by meaning and by words."""
    settings = settings_in(tmp_path_factory.mktemp("dense"), "minilm")
    with open_library(settings, progress=Silent()) as library:
        assert library.notice is None
        yield AnswerPipeline(library)


@pytest.fixture(scope="session")
def orchard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Open the orchard in the lexical mode."""
    settings = settings_in(tmp_path_factory.mktemp("lexical"), "none")
    with open_library(settings, progress=Silent()) as library:
        yield library


@pytest.fixture(scope="session")
def lexical(orchard: Library) -> AnswerPipeline:
    """Answer about the orchard, by words alone."""
    return AnswerPipeline(orchard)


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AnswerPipeline]:
    """Answer about two short interviews, by words alone."""
    folder = tmp_path_factory.mktemp("tiny")
    sources = write_sources(folder / "sources", harbour=HARBOUR, library=LIBRARY)
    (sources / "harbour.toml").write_text(_speakers("The Harbour Post", "Mara Venn", "Tobi Raske"), "utf-8")
    (sources / "library.toml").write_text(_speakers("The Town Gazette", "Ines Falk"), "utf-8")
    with open_library(settings_for(folder, embedding="none"), progress=Silent()) as library:
        yield AnswerPipeline(library)


def _speakers(host: str, *guests: str) -> str:
    roles = {host: "host", **dict.fromkeys(guests, "guest")}
    return "".join(f'[[speakers]]\nname = "{name}"\nrole = "{role}"\n' for name, role in roles.items())
