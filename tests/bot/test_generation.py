"""Who words the answers follows from the settings, and nothing else."""

import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from bot.answering.generation.generating import Written
from bot.answering.generation.spending import MemoryLedger, Price
from bot.generation import (
    DEFAULT_MODEL,
    Extraction,
    Generation,
    GenerationError,
    most_of_a_question,
    open_generator,
    read_generation,
)
from bot.settings import Settings
from tests.bot.answering.briefs import brief_of
from tests.bot.answering.openai_server import KEY, reply, serving

ROOT = Path(__file__).parents[2]


def settings(**chosen: Any) -> Settings:  # noqa: ANN401 - any setting
    return Settings.model_validate({name: None for name in Settings.model_fields if name in _OURS} | chosen)


_OURS = {
    *("answers", "openai_api_key", "openai_base_url", "daily_budget", "model_price_input"),
    "model_price_output",
}


def generation(**chosen: Any) -> Generation:  # noqa: ANN401 - any setting
    read = read_generation(settings(**chosen))
    assert isinstance(read, Generation)
    return read


def test_with_a_key_and_nothing_else_said_a_model_writes() -> None:
    read = generation(openai_api_key=KEY)
    assert (read.model, read.host, read.key) == (DEFAULT_MODEL, "api.openai.com", KEY)


def test_what_a_question_may_cost_is_reckoned_from_prices_and_bounds() -> None:
    priced = settings(openai_api_key=KEY, model_price_input=1, model_price_output=10)
    free = settings(openai_api_key=KEY, model_price_input=0, model_price_output=0)
    read = 2 * (priced.excerpt_words * 4 + 5000) * 1000
    written = 2 * priced.max_output_tokens * 10_000

    assert most_of_a_question(priced) == read + written
    assert [most_of_a_question(one) for one in (free, settings(openai_api_key=KEY), settings())] == [0, 0, 0]


def test_the_example_of_settings_names_the_model_that_is_taken_by_default() -> None:
    assert f"openai:{DEFAULT_MODEL}" in (ROOT / ".env.example").read_text("utf-8")


@pytest.mark.parametrize(
    "chosen",
    [{}, {"answers": "extractive", "openai_api_key": KEY}, {"openai_base_url": "http://localhost:1/v1"}],
)
def test_without_a_key_or_where_it_is_said_so_nothing_is_opened(chosen: dict[str, str]) -> None:
    assert isinstance(read_generation(settings(**chosen)), Extraction)
    assert open_generator(settings(**chosen), MemoryLedger()) is None


def test_a_model_is_named_with_all_that_stands_behind_the_first_colon() -> None:
    assert generation(answers="openai:qwen3:4b", openai_base_url="http://localhost/v1").model == "qwen3:4b"


@pytest.mark.parametrize(
    ("url", "open_to_all"),
    [
        ("https://example.com/v1", False),
        ("http://127.0.0.1:8080/v1", False),
        ("http://[::1]:8080/v1", False),
        ("http://localhost/v1", False),
        ("http://vllm:8000/v1", True),
        ("http://localhost.example.com/v1", True),
    ],
)
def test_what_travels_in_the_open_is_known(url: str, *, open_to_all: bool) -> None:
    assert generation(answers="openai:a", openai_base_url=url).is_in_the_open is open_to_all


def test_prices_are_read_exactly() -> None:
    read = generation(openai_api_key=KEY, model_price_input="0.15", model_price_output="0.6")
    assert read.price == Price(input=Decimal("0.15"), output=Decimal("0.6"))


@pytest.mark.parametrize(
    "chosen",
    [
        {"answers": "openai:big"},
        {"openai_api_key": KEY, "daily_budget": "1"},
        {"openai_api_key": KEY, "model_price_output": "1"},
    ],
)
def test_what_contradicts_itself_is_refused_in_a_sentence(chosen: dict[str, str]) -> None:
    with pytest.raises(GenerationError, match=r"^[A-Z].*\.$"):
        open_generator(settings(**chosen), MemoryLedger())


def test_nothing_secret_shows_when_it_is_printed() -> None:
    assert KEY not in repr(generation(openai_api_key=KEY))


async def test_a_server_of_ones_own_without_a_key_is_asked_within_the_bounds() -> None:
    async with serving(reply()) as server:
        chosen = settings(
            answers="openai:tiny",
            openai_base_url=server.url,
            max_output_tokens=300,
            excerpt_words=50,
            answer_deadline=5,
        )
        generator = open_generator(chosen, MemoryLedger())
        assert generator is not None
        written = await generator.write(brief_of())
        await generator.close()
    assert isinstance(written, Written)
    sent = server.received[0]
    assert (sent.body["model"], sent.body["max_tokens"]) == ("tiny", 300)
    assert sent.line.startswith("POST /v1/chat/completions ")
    assert "nobody saw a bill" not in sent.text


def test_the_client_is_loaded_when_it_is_opened_neither_before_nor_at_the_first_question() -> None:
    program = """
import sys
from bot.answering.generation.spending import MemoryLedger
from bot.generation import open_generator
from bot.settings import Settings
from bot.wiring import generating
print("openai" in sys.modules)
settings = Settings(_env_file=None, answers="openai:a", openai_base_url="http://localhost/v1")
open_generator(settings, MemoryLedger())
print("openai.resources.chat.completions" in sys.modules)
"""
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["False", "True"]
