"""OpenAI is told what it may keep; others are asked in the words that all understand."""

import pytest

from bot.answering.generation.dialects import OPENAI_URL, Dialect, dialect_of, other_dialect
from bot.answering.generation.generating import Unwritten
from bot.answering.generation.mishaps import asked_pause, ending_of_status


@pytest.mark.parametrize(
    ("url", "dialect"),
    [
        (OPENAI_URL, Dialect.OPENAI),
        ("https://eu.api.openai.com/v1", Dialect.OPENAI),
        ("https://API.OpenAI.com:443/v1", Dialect.OPENAI),
        ("https://openai.com.example/v1", Dialect.PLAIN),
        ("https://notopenai.com/v1", Dialect.PLAIN),
        ("https://example.com/api.openai.com/v1", Dialect.PLAIN),
        ("https://api.openai.com@example.com/v1", Dialect.PLAIN),
        ("http://localhost:8080/v1", Dialect.PLAIN),
    ],
)
def test_a_dialect_follows_from_the_host(url: str, dialect: Dialect) -> None:
    assert dialect_of(url) is dialect


@pytest.mark.parametrize(
    ("dialect", "code", "parameter", "told", "other"),
    [
        (Dialect.PLAIN, "unsupported_parameter", "max_tokens", "", Dialect.OPENAI),
        (Dialect.PLAIN, "unsupported_value", "temperature", "", Dialect.OPENAI),
        (Dialect.PLAIN, None, "max_tokens", "", Dialect.OPENAI),
        (Dialect.PLAIN, "unsupported_parameter", None, "", Dialect.OPENAI),
        (Dialect.PLAIN, "invalid_request_error", "response_format.json_schema", "", Dialect.OPENAI),
        (Dialect.PLAIN, None, None, "property 'store' is unsupported", Dialect.BARE),
        (Dialect.PLAIN, None, None, '["body", "safety_identifier"]', Dialect.BARE),
        (Dialect.PLAIN, "unknown_parameter", "store", "Unknown parameter: 'store'.", Dialect.BARE),
        (Dialect.PLAIN, "unsupported_parameter", "model", "", None),
        (Dialect.PLAIN, "context_length_exceeded", "messages", "too long for the restored cache", None),
        (Dialect.PLAIN, None, None, "", None),
        (Dialect.BARE, None, None, "store", None),
        (Dialect.OPENAI, "unsupported_parameter", "store", "store", None),
        (Dialect.OPENAI, "unsupported_parameter", None, "", None),
    ],
)
def test_a_refused_request_is_put_otherwise_but_never_to_openai(
    dialect: Dialect, code: str | None, parameter: str | None, told: str, other: Dialect | None
) -> None:
    assert other_dialect(dialect, code=code, parameter=parameter, told=told) is other


@pytest.mark.parametrize("status", range(300, 600))
def test_every_status_has_an_ending(status: int) -> None:
    assert isinstance(ending_of_status(status, None, None), Unwritten)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"retry-after": "3"}, 3.0),
        ({"retry-after": "0.5"}, 0.5),
        ({"retry-after": "3", "retry-after-ms": "200"}, 0.2),
        ({"retry-after": "soon"}, None),
        ({"retry-after": "-1"}, None),
        ({"retry-after": "nan"}, None),
        ({"retry-after": "inf"}, None),
        ({"retry-after": "1e999"}, None),
    ],
)
def test_a_pause_is_read_where_it_makes_sense(headers: dict[str, str], seconds: float | None) -> None:
    assert asked_pause(headers) == seconds
