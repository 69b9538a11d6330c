"""What is held back is neither answered nor shown; an outage closes strict servers and no others."""

from dataclasses import dataclass, field, replace

import pytest

from bot.client import DiscordBot
from bot.moderation.screeners import Clear, Flagged, Screening, Unavailable
from bot.storage.questions import Ending
from bot.wording import refusals
from tests.bot.cogs.conftest import Parts
from tests.bot.server import Server, read

FLAGGED, AWAY = Flagged(categories=("hate",)), Unavailable()
ASKED, SHOWN = "What do they wait for?", "Mostly I wait for fog."


@dataclass
class FakeScreener:
    """Finds what it was told to find in texts that hold certain words."""

    finds: Screening = field(default_factory=Clear)
    within: str = ""
    seen: list[str] = field(default_factory=list[str])

    async def screen(self, text: str) -> Screening:
        self.seen.append(text)
        return self.finds if self.within in text else Clear()


@pytest.fixture
def screener() -> FakeScreener:
    return FakeScreener()


@pytest.fixture
def simcord_bot(parts: Parts, screener: FakeScreener) -> DiscordBot:
    return DiscordBot(
        backend=parts.backend,
        database=parts.database,
        open_channels=parts.open_channels,
        screener=screener,
        shard_count=1,
    )


async def ask(server: Server, question: str = ASKED) -> tuple[str, Ending | None]:
    """Return what the asker reads, and how the question ended."""
    result = await server.ann.slash(server.talk, "ask", question=question)
    shown = result.followups[-1] if result.followups else result
    return read(shown), (await server.row(1)).ending


async def test_a_question_and_its_answer_are_both_looked_at(server: Server, screener: FakeScreener) -> None:
    shown, ending = await ask(server)
    assert ending is Ending.ANSWERED
    assert SHOWN in shown
    asked, answered = screener.seen
    assert asked == ASKED
    assert SHOWN in answered


@pytest.mark.parametrize(("within", "answered"), [(ASKED, 0), (SHOWN, 1)])
async def test_what_may_do_harm_is_not_shown(
    server: Server, screener: FakeScreener, within: str, answered: int
) -> None:
    screener.finds, screener.within = FLAGGED, within
    shown, ending = await ask(server)
    assert (shown, ending) == (refusals.SCREENED, Ending.SCREENED)
    assert len(server.answering.asked) == answered


@pytest.mark.parametrize("word", ["fog", "stamps"])
async def test_a_blocked_word_of_the_source_is_not_shown(server: Server, word: str) -> None:
    await server.change_rules(lambda rules: replace(rules, blocked_words=(word,)))
    shown, ending = await ask(server)
    assert (shown, ending) == (refusals.WORDS, Ending.SCREENED)


async def test_a_blocked_word_in_disguise_is_not_answered_nor_sent_to_others(
    server: Server, screener: FakeScreener
) -> None:
    await server.change_rules(lambda rules: replace(rules, blocked_words=("gull",)))
    shown, ending = await ask(server, "What of the G\u200bυＬl?")
    assert (shown, ending) == (refusals.WORDS, Ending.SCREENED)
    assert not server.answering.asked
    assert not screener.seen


async def test_an_outage_closes_a_strict_server(server: Server, screener: FakeScreener) -> None:
    await server.change_rules(lambda rules: replace(rules, strict=True))
    screener.finds = AWAY
    shown, ending = await ask(server)
    assert (shown, ending) == (refusals.SCREENING_AWAY, Ending.SCREENED)
    assert not server.answering.asked


async def test_an_outage_closes_no_other_server(server: Server, screener: FakeScreener) -> None:
    screener.finds = AWAY
    shown, ending = await ask(server)
    assert ending is Ending.ANSWERED
    assert SHOWN in shown


@pytest.mark.parametrize("within", [ASKED, SHOWN])
async def test_nothing_of_what_was_held_back_stays(
    server: Server, screener: FakeScreener, within: str
) -> None:
    screener.finds, screener.within = FLAGGED, within
    await server.ann.slash(server.talk, "ask", question=ASKED, speaker="Mira Okafor")
    row = await server.row(1)

    assert row.ending is Ending.SCREENED
    assert (row.text, row.speaker, row.draft, row.outcome, row.trace) == (None,) * 5
    assert (row.fingerprint, row.token) == (None, None)
    assert row.erased_at is not None
    assert row.asker == server.ann.id
