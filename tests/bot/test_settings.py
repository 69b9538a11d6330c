import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from bot.settings import Settings

EXAMPLE = Path(__file__).parents[2] / ".env.example"
_SETTING = re.compile(r"^([A-Z_]+)=(.*)$")


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)


def test_the_example_names_every_setting_once_and_nothing_else() -> None:
    named = [match[1] for line in example() if (match := _SETTING.match(line))]
    assert sorted(named) == sorted(name.upper() for name in Settings.model_fields)


def test_every_setting_of_the_example_has_a_line_of_comment_before_it() -> None:
    lines = example()
    bare = [line for before, line in zip(["", *lines], lines, strict=False) if is_bare(before, line)]
    assert bare == []


def test_the_example_copied_as_it_is_changes_nothing(tmp_path: Path) -> None:
    before = Settings()
    (tmp_path / ".env").write_text(EXAMPLE.read_text("utf-8"), "utf-8")
    assert Settings() == before


def test_what_env_says_goes_before_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".env").write_text("LOG_LEVEL=ERROR\nSOURCES=talks\n", "utf-8")
    monkeypatch.setenv("LOG_LEVEL", "DEBUG")
    settings = Settings()
    assert (settings.log_level, settings.sources) == ("DEBUG", Path("talks"))


def test_by_default_no_key_no_token_and_no_open_channel() -> None:
    settings = Settings()
    assert (settings.openai_api_key, settings.discord_token, settings.answers) == (None, None, None)
    assert settings.open_channels == frozenset()


def test_index_and_database_live_in_the_data_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATA_DIR", "elsewhere")
    settings = Settings()
    assert settings.index.store_url == f"edge:{Path('elsewhere/index')}"
    assert settings.database == f"sqlite+aiosqlite:///{Path('elsewhere/whosaid.db')}"


def test_an_embedding_by_a_service_takes_the_key_and_the_address_of_the_settings(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert Settings().index.service is None
    monkeypatch.setenv("EMBEDDING", "openai:text-embedding-3-small")
    monkeypatch.setenv("OPENAI_API_KEY", "sk-test")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:8080/v1")
    monkeypatch.setenv("EMBEDDING_DIMENSIONS", "512")
    service = Settings().index.service
    assert service is not None
    assert (service.model, service.key, service.url) == (
        "text-embedding-3-small",
        "sk-test",
        "http://127.0.0.1:8080/v1",
    )
    assert (service.length, service.price) == (512, None)


def test_a_store_at_a_server_is_laid_out_as_the_settings_say(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STORE_API_KEY", "key")
    monkeypatch.setenv("STORE_COLLECTION", "talks")
    monkeypatch.setenv("STORE_SHARDS", "6")
    monkeypatch.setenv("STORE_REPLICAS", "3")
    monkeypatch.setenv("STORE_TIMEOUT", "2.5")
    server = Settings().index.server
    assert (server.api_key, server.collection, server.shards, server.acknowledged) == ("key", "talks", 6, 2)
    assert (server.timeout, server.quantized, server.on_disk) == (2.5, True, False)
    assert "key" not in repr(server).replace("api_key", "")


def test_an_index_and_a_database_of_their_own_are_taken_as_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STORE_URL", "edge:vectors")
    monkeypatch.setenv("DATABASE_URL", "sqlite+aiosqlite:///questions.db")
    settings = Settings()
    assert (settings.index.store_url, settings.database) == (
        "edge:vectors",
        "sqlite+aiosqlite:///questions.db",
    )


@pytest.mark.parametrize(
    ("written", "channels"),
    [
        ("", set[int]()),
        ("111", {111}),
        ("111,222", {111, 222}),
        (" 111 ,\t222 , ", {111, 222}),
        ("111,111", {111}),
    ],
)
def test_open_channels_are_ids_with_commas_between(
    written: str, channels: set[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPEN_CHANNELS", written)
    assert Settings().open_channels == channels


@given(st.frozensets(st.integers(min_value=1, max_value=2**63)))
def test_any_channels_written_are_the_channels_read(channels: frozenset[int]) -> None:
    written = ", ".join(map(str, channels))
    assert Settings.model_validate({"open_channels": written}).open_channels == channels


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("OPEN_CHANNELS", "#general"),
        ("OPEN_CHANNELS", "111;222"),
        ("DENSE_WEIGHT", "1.5"),
        ("DENSE_WEIGHT", "much"),
        ("QUESTION_CONTEXT", "perhaps"),
        ("LOG_LEVEL", "LOUD"),
        ("LOG_FORMAT", "xml"),
    ],
)
def test_a_bad_value_is_refused_by_its_name(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(ValidationError) as refused:
        Settings()
    # A set's wrong member is named by the set and its place.
    assert {str(error["loc"][0]).upper() for error in refused.value.errors()} == {name}


def test_no_secret_shows_when_settings_are_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    secrets = {name: f"hidden-{name}" for name in ("DISCORD_TOKEN", "OPENAI_API_KEY", "STORE_API_KEY")}
    for name, value in secrets.items():
        monkeypatch.setenv(name, value)
    shown = repr(Settings())
    assert [value for value in secrets.values() if value in shown] == []


def example() -> list[str]:
    return EXAMPLE.read_text("utf-8").splitlines()


def is_bare(before: str, line: str) -> bool:
    return _SETTING.match(line) is not None and not before.startswith("# ")


@pytest.mark.parametrize(
    "address", ["http://host/privacy", "https://", "https://host/<b>", "host", "https://a b"]
)
def test_a_privacy_policy_is_an_address_that_is_safe_to_show(
    monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv("PRIVACY_POLICY", address)
    with pytest.raises(ValidationError, match="https://host/privacy"):
        Settings()


@pytest.mark.parametrize(
    ("name", "value"), [("RETENTION_DAYS", "0"), ("RETENTION_DAYS", "3651"), ("GRACE_DAYS", "-1")]
)
def test_nothing_is_kept_for_ever(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(ValidationError):
        Settings()
