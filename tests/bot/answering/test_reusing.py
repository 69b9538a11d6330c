"""Equal questions share one answer, and never more than that: not across sources, servers, or versions."""

import asyncio
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

import pytest

from bot.answering.asking import Asked, Intent
from bot.answering.errors import QuestionError
from bot.answering.reusing import ReusedAnswers
from bot.answering.types import Abstention, Answer, Mode, Outcome, Reason, Spent, Verdict
from index.catalogue import SourceEntry

SPENT = Spent(model="parrot-1", calls=1, input_tokens=10, output_tokens=5, dollars=Decimal("0.01"))
ASKED = Asked(text="Why keep bees?", sources=frozenset({"a"}), asker="hash-of-ada")


def entry(identity: str, version: str = "1") -> SourceEntry:
    return SourceEntry(id=identity, title=identity, sha256=version, turns=1, speakers=())


def answered(asked: Asked, mode: Mode = Mode.GENERATED) -> Answer:
    return Answer(question=asked.text, mode=mode, claims=(), spent=SPENT)


@dataclass
class Model:
    """Answers when it is let, and remembers what it was asked."""

    mode: Mode = Mode.GENERATED
    outcome: Outcome | Exception | None = None
    asked: list[Asked] = field(default_factory=list[Asked])
    go: asyncio.Event = field(default_factory=asyncio.Event)
    ended: int = 0

    async def answer(self, asked: Asked) -> Outcome:
        self.asked.append(asked)
        try:
            await self.go.wait()
        finally:
            self.ended += 1
        if isinstance(self.outcome, Exception):
            raise self.outcome
        return self.outcome or answered(asked, self.mode)


@dataclass
class Bench:
    """What reuses, over a model, sources and a clock that are set by hand."""

    model: Model = field(default_factory=Model)
    entries: Sequence[SourceEntry] = (entry("a"), entry("b"))
    now: float = 0.0

    def reused(self, *, generates: bool = True, most: int = 500) -> ReusedAnswers:
        return ReusedAnswers(
            answering=self.model,
            sources=lambda: self.entries,
            generates=generates,
            most=most,
            clock=lambda: self.now,
        )


@pytest.fixture
def bench() -> Bench:
    return Bench()


async def ask_all(reused: ReusedAnswers, model: Model, *asked: Asked) -> list[Outcome]:
    """Ask all at once, and let the model answer once all wait."""
    tasks = [asyncio.create_task(reused.answer(one)) for one in asked]
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    model.go.set()
    return list(await asyncio.gather(*tasks))


async def test_a_hundred_equal_questions_at_once_are_one_call_that_one_of_them_pays(bench: Bench) -> None:
    asked = [replace(ASKED, asker=f"hash-{number}") for number in range(100)]
    outcomes = await ask_all(bench.reused(), bench.model, *asked)
    assert len(bench.model.asked) == 1
    assert Counter(one.spent for one in outcomes) == {SPENT: 1, None: 99}
    assert len({replace(one, spent=None) for one in outcomes}) == 1


async def test_an_answer_is_given_again_for_nothing_while_it_is_fresh(bench: Bench) -> None:
    reused = bench.reused()
    bench.model.go.set()
    await reused.answer(ASKED)
    again = await reused.answer(replace(ASKED, text="  Why keep\nbees? ", asker="hash-of-ben"))
    assert (len(bench.model.asked), again.spent) == (1, None)
    bench.now = 3601.0
    await reused.answer(ASKED)
    assert len(bench.model.asked) == 2


@pytest.mark.parametrize(
    "other",
    [
        replace(ASKED, text="Why keep wasps?"),
        replace(ASKED, text="why keep bees?"),
        replace(ASKED, after=("What is on the roof?",)),
        replace(ASKED, speaker="Mara"),
        replace(ASKED, source="a"),
        replace(ASKED, intent=Intent.CLAIM),
        replace(ASKED, sources=frozenset({"b"})),
        replace(ASKED, sources=frozenset({"a", "b"})),
        replace(ASKED, sources=frozenset[str]()),
        replace(ASKED, sources=None),
    ],
)
async def test_what_differs_in_anything_but_who_asks_is_answered_by_itself(
    bench: Bench, other: Asked
) -> None:
    reused = bench.reused()
    await ask_all(reused, bench.model, ASKED, other, ASKED, other)
    await reused.answer(ASKED)
    assert len(bench.model.asked) == 2


@pytest.mark.parametrize(
    "entries",
    [
        (entry("a", "2"), entry("b")),
        (replace(entry("a"), title="Renamed"), entry("b")),
        (replace(entry("a"), servers=frozenset({7})), entry("b")),
        (entry("b"),),
    ],
)
async def test_an_answer_falls_with_the_version_of_its_sources(
    bench: Bench, entries: tuple[SourceEntry, ...]
) -> None:
    reused = bench.reused()
    bench.model.go.set()
    await reused.answer(ASKED)
    bench.entries = entries
    await reused.answer(ASKED)
    assert len(bench.model.asked) == 2


async def test_a_source_that_nobody_there_may_read_changes_nothing_for_them(bench: Bench) -> None:
    reused = bench.reused()
    bench.model.go.set()
    await reused.answer(ASKED)
    bench.entries = (entry("a"), entry("b", "2"), entry("c"))
    await reused.answer(ASKED)
    assert len(bench.model.asked) == 1


async def test_an_answer_from_sources_that_changed_meanwhile_is_not_kept(bench: Bench) -> None:
    reused = bench.reused()
    task = asyncio.create_task(reused.answer(ASKED))
    await asyncio.sleep(0)
    bench.entries = (entry("a", "2"), entry("b"))
    later = asyncio.create_task(reused.answer(ASKED))
    await asyncio.sleep(0)
    bench.model.go.set()
    await asyncio.gather(task, later)
    assert len(bench.model.asked) == 2
    bench.entries = (entry("a"), entry("b"))
    await reused.answer(ASKED)
    assert len(bench.model.asked) == 3


async def test_who_is_called_off_ends_nothing_for_the_others_and_who_stays_pays(bench: Bench) -> None:
    reused = bench.reused()
    first, second = (asyncio.create_task(reused.answer(ASKED)) for _ in range(2))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    first.cancel()
    await asyncio.sleep(0)
    bench.model.go.set()
    assert (await second).spent == SPENT
    with pytest.raises(asyncio.CancelledError):
        await first
    assert len(bench.model.asked) == 1


async def test_where_all_are_called_off_the_model_is_too_and_the_next_begins_anew(bench: Bench) -> None:
    reused = bench.reused()
    first = asyncio.create_task(reused.answer(ASKED))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    first.cancel()
    await asyncio.sleep(0)
    # In this very moment the one that is called off has not ended yet.
    second = asyncio.create_task(reused.answer(ASKED))
    await asyncio.sleep(0)
    bench.model.go.set()
    assert (await second).spent == SPENT
    assert (len(bench.model.asked), bench.model.ended) == (2, 2)


async def test_a_failure_is_told_to_all_who_wait_and_to_nobody_after(bench: Bench) -> None:
    reused = bench.reused()
    bench.model.outcome = QuestionError("There are no words in the question.")
    tasks = [asyncio.create_task(reused.answer(ASKED)) for _ in range(3)]
    await asyncio.sleep(0)
    bench.model.go.set()
    failed = await asyncio.gather(*tasks, return_exceptions=True)
    assert [type(one) for one in failed] == [QuestionError] * 3
    bench.model.outcome = None
    assert (await reused.answer(ASKED)).spent == SPENT
    assert len(bench.model.asked) == 2


@pytest.mark.parametrize(
    ("outcome", "generates", "calls"),
    [
        (answered(ASKED, Mode.EXTRACTIVE), True, 2),
        (answered(ASKED, Mode.EXTRACTIVE), False, 1),
        (replace(answered(ASKED, Mode.EXTRACTIVE), verdict=Verdict.SAID), True, 2),
        (
            Abstention(question="?", mode=Mode.EXTRACTIVE, reason=Reason.NOTHING_FOUND, text="No."),
            True,
            1,
        ),
    ],
)
async def test_quotations_in_a_models_stead_and_verdicts_are_not_given_again(
    bench: Bench,
    outcome: Outcome,
    generates: bool,  # noqa: FBT001 - a table's column
    calls: int,
) -> None:
    reused = bench.reused(generates=generates)
    bench.model.outcome = outcome
    bench.model.go.set()
    await reused.answer(ASKED)
    await reused.answer(ASKED)
    assert len(bench.model.asked) == calls


@pytest.mark.parametrize(
    "own",
    [
        replace(ASKED, after=("And why?",)),
        replace(ASKED, intent=Intent.QUOTE),
        replace(ASKED, intent=Intent.CLAIM),
    ],
)
async def test_of_a_thread_and_of_words_to_be_checked_nothing_is_kept(bench: Bench, own: Asked) -> None:
    reused = bench.reused()
    bench.model.go.set()
    await reused.answer(own)
    await asyncio.sleep(0)
    assert len(reused) == 0


async def test_what_is_kept_holds_no_word_that_was_asked_and_says_it_again_to_who_asks(bench: Bench) -> None:
    reused = bench.reused()
    bench.model.go.set()
    await reused.answer(ASKED)
    await asyncio.sleep(0)
    assert len(reused) == 1
    assert "GENERATED" in repr(reused)
    assert "bees" not in repr(reused)
    assert "hash-of-ada" not in repr(reused)
    assert (await reused.answer(ASKED)).question == ASKED.text


async def test_no_more_is_kept_than_so_many_and_what_is_used_stays(bench: Bench) -> None:
    reused = bench.reused(most=2)
    bench.model.go.set()
    one, two, three = (replace(ASKED, text=f"Why keep {what}?") for what in ("bees", "wasps", "ants"))
    for asked in (one, two, one, three, one):
        await reused.answer(asked)
    assert len(bench.model.asked) == 3
    await reused.answer(two)
    assert len(bench.model.asked) == 4


@pytest.mark.parametrize("seed", range(20))
async def test_whatever_happens_at_once_nobody_is_answered_from_anothers_sources(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - to be repeatable
    bench = Bench()

    class Slowly:
        async def answer(self, asked: Asked) -> Outcome:
            seen = tuple(one.sha256 for one in bench.entries if asked.sources and one.id in asked.sources)
            for _ in range(chance.randint(0, 3)):
                await asyncio.sleep(0)
            note = f"{asked.text}{sorted(asked.sources or ())}{seen}"
            return Answer(question=asked.text, mode=Mode.GENERATED, claims=(), note=note)

    bench.model.go.set()
    reused = replace(bench.reused(most=5), answering=Slowly())

    async def one() -> None:
        for _ in range(chance.randint(0, 5)):
            await asyncio.sleep(0)
        if chance.random() < 0.1:
            bench.entries = (entry("a", str(chance.randint(1, 3))), entry("b"))
        asked = replace(ASKED, text=chance.choice("xyz"), sources=frozenset({chance.choice("ab")}))
        task = asyncio.create_task(reused.answer(asked))
        if chance.random() < 0.2:
            await asyncio.sleep(0)
            task.cancel()
        done = (await asyncio.gather(task, return_exceptions=True))[0]
        if isinstance(done, Answer):
            assert done.note is not None
            assert done.note.startswith(f"{asked.text}{sorted(asked.sources or ())}")
        else:
            assert isinstance(done, asyncio.CancelledError)

    await asyncio.gather(*(one() for _ in range(200)))
    await asyncio.sleep(0)
    assert len(reused) <= 5
