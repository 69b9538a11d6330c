"""Every setting, read once from the environment and `.env`, and passed down."""

import re
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.storage.shelf.limits import ShelfLimits
from index.server import ServerSettings
from index.services import OPENAI, OPENAI_URL, Service
from index.settings import IndexSettings

_MEGABYTE = 1_000_000
EXTRACTIVE = "extractive"


class Settings(BaseSettings):
    """What an operator can set; each is named in `.env.example` with a line of its own."""

    model_config = SettingsConfigDict(env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True)

    sources: Path = Field(default=Path("seeds"), description="The folder of source documents, read whole")
    data_dir: Path = Field(default=Path("data"), description="Where the index and the database are kept")
    store_url: str | None = Field(
        default=None, description="Where vectors are kept; default edge:<DATA_DIR>/index"
    )
    store_api_key: SecretStr | None = Field(
        default=None, description="The key of a Qdrant server, if it asks for one"
    )
    store_collection: str = Field(
        default="whosaid",
        pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$",
        description="What the names of collections at a Qdrant server begin with",
    )
    store_shards: int = Field(
        default=1, ge=1, le=1000, description="Shards of a new collection at a Qdrant server"
    )
    store_replicas: int = Field(
        default=1, ge=1, le=100, description="Copies of each shard of a new collection at a Qdrant server"
    )
    store_quantized: bool = Field(
        default=True, description="Whether a Qdrant server ranks by copies of the vectors in int8 first"
    )
    store_on_disk: bool = Field(
        default=False, description="Whether a Qdrant server leaves the vectors themselves on disk"
    )
    store_timeout: float = Field(
        default=10, ge=1, le=600, description="Seconds that a Qdrant server may take for a request"
    )
    database_url: str | None = Field(
        default=None,
        description="Where questions are kept; default sqlite+aiosqlite:///<DATA_DIR>/whosaid.db",
    )
    embedding: str = Field(default="minilm", description="minilm, none (lexical mode), or openai:MODEL")
    embedding_dimensions: int | None = Field(
        default=None, ge=8, le=65_536, description="How long the vectors of a service's model are"
    )
    embedding_price: Decimal | None = Field(
        default=None, ge=0, description="Dollars for a million tokens that a service embeds"
    )
    dense_weight: float = Field(
        default=0.5, ge=0, le=1, description="Share of nearness in meaning in the ranking"
    )
    question_context: bool = Field(
        default=True, description="Embed the question that a passage answers together with it"
    )
    answers: str | None = Field(default=None, description="extractive, or openai:MODEL")
    openai_api_key: SecretStr | None = Field(
        default=None, description="The key for answers written by a model"
    )
    openai_base_url: str | None = Field(
        default=None, description="Any server that speaks OpenAI's chat completions"
    )
    answer_deadline: float = Field(
        default=30, gt=0, le=600, description="Seconds that a model may take for a draft, whatever happens"
    )
    max_output_tokens: int = Field(
        default=2000, ge=100, le=100_000, description="Tokens that a model may write for a draft"
    )
    excerpt_words: int = Field(
        default=1500, ge=50, le=100_000, description="Words of the sources that a model reads for a question"
    )
    model_price_input: Decimal | None = Field(
        default=None, ge=0, description="Dollars for a million tokens that the model reads"
    )
    model_price_output: Decimal | None = Field(
        default=None, ge=0, description="Dollars for a million tokens that the model writes"
    )
    daily_budget: Decimal | None = Field(
        default=None, ge=0, description="Dollars a day (UTC) for a model; beyond it answers are quotations"
    )
    screening: Literal["openai", "none"] | None = Field(
        default=None, description="Who looks at texts beside a server's own rules: openai, or none"
    )
    discord_token: SecretStr | None = Field(
        default=None, description="The bot's token, from Discord's developer portal"
    )
    open_channels: Annotated[frozenset[int], NoDecode] = Field(
        default=frozenset(),
        description="Channel ids where answers are public, as long as no moderator set anything for them",
    )
    direct_messages: bool = Field(
        default=False,
        description="Whether direct messages are answered, from sources that are no server's own",
    )
    at_once: int = Field(default=8, ge=1, le=1000, description="Questions that are answered at the same time")
    waiting: int = Field(
        default=200, ge=0, le=100_000, description="Questions that wait for their turn; the next is sent away"
    )
    retention_days: int = Field(
        default=30, ge=1, le=3650, description="Days for which questions are kept; then only counts are"
    )
    grace_days: int = Field(
        default=7, ge=0, le=3650, description="Days for which data of a server is kept that removed the bot"
    )
    server_sources: int = Field(default=200, ge=0, le=10_000, description="Sources that a server may add")
    server_megabytes: int = Field(
        default=50, ge=0, le=100_000, description="Megabytes that the files of a server's sources may have"
    )
    server_words: int = Field(
        default=2_000_000, ge=0, le=1_000_000_000, description="Words that may be said in a server's sources"
    )
    privacy_policy: str | None = Field(
        default=None, description="The address of your privacy policy, which /privacy shows"
    )
    health_host: str = Field(
        default="127.0.0.1", description="The address at which health and metrics are told; 0.0.0.0 is any"
    )
    health_port: int = Field(
        default=8790, ge=0, le=65535, description="The port of health and metrics; 0 is nowhere"
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        default="INFO", description="How much is logged"
    )
    log_format: Literal["console", "json"] = Field(default="console", description="How the log is written")

    @field_validator("store_api_key", "openai_api_key")
    @classmethod
    def _check_key(cls, value: SecretStr | None) -> SecretStr | None:
        if value is None or re.fullmatch(r"[!-~]+", value.get_secret_value()):
            return value
        raise ValueError("it holds a character that no key has: copy it again")

    @field_validator("answers")
    @classmethod
    def _name_model(cls, value: str | None) -> str | None:
        if value is None or value == EXTRACTIVE or re.fullmatch(rf"{OPENAI}\S+", value):
            return value
        raise ValueError(f"write {EXTRACTIVE}, or {OPENAI} and the name of a model")

    @field_validator("openai_base_url")
    @classmethod
    def _check_url(cls, value: str | None) -> str | None:
        if value is None or is_base_url(value):
            return value
        raise ValueError("write it like https://host/v1")

    @field_validator("privacy_policy")
    @classmethod
    def _check_policy(cls, value: str | None) -> str | None:
        # It stands between < and > in Discord, so that nothing of it can be taken for markup.
        if value is None or (
            re.fullmatch(r"https://[^\s<>]+", value) and is_base_url(value.partition("?")[0])
        ):
            return value
        raise ValueError("write it like https://host/privacy")

    @field_validator("open_channels", mode="before")
    @classmethod
    def _split_channels(cls, value: object) -> object:
        return (
            frozenset(part.strip() for part in value.split(",") if part.strip())
            if isinstance(value, str)
            else value
        )

    @property
    def index(self) -> IndexSettings:
        """What the index needs to know."""
        return IndexSettings(
            sources=self.sources,
            data=self.data_dir,
            store_url=self.store_url or f"edge:{self.data_dir / 'index'}",
            embedding=self.embedding,
            dense_weight=self.dense_weight,
            question_context=self.question_context,
            service=self._service,
            server=ServerSettings(
                api_key=None if self.store_api_key is None else self.store_api_key.get_secret_value(),
                collection=self.store_collection,
                shards=self.store_shards,
                replicas=self.store_replicas,
                quantized=self.store_quantized,
                on_disk=self.store_on_disk,
                timeout=self.store_timeout,
            ),
        )

    @property
    def _service(self) -> Service | None:
        if not self.embedding.startswith(OPENAI):
            return None
        return Service(
            model=self.embedding.removeprefix(OPENAI),
            url=self.openai_base_url or OPENAI_URL,
            key=None if self.openai_api_key is None else self.openai_api_key.get_secret_value(),
            dimensions=self.embedding_dimensions,
            price=self.embedding_price,
        )

    @property
    def shelf_limits(self) -> ShelfLimits:
        """How much a server may keep."""
        return ShelfLimits(
            files=self.server_sources, bytes=self.server_megabytes * _MEGABYTE, words=self.server_words
        )

    @property
    def database(self) -> str:
        """The URL of the database of questions."""
        return self.database_url or f"sqlite+aiosqlite:///{self.data_dir / 'whosaid.db'}"


def is_base_url(text: str) -> bool:
    """Tell whether a text is an address that paths can be put behind."""
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return False
    named = parts.scheme in {"http", "https"} and bool(parts.hostname) and port != 0
    return named and re.fullmatch(r"[!-~]+", text) is not None and not (parts.query or parts.fragment)
