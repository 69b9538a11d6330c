"""Which way answers are worded, as the settings say, and opening what words them."""

import time
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import ROUND_CEILING
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bot.answering.generation.circuit import Circuit
from bot.answering.generation.dialects import OPENAI_URL
from bot.answering.generation.spending import Meter, Price, SpendingLedger, Usage
from bot.settings import EXTRACTIVE, OPENAI, Settings

if TYPE_CHECKING:
    from bot.answering.generation.generator import OpenAIGenerator

DEFAULT_MODEL = "gpt-5.4-mini"
"""Small, current, and by itself without long thinking; any other by ANSWERS=openai:MODEL."""

# Beyond what any prompt holds: a word in another script takes several tokens.
_TOKENS_A_WORD = 4
_INSTRUCTIONS = 5000  # tokens of what is told to a model beside the sources
_CALLS = 2  # a draft and its repair
_LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})


class GenerationError(Exception):
    """The settings for a model contradict each other; the text says what to change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """Answers are made of quotations alone; `why` says which setting has it so."""

    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Generation:
    """Answers are written by a model at a server; `why` says which setting has it so."""

    model: str
    url: str = field(repr=False)
    why: str
    key: str | None = field(repr=False)
    price: Price | None

    @property
    def host(self) -> str:
        """The server, without what could be a secret in its address."""
        parts = urlsplit(self.url)
        return parts.netloc.rpartition("@")[2]

    @property
    def is_in_the_open(self) -> bool:
        """Whether questions, and the key, travel unencrypted over a network."""
        parts = urlsplit(self.url)
        return parts.scheme == "http" and parts.hostname not in _LOCAL


def read_generation(settings: Settings) -> Generation | Extraction:
    """Return how answers are worded.

    Raises:
        GenerationError: If the settings contradict each other.
    """
    key = settings.openai_api_key
    if settings.answers == EXTRACTIVE:
        return Extraction(why="as ANSWERS says")
    if settings.answers is None and key is None:
        return Extraction(why="as there is no OPENAI_API_KEY, and ANSWERS names no model")
    if key is None and settings.openai_base_url is None:
        raise GenerationError(
            f"ANSWERS={settings.answers} needs OPENAI_API_KEY, or OPENAI_BASE_URL of a server that asks for "
            "no key."
        )
    why = "as there is an OPENAI_API_KEY" if settings.answers is None else "as ANSWERS says"
    return Generation(
        model=(settings.answers or DEFAULT_MODEL).removeprefix(OPENAI),
        url=settings.openai_base_url or OPENAI_URL,
        why=why,
        key=None if key is None else key.get_secret_value(),
        price=_price(settings),
    )


def _price(settings: Settings) -> Price | None:
    read, written = settings.model_price_input, settings.model_price_output
    if read is not None and written is not None:
        return Price(input=read, output=written)
    if read is not None or written is not None:
        raise GenerationError("Set both MODEL_PRICE_INPUT and MODEL_PRICE_OUTPUT, or neither.")
    if settings.daily_budget is not None:
        # A price list of our own would be wrong one day, and the budget with it, without a word.
        raise GenerationError(
            "DAILY_BUDGET cannot be kept without prices: set MODEL_PRICE_INPUT and MODEL_PRICE_OUTPUT "
            "(dollars for a million tokens, see your provider's price list; 0 for a model of your own)."
        )
    return None


def most_of_a_question(settings: Settings) -> int:
    """Return what a question may cost at most, in billionths of a dollar; 0 where no price is known.

    Raises:
        GenerationError: If the settings contradict each other.
    """
    generation = read_generation(settings)
    if isinstance(generation, Extraction) or generation.price is None:
        return 0
    read = settings.excerpt_words * _TOKENS_A_WORD + _INSTRUCTIONS
    call = generation.price.of(Usage(input_tokens=read, output_tokens=settings.max_output_tokens))
    return int((call * _CALLS * 10**9).to_integral_value(ROUND_CEILING))


def today() -> date:
    """Return the day a budget is for, which begins everywhere at the same moment."""
    return datetime.now(UTC).date()


def open_generator(settings: Settings, ledger: SpendingLedger) -> "OpenAIGenerator | None":
    """Open what writes drafts, to be closed by its `close`; None where answers are quotations alone.

    Nothing is asked of a server yet.

    Raises:
        GenerationError: If the settings contradict each other.
    """
    generation = read_generation(settings)
    if isinstance(generation, Extraction):
        return None
    # The client takes most of a second to load, and most answers are made without it.
    from bot.answering.generation.generator import Bounds, OpenAIGenerator  # noqa: PLC0415 - see above

    meter = Meter(
        model=generation.model,
        ledger=ledger,
        today=today,
        price=generation.price,
        budget=settings.daily_budget,
    )
    bounds = Bounds(
        seconds=settings.answer_deadline,
        output_tokens=settings.max_output_tokens,
        excerpt_words=settings.excerpt_words,
    )
    return OpenAIGenerator(
        url=generation.url,
        key=generation.key,
        model=generation.model,
        meter=meter,
        circuit=Circuit(clock=time.monotonic),
        bounds=bounds,
    )
