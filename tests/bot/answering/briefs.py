"""Briefs about the invented lamps, and generators that ask a server on loopback."""

from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from datetime import date
from decimal import Decimal

from bot.answering.generation.circuit import Circuit
from bot.answering.generation.generating import Brief, Excerpt
from bot.answering.generation.generator import Bounds, OpenAIGenerator
from bot.answering.generation.spending import MemoryLedger, Meter, Price, SpendingLedger
from index.types import Sentence, Turn
from tests.bot.answering.grounds import read_lamps, turn_with
from tests.bot.answering.openai_server import KEY, MODEL

DAY = date(2031, 5, 4)
PRICE = Price(input=Decimal(1), output=Decimal(10))
BOUNDS = Bounds(seconds=2.0, output_tokens=500, excerpt_words=400)


def excerpt_of(words: str) -> Excerpt:
    """Return the whole turn of the lamps in which these words stand."""
    lamps = read_lamps()
    turn = turn_with(lamps, words)
    question: Turn | None = None if turn.answers is None else lamps.turns[turn.answers]
    return Excerpt(
        passage=Sentence(turn=turn, start=0, end=len(turn.text)), title=lamps.title, question=question
    )


def brief_of(question: str = "How many lamps does Varn have?", *words: str) -> Brief:
    excerpts = tuple(excerpt_of(one) for one in words or ("0.5 billion", "nobody saw a bill"))
    return Brief(question=question, excerpts=excerpts, asker="a1b2c3")


@asynccontextmanager
async def asking(
    url: str,
    *,
    ledger: SpendingLedger | None = None,
    price: Price | None = PRICE,
    budget: Decimal | None = None,
    bounds: Bounds = BOUNDS,
    key: str | None = KEY,
    clock: Callable[[], float] = lambda: 0.0,
) -> AsyncGenerator[OpenAIGenerator]:
    meter = Meter(model=MODEL, ledger=ledger or MemoryLedger(), today=lambda: DAY, price=price, budget=budget)
    circuit = Circuit(clock=clock)
    generator = OpenAIGenerator(url=url, key=key, model=MODEL, meter=meter, circuit=circuit, bounds=bounds)
    try:
        yield generator
    finally:
        await generator.close()
