"""Who looks at questions and answers, as the settings say."""

import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from bot.answering.generation.circuit import Circuit
from bot.answering.generation.dialects import OPENAI_URL
from bot.generation import GenerationError
from bot.moderation.screeners import NoScreener, Screener
from bot.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreeningChoice:
    """Texts are screened with this key of OpenAI's, or by rules alone; `why` says which setting has it so."""

    key: str | None = field(repr=False)
    why: str


def read_screening_choice(settings: Settings) -> ScreeningChoice:
    """Return whether texts are sent to OpenAI's moderation endpoint.

    Raises:
        GenerationError: If the settings contradict each other.
    """
    key = None if settings.openai_api_key is None else settings.openai_api_key.get_secret_value()
    if settings.screening == "none":
        return ScreeningChoice(key=None, why="as SCREENING says")
    if settings.screening is None and key is None:
        return ScreeningChoice(key=None, why="as there is no OPENAI_API_KEY")
    if settings.openai_base_url is not None:
        # The key may be that other server's, and is no business of OpenAI's.
        if settings.screening is None:
            return ScreeningChoice(key=None, why="as OPENAI_BASE_URL is another server")
        raise GenerationError("SCREENING=openai cannot be used with an OPENAI_BASE_URL: set SCREENING=none.")
    if key is None:
        raise GenerationError("SCREENING=openai needs OPENAI_API_KEY: set it, or SCREENING=none.")
    why = "as there is an OPENAI_API_KEY" if settings.screening is None else "as SCREENING says"
    return ScreeningChoice(key=key, why=why)


@asynccontextmanager
async def screening(settings: Settings, *, url: str = OPENAI_URL) -> AsyncGenerator[Screener]:
    """Give who looks at texts, and close its connections at the end; nothing is sent yet.

    Raises:
        GenerationError: If the settings contradict each other.
    """
    key = read_screening_choice(settings).key
    if key is None:
        yield NoScreener()
        return
    # The client takes most of a second to load.
    from bot.answering.generation.screener import OpenAIScreener  # noqa: PLC0415 - see above

    screener = OpenAIScreener(url=url, key=key, circuit=Circuit(clock=time.monotonic))
    try:
        yield screener
    finally:
        await screener.close()
