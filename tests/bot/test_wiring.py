"""The index is opened once, off the loop, and let go of."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from bot.answering.asking import Asked
from bot.answering.errors import QuestionError
from bot.answering.generation.generator import OpenAIGenerator
from bot.generation import GenerationError
from bot.settings import Settings
from bot.wiring import LibraryLoader, generating, loading
from index.errors import IndexingError
from index.library import Library, open_library
from index.offers import SourceOffer
from index.progress import Progress, Silent
from index.settings import IndexSettings


class Opener:
    """Opens the index in a folder, and counts; fails as often as it is told to."""

    def __init__(self, folder: Path, failures: int = 0) -> None:
        self.settings = IndexSettings(
            sources=folder / "seeds",
            data=folder / "data",
            store_url=f"edge:{folder / 'data' / 'index'}",
            embedding="none",
        )
        self.failures = failures
        self.opened = 0

    def __call__(self, shelf: Sequence[SourceOffer] = (), progress: Progress | None = None) -> Library:
        self.opened += 1
        if self.opened <= self.failures:
            raise IndexingError("It cannot be opened.")
        return open_library(self.settings, progress=progress or Silent(), shelf=shelf, patience=0)


async def test_all_who_wait_get_the_same_one_and_one_who_leaves_ends_nothing(folder: Path) -> None:
    opener = Opener(folder)
    async with loading(opener) as loader:
        assert loader.loaded() is None
        leaving = asyncio.create_task(loader.ready())
        await asyncio.sleep(0)
        leaving.cancel()
        first, second = await asyncio.gather(loader.ready(), loader.ready())
        assert first is second is loader.loaded()
        assert opener.opened == 1
        assert [source.id for source in first.catalogue.sources()] == ["lock"]


async def test_a_failure_is_everybody_s_and_the_next_tries_again(folder: Path) -> None:
    async with loading(Opener(folder, failures=1)) as loader:
        failed = await asyncio.gather(loader.ready(), loader.ready(), return_exceptions=True)
        assert [type(failure) for failure in failed] == [IndexingError, IndexingError]
        assert loader.loaded() is None
        await loader.ready()


async def test_the_index_is_let_go_of_at_the_end(folder: Path) -> None:
    for _ in range(2):
        async with loading(Opener(folder)) as loader:
            await loader.ready()


async def test_what_is_still_opening_is_let_go_of_too(folder: Path) -> None:
    loader = LibraryLoader(Opener(folder))
    waiting = asyncio.create_task(loader.ready())
    await asyncio.sleep(0)
    await loader.close()
    await waiting
    Opener(folder)().close()


async def test_closing_what_failed_raises_nothing(folder: Path) -> None:
    with pytest.raises(IndexingError):
        async with loading(Opener(folder, failures=1)) as loader:
            await loader.ready()


async def test_without_a_model_there_is_nothing_to_write_and_no_database(tmp_path: Path) -> None:
    settings = Settings(_env_file=None, data_dir=tmp_path, answers="extractive")  # pyright: ignore[reportCallIssue] - a setting of the settings themselves
    async with generating(settings) as generator:
        assert generator is None
    assert not (tmp_path / "whosaid.db").exists()


async def test_a_model_comes_with_a_ledger_that_outlives_it(tmp_path: Path) -> None:
    settings = Settings(
        _env_file=None,  # pyright: ignore[reportCallIssue] - a setting of the settings themselves
        data_dir=tmp_path,
        answers="openai:any",
        openai_base_url="http://127.0.0.1:9/v1",
    )
    async with generating(settings) as generator:
        assert isinstance(generator, OpenAIGenerator)
    assert (tmp_path / "whosaid.db").exists()


async def test_settings_that_contradict_each_other_are_told(tmp_path: Path) -> None:
    settings = Settings(_env_file=None, data_dir=tmp_path, answers="openai:any")  # pyright: ignore[reportCallIssue] - a setting of the settings themselves
    with pytest.raises(GenerationError, match="OPENAI_API_KEY"):
        async with generating(settings):
            pass


async def test_what_is_asked_again_is_not_answered_anew_until_its_source_changes(folder: Path) -> None:
    opener = Opener(folder)
    async with loading(opener) as loader:
        answering = (await loader.ready()).answering
        asked = Asked(text="What did the keeper say about the water?")
        first, *others = await asyncio.gather(*(answering.answer(asked) for _ in range(5)))
        assert all(one.trace is first.trace for one in others)
        assert (await answering.answer(asked)).trace is first.trace
        with pytest.raises(QuestionError):
            await answering.answer(replace(asked, sources=frozenset[str]()))
