"""A key of OpenAI's own has texts screened; nobody else is sent a key or a text."""

from pathlib import Path

import pytest

from bot.generation import GenerationError
from bot.moderation.screeners import Clear, Flagged, NoScreener, Unavailable
from bot.screening import read_screening_choice, screening
from bot.settings import Settings
from tests.bot.answering.openai_server import KEY, fail, say_json, serving
from tests.bot.commands import Whosaid

FLAGGED = {"results": [{"flagged": True, "categories": {"hate": True}}]}


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("values", "key", "why"),
    [
        ({}, None, "as there is no OPENAI_API_KEY"),
        ({"openai_api_key": KEY}, KEY, "as there is an OPENAI_API_KEY"),
        ({"openai_api_key": KEY, "answers": "extractive"}, KEY, "as there is an OPENAI_API_KEY"),
        ({"openai_api_key": KEY, "screening": "openai"}, KEY, "as SCREENING says"),
        ({"openai_api_key": KEY, "screening": "none"}, None, "as SCREENING says"),
        (
            {"openai_api_key": KEY, "openai_base_url": "http://localhost:1/v1"},
            None,
            "as OPENAI_BASE_URL is another server",
        ),
    ],
)
def test_a_key_of_openais_own_has_texts_screened(values: dict[str, str], key: str | None, why: str) -> None:
    choice = read_screening_choice(Settings.model_validate(values))
    assert (choice.key, choice.why) == (key, why)
    assert KEY not in repr(choice)


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"screening": "openai"}, "needs OPENAI_API_KEY"),
        (
            {"screening": "openai", "openai_api_key": KEY, "openai_base_url": "http://localhost:1/v1"},
            "cannot be used with an OPENAI_BASE_URL",
        ),
    ],
)
def test_settings_that_contradict_each_other_are_told(values: dict[str, str], told: str) -> None:
    with pytest.raises(GenerationError, match=told):
        read_screening_choice(Settings.model_validate(values))


@pytest.mark.usefixtures("folder")
async def test_without_a_key_texts_are_judged_by_rules_alone() -> None:
    async with screening(Settings()) as screener:
        assert isinstance(screener, NoScreener)
        assert await screener.screen("anything") == Clear()


@pytest.mark.usefixtures("folder")
async def test_with_a_key_texts_are_looked_at() -> None:
    settings = Settings.model_validate({"openai_api_key": KEY})
    async with (
        serving(say_json(FLAGGED), fail(401)) as server,
        screening(settings, url=server.url) as screener,
    ):
        found = [await screener.screen("What?") for _ in range(2)]
    assert found == [Flagged(categories=("hate",)), Unavailable()]


def test_the_doctor_says_who_looks_at_texts(
    whosaid: Whosaid, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert folder.is_dir()
    monkeypatch.setenv("COLUMNS", "300")
    assert "each server's rules, as there is no OPENAI_API_KEY" in whosaid("doctor").out
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    assert "each server's rules and OpenAI's moderation" in whosaid("doctor").out
    monkeypatch.delenv("OPENAI_API_KEY")
    monkeypatch.setenv("SCREENING", "openai")
    assert "SCREENING=openai needs OPENAI_API_KEY" in whosaid("doctor").out
