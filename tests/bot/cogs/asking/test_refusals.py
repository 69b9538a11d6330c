"""Where and whom the bot does not answer: told to the asker alone, and without any work."""

import time
from dataclasses import replace

import discord
import pytest

from bot.answering.asking import Asked
from bot.cogs.asking.incoming import Incoming
from bot.cogs.asking.refusing import lacking
from bot.moderation.places import Person, Place
from bot.moderation.rules import Allowance, ChannelMode, GuildRules, Limits
from bot.storage.questions import NewQuestion, Way, open_questions
from bot.wording import refusals
from tests.bot.cogs.changing import open_thread, time_out
from tests.bot.cogs.deliveries import SilentDelivery
from tests.bot.cogs.matrix.forging import command
from tests.bot.server import Server, read

NOBODY_ELSE = 1
VIEW = discord.Permissions(view_channel=True)
SEND = discord.Permissions(send_messages=True)


async def count_rows(server: Server) -> int:
    async with server.database.session() as session:
        return len(await open_questions(session))


async def test_where_it_is_off_it_names_where_it_is_on(server: Server) -> None:
    result = await server.ann.slash(server.office, "ask", question="Why?")

    assert result.ephemeral
    assert read(result) == refusals.OFF_BUT_ON.format(places=f"{server.talk.mention}, {server.nook.mention}")
    assert not server.answering.asked


async def test_it_names_no_channel_that_the_asker_does_not_see(server: Server) -> None:
    channel = server.env.bot.get_channel(server.talk.id)
    assert isinstance(channel, discord.TextChannel)
    await channel.set_permissions(channel.guild.default_role, view_channel=False)
    result = await server.ann.slash(server.office, "ask", question="Why?")

    assert server.talk.mention not in read(result)
    assert server.nook.mention in read(result)


async def test_where_it_is_on_nowhere_it_says_whom_to_ask(server: Server) -> None:
    server.open_channels.clear()
    await server.set_mode(server.nook, ChannelMode.OFF)

    assert read(await server.ann.slash(server.office, "ask", question="Why?")) == refusals.OFF


def paused(rules: GuildRules) -> GuildRules:
    return replace(rules, paused_at=1)


async def test_who_is_blocked_is_told_so_alone(server: Server) -> None:
    await server.change_rules(lambda rules: replace(rules, blocked_people=frozenset({server.ann.id})))
    result = await server.ann.slash(server.talk, "ask", question="Why?")
    await server.ann.send(server.talk, f"{server.bot_mention} why?")

    assert result.ephemeral
    assert read(result) == refusals.BLOCKED
    assert len(server.talk.history()) == NOBODY_ELSE
    assert not server.answering.asked


async def test_while_paused_nobody_is_answered(server: Server) -> None:
    await server.change_rules(paused)
    result = await server.ann.slash(server.talk, "ask", question="Why?")
    await server.ann.send(server.talk, f"{server.bot_mention} why?")

    assert read(result) == refusals.PAUSED
    assert len(server.talk.history()) == NOBODY_ELSE


async def test_a_newcomer_is_told_from_when(server: Server) -> None:
    await server.set_mode(server.talk, ChannelMode.OPEN, newcomer_days=3650)
    result = await server.ann.slash(server.talk, "ask", question="Why?")

    assert read(result).startswith("You have not been a member here for long enough yet. You can ask me <t:")
    assert read(result).endswith(":R>.")


async def test_who_lacks_a_role_is_told_so(server: Server) -> None:
    readers = server.guild.create_role("Readers")
    await server.set_mode(server.talk, ChannelMode.OPEN, roles=frozenset({readers.id}))
    dora = server.guild.add_member(server.env.create_user("dora"), roles=[readers])

    assert read(await server.ann.slash(server.talk, "ask", question="Why?")) == refusals.ROLE
    assert "Mira Okafor" in read(await dora.slash(server.talk, "ask", question="Why?"))
    assert "Mira Okafor" in read(await server.cleo.slash(server.talk, "ask", question="Who?"))


async def test_a_thread_takes_the_mode_of_its_channel_until_it_has_its_own(server: Server) -> None:
    thread = await open_thread(server, server.talk)
    before = await server.ann.slash(thread, "ask", question="Why?")
    await server.set_mode(thread, ChannelMode.PRIVATE)
    after = await server.ann.slash(thread, "ask", question="Who?")

    assert (before.ephemeral, after.ephemeral) == (False, True)


async def test_a_channel_takes_the_mode_of_its_category(server: Server) -> None:
    category = server.guild.create_category("club")
    channel = server.guild.create_text_channel("club-talk", category=category)
    await server.set_mode(category, ChannelMode.OPEN)

    assert not (await server.ann.slash(channel, "ask", question="Why?")).ephemeral


@pytest.mark.parametrize("kind", ["news", "voice", "stage"])
async def test_announcements_and_voice_are_off_unless_they_are_named(server: Server, kind: str) -> None:
    make = {
        "news": server.guild.create_news_channel,
        "voice": server.guild.create_voice_channel,
        "stage": server.guild.create_stage_channel,
    }[kind]
    channel = make("special")
    await server.change_rules(
        lambda rules: replace(rules, default=replace(rules.default, mode=ChannelMode.OPEN))
    )
    before = await server.ann.slash(channel, "ask", question="Why?")
    await server.set_mode(channel, ChannelMode.OPEN)
    after = await server.ann.slash(channel, "ask", question="Why?")

    assert read(before).startswith("I am off here.")
    assert "Mira Okafor" in read(after)


async def test_in_a_private_place_a_mention_is_hinted_at_the_way_once(server: Server) -> None:
    for _ in range(3):
        await server.ann.send(server.nook, f"{server.bot_mention} why?")
    told = [read(message) for message in server.nook.history() if message.author.bot]

    assert told == [refusals.PRIVATE_HERE]


async def test_slow_mode_holds_for_questions_too(server: Server) -> None:
    channel = server.env.bot.get_channel(server.talk.id)
    assert isinstance(channel, discord.TextChannel)
    await channel.edit(slowmode_delay=600)
    first = await server.ann.slash(server.talk, "ask", question="Why?", private=True)
    second = await server.ann.slash(server.talk, "ask", question="Who?", private=True)
    other = await server.bea.slash(server.talk, "ask", question="Who?", private=True)
    staff = [await server.cleo.slash(server.talk, "ask", question=q, private=True) for q in ("A?", "B?")]

    assert "Mira Okafor" in read(first)
    assert read(second).startswith(
        "This place is in slow mode, for questions to me too. You can ask again <t:"
    )
    assert all("Mira Okafor" in read(shown) for shown in (other, *staff))


async def limit(server: Server, person: Allowance) -> None:
    await server.change_rules(lambda rules: replace(rules, limits=Limits(person=person)))


async def test_who_asked_as_much_as_allowed_is_told_from_when_again(server: Server) -> None:
    await limit(server, Allowance(requests=2, seconds=600))
    for question in ("A?", "B?"):
        await server.ann.slash(server.talk, "ask", question=question)
    third = await server.ann.slash(server.talk, "ask", question="C?")
    (told,) = third.followups

    again = int(read(told).partition("<t:")[2].partition(":R>")[0])
    assert told.ephemeral
    assert time.time() + 500 < again < time.time() + 700
    assert len([message for message in server.talk.history(viewer=server.bea) if message.author.bot]) == 2
    assert await count_rows(server) == 0


async def test_of_mentions_beyond_the_limit_only_the_first_is_answered_why(server: Server) -> None:
    await limit(server, Allowance(requests=1, seconds=600))
    for number in range(4):
        await server.ann.send(server.talk, f"{server.bot_mention} why {number}?")
    told = [read(message) for message in server.talk.history() if message.author.bot]

    assert len(told) == 2
    assert told[1].startswith("A limit on questions is reached")


async def test_who_is_timed_out_is_told_until_when(server: Server) -> None:
    await time_out(server, server.ann)
    # The simulation, as Discord's own client, would let nobody use a command who is timed out.
    result = await command(server.env, server.ann, server.talk, "ask", question="Why?")

    assert result.ephemeral
    assert read(result).startswith("You are timed out here. You can ask me again <t:")


@pytest.mark.parametrize(
    ("way", "thread", "rights", "lacks"),
    [
        (Way.SLASH, None, VIEW, refusals.LACKING_SEND),
        (Way.SLASH, None, SEND, refusals.LACKING_VIEW),
        (Way.SLASH, None, VIEW | SEND, None),
        (Way.SLASH, 1, VIEW | SEND, refusals.LACKING_SEND_IN_THREADS),
        (Way.MENTION, None, VIEW | SEND, refusals.LACKING_HISTORY),
        (Way.MENTION, None, VIEW | SEND | discord.Permissions(read_message_history=True), None),
    ],
)
async def test_a_missing_permission_is_named_before_any_work(
    server: Server, way: Way, thread: int | None, rights: discord.Permissions, lacks: str | None
) -> None:
    channel = server.talk.id if thread is None else thread
    incoming = Incoming(
        new=NewQuestion(
            origin=1,
            way=way,
            guild=server.guild.id,
            channel=channel,
            asker=server.ann.id,
            text="Why?",
            public=False,
            accepted_at=1,
        ),
        asked=Asked(text="Why?"),
        place=Place(
            guild=server.guild.id, channel=channel, parent=None if thread is None else server.talk.id
        ),
        person=Person(id=server.ann.id),
        rights=rights,
    )
    delivery = SilentDelivery()
    if lacks is None:
        assert lacking(incoming, public=True) is None
        return
    await server.bot.desk.handle(incoming, delivery)

    # Where a message asked, there is no private way to say so, and perhaps none at all.
    told = [] if way is Way.MENTION else [refusals.LACKING.format(permission=lacks)]
    assert lacking(incoming, public=True) == lacks
    assert delivery.told == told
    assert not server.answering.asked


async def test_direct_messages_are_not_answered(server: Server) -> None:
    await server.ann.send_dm("why?")

    assert not server.answering.asked


async def test_other_bots_are_not_answered(server: Server) -> None:
    machine = server.guild.add_member(server.env.create_user("machine", bot=True))
    await machine.send(server.talk, f"{server.bot_mention} why?")

    assert not server.answering.asked


async def test_hooks_are_not_answered(server: Server) -> None:
    hook = server.guild.create_webhook(server.talk)
    await hook.send(f"{server.bot_mention} why?")

    assert not server.answering.asked
