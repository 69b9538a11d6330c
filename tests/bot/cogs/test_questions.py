"""Every way in, and where answers are public."""

from tests.bot.server import Server, labels, read


async def test_a_slash_question_in_an_open_channel_is_answered_openly(server: Server) -> None:
    result = await server.ann.slash(server.talk, "ask", question="What do they wait for?")

    assert not result.ephemeral
    assert "“Mostly I wait for fog.”" in read(result)
    assert labels(result) == ["Show passage", "Delete"]


async def test_elsewhere_only_the_asker_sees_the_answer(server: Server) -> None:
    result = await server.ann.slash(server.office, "ask", question="What do they wait for?")

    assert result.ephemeral
    assert "Mira Okafor" in read(result)


async def test_an_answer_asked_for_in_private_is_private_in_an_open_channel_too(server: Server) -> None:
    result = await server.ann.slash(server.talk, "ask", question="Why?", private=True)

    assert result.ephemeral


async def test_a_mention_in_an_open_channel_is_answered(server: Server) -> None:
    await server.ann.send(server.talk, f"{server.bot_mention} what do they wait for?")

    assert "Mira Okafor" in read(server.talk.last_message)
    assert [asked.text for asked in server.answering.asked] == ["what do they wait for?"]


async def test_a_mention_elsewhere_is_not_answered(server: Server) -> None:
    await server.ann.send(server.office, f"{server.bot_mention} what do they wait for?")

    assert len(server.office.history()) == 1
    assert not server.answering.asked
