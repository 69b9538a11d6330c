"""Every setting, read once from the environment and `.env`, and passed down."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from index.settings import IndexSettings


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
    database_url: str | None = Field(
        default=None,
        description="Where questions are kept; default sqlite+aiosqlite:///<DATA_DIR>/whosaid.db",
    )
    embedding: str = Field(default="minilm", description="minilm, none (lexical mode), or openai:MODEL")
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
    discord_token: SecretStr | None = Field(
        default=None, description="The bot's token, from Discord's developer portal"
    )
    open_channels: Annotated[frozenset[int], NoDecode] = Field(
        default=frozenset(),
        description="Channel ids where answers are public, with commas between; none by default",
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        default="INFO", description="How much is logged"
    )
    log_format: Literal["console", "json"] = Field(default="console", description="How the log is written")

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
        )

    @property
    def database(self) -> str:
        """The URL of the database of questions."""
        return self.database_url or f"sqlite+aiosqlite:///{self.data_dir / 'whosaid.db'}"
