"""An embedding that is asked of a service: which, what it costs, and how many texts go at once. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

OPENAI = "openai:"
"""What stands before a model's name in `EMBEDDING`."""
OPENAI_URL = "https://api.openai.com/v1"

# How long the vectors of OpenAI's own models are. Those of another are told by EMBEDDING_DIMENSIONS.
_LENGTHS = {"text-embedding-3-small": 1536, "text-embedding-3-large": 3072, "text-embedding-ada-002": 1536}
# These can be asked for shorter vectors.
_SHORTENED = "text-embedding-3-"
# English has about four letters a token; other scripts up to a token a letter, and some more.
_LETTERS_A_TOKEN = 4.0
_OTHER_TOKENS = 1.2
# OpenAI takes 8,191 tokens a text, and 300,000 and 2,048 texts a request. The estimate may be off by half.
_MOST_TOKENS, _MOST_A_REQUEST, _MOST_TEXTS = 5_000, 60_000, 256
# A passage is embedded whole, and once more by its sentences, alone and with what it answers; with names.
_TIMES = 3.5
_MILLION = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """A model behind an address that speaks OpenAI's embeddings.

    `price` is in dollars for a million tokens, if it is known. A question may take `asking` seconds, then
    words alone find passages; a request for an index may take `making` seconds, and is made again.
    """

    model: str
    url: str = OPENAI_URL
    key: str | None = field(default=None, repr=False)
    dimensions: int | None = None
    price: Decimal | None = None
    asking: float = 5.0
    making: float = 60.0

    @property
    def length(self) -> int | None:
        """How long its vectors are; None if that is not known."""
        return self.dimensions or _LENGTHS.get(self.model)

    @property
    def asked_length(self) -> int | None:
        """How long a vector it is asked for, where it can be asked."""
        own = _LENGTHS.get(self.model)
        shorter = self.dimensions is not None and self.dimensions != own
        return self.dimensions if shorter and self.model.startswith(_SHORTENED) else None

    def tell_price(self, letters: int) -> str:
        """Return a sentence with what embedding sources of so many bytes takes, before it is begun."""
        tokens = round(letters / _LETTERS_A_TOKEN * _TIMES)
        said = f"Embedding takes up to about {_round(tokens)} tokens of {self.model}"
        if self.price is None:
            return f"{said}; set EMBEDDING_PRICE (dollars for a million tokens) to be told what that costs."
        return f"{said}: about ${_dollars(self.price * tokens / _MILLION)}."


def count_tokens(text: str) -> int:
    """Return about how many tokens a text has, rather too many than too few."""
    plain = sum(letter < "\u0250" for letter in text)
    return round(plain / _LETTERS_A_TOKEN + (len(text) - plain) * _OTHER_TOKENS) + 1


def shorten(text: str) -> str:
    """Return as much of a text as a service takes."""
    tokens = count_tokens(text)
    kept = text if tokens <= _MOST_TOKENS else text[: max(1, len(text) * _MOST_TOKENS // tokens)]
    return kept if kept.strip() else "-"  # an empty text is refused


def portion(texts: Sequence[str]) -> Iterator[list[str]]:
    """Give texts in as many requests as they take."""
    some: list[str] = []
    held = 0
    for text in texts:
        tokens = count_tokens(text)
        if some and (len(some) == _MOST_TEXTS or held + tokens > _MOST_A_REQUEST):
            yield some
            some, held = [], 0
        some.append(text)
        held += tokens
    if some:
        yield some


def _round(tokens: int) -> str:
    if tokens >= _MILLION:
        return f"{tokens / _MILLION:.1f} million"
    return f"{max(1, round(tokens / 1000)):,} thousand"


def _dollars(amount: Decimal) -> str:
    return f"{amount:.2f}" if amount >= 1 else f"{amount:.2g}" if amount else "0"
