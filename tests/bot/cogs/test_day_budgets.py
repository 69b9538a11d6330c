"""A source that limits what is shown of it in a day: answers, shares and passages in Discord."""

from dataclasses import replace

from simcord.results import ResponseMessage

from bot.wording import notes, sharing
from bot.wording import passages as words
from index.quoting import QuoteBudget
from tests.bot.interview import ENTRY
from tests.bot.server import Server, labels, read


def limit(server: Server, share: float) -> None:
    budget = QuoteBudget(day_share=share)
    server.backend.catalogue.entry = replace(ENTRY, words=100, budget=budget)


async def ask(server: Server, **options: object) -> ResponseMessage:
    result = await server.ann.slash(server.talk, "ask", question="What do they wait for?", **options)
    assert result.response is not None
    return result.response


async def test_an_answer_beyond_the_share_says_where_the_words_stand_and_when_again(server: Server) -> None:
    limit(server, 0.1)
    shown = read(await ask(server))

    assert "used up; its words can be shown again from midnight UTC." in shown
    assert "Mira Okafor, in" in shown
    assert "Mostly I wait for fog" not in shown
    assert "stamps" not in shown


async def test_the_same_answer_again_costs_nothing(server: Server) -> None:
    limit(server, 0.2)
    for _ in range(3):
        shown = read(await ask(server, private=True))
        assert "“Mostly I wait for fog.”" in shown


async def test_a_passage_beyond_the_share_is_not_shown_and_its_neighbours_neither(server: Server) -> None:
    limit(server, 0.2)
    answer = await ask(server)
    passage = (await server.bea.click(answer, label="Show passage")).response
    assert passage is not None

    assert words.USED_UP in read(passage)
    assert "Mira Okafor" in read(passage)
    assert "fog" not in read(passage)
    assert "After" in labels(passage)


async def test_what_there_is_room_for_is_shown_as_ever(server: Server) -> None:
    limit(server, 0.5)
    answer = await ask(server)
    passage = await server.bea.click(answer, label="Show passage")

    assert "**Mostly I wait for fog.** When it lifts" in read(passage)


async def test_a_private_answer_is_not_shared_beyond_the_share(server: Server) -> None:
    answer = await ask(server, private=True)
    limit(server, 0.1)
    result = await server.ann.click(answer, label="Share")

    assert read(result.followups[0]) == sharing.USED_UP
    assert notes.USED_UP not in "".join(read(one) for one in server.talk.history())
