"""What moderators took back does not come back in other words while its source is the same."""

from dataclasses import replace

import pytest
import simcord

from bot.cogs.asking.withdrawn import quoted_spans, withdrawn_before
from bot.moderation.rules import ChannelMode
from bot.storage.questions import Ending
from bot.storage.standing import mark_withdrawn
from bot.storage.withdrawals import QuotedSpan, Withdrawal, keep_withdrawal
from tests.bot.fakes import FakeCatalogue, fog_answer
from tests.bot.server import Server, labels, read

CATALOGUE = FakeCatalogue()
SPANS = quoted_spans(fog_answer(), CATALOGUE)


def withdrawal(*quoted: QuotedSpan) -> Withdrawal:
    return Withdrawal(guild=1, fingerprint="f", quoted=quoted, reason="Out of context.", withdrawn_at=1)


@pytest.mark.parametrize(
    ("quoted", "met"),
    [
        (SPANS[0], True),
        (SPANS[1], True),
        (replace(SPANS[0], end=SPANS[0].start + 1), True),
        (replace(SPANS[0], start=SPANS[0].end), False),
        (replace(SPANS[0], start=0, end=SPANS[0].start), False),
        (replace(SPANS[0], sha256="f" * 64), False),
        (replace(SPANS[0], source="another"), False),
    ],
)
def test_an_answer_meets_what_was_withdrawn_where_it_quotes_the_same_words_of_the_same_file(
    quoted: QuotedSpan, *, met: bool
) -> None:
    found = withdrawn_before([withdrawal(quoted)], fog_answer(), CATALOGUE)

    assert (found is not None) is met


async def take_back(server: Server) -> simcord.ChannelHandle:
    """Take back the answer to "Why?", and make answers in the channel drafts; return where they are read."""
    await server.ann.slash(server.talk, "ask", question="Why?")
    row = await server.row(1)
    assert row.fingerprint is not None
    async with server.database.session() as session:
        await mark_withdrawn(session, 1, withdrawn_at=1)
        await keep_withdrawal(
            session,
            replace(withdrawal(*SPANS), guild=server.guild.id, fingerprint=row.fingerprint),
        )
    desk = server.guild.create_text_channel("desk")
    await server.set_mode(server.talk, ChannelMode.DRAFT)
    await server.change_rules(lambda old: replace(old, review_channel=desk.id))
    return desk


async def test_where_answers_are_drafts_no_moderator_reviews_what_they_took_back(server: Server) -> None:
    desk = await take_back(server)
    again = await server.bea.slash(server.talk, "ask", question="why")

    assert "Out of context." in read(again)
    assert "Share" not in labels(again)
    assert again.ephemeral
    assert not desk.history()
    assert (await server.row(2)).ending is Ending.ABSTAINED


async def test_whose_message_asks_it_reads_it_in_the_reply(server: Server) -> None:
    desk = await take_back(server)
    await server.bea.send(server.talk, f"{server.bot_mention} why")
    reply = server.talk.history()[-1]

    assert "Out of context." in read(reply)
    assert "Share" not in labels(reply)
    assert not desk.history()
    assert (await server.row(2)).public
    assert (await server.row(2)).ending is Ending.ABSTAINED


async def test_who_asks_the_same_again_reads_the_moderators_reason_and_no_answer(server: Server) -> None:
    await server.ann.slash(server.talk, "ask", question="Why?")
    row = await server.row(1)
    assert row.fingerprint is not None
    async with server.database.session() as session:
        await mark_withdrawn(session, 1, withdrawn_at=1)
        await keep_withdrawal(
            session,
            replace(withdrawal(*SPANS), guild=server.guild.id, fingerprint=row.fingerprint),
        )
    again = await server.bea.slash(server.talk, "ask", question="why")
    other = await server.bea.slash(server.talk, "ask", question="Who?")

    assert "Out of context." in read(again)
    assert "Mira Okafor" not in read(again)
    assert (await server.row(2)).ending is Ending.ABSTAINED
    assert "Mira Okafor" in read(other)
