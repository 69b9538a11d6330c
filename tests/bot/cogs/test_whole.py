"""The bot as people meet it: simulated Discord, real answers from a small interview, nothing in between."""

from collections.abc import AsyncGenerator, Sequence
from pathlib import Path

import discord
import pytest
import simcord

from bot.client import DiscordBot
from bot.cogs.menus import CHECK
from bot.wiring import LibraryLoader, loading
from index.library import Library, open_library
from index.offers import SourceOffer
from index.progress import Progress
from index.settings import IndexSettings
from tests.bot.cogs.conftest import Parts
from tests.bot.server import Server, labels, read
from tests.wire.conftest import INTERVIEW

# A label that stands only once is no speaker until somebody says so.
SPEAKERS = "".join(f'[[speakers]]\nname = "{name}"\n' for name in ("Host", "Mara Quill", "Tobias Fenn"))


@pytest.fixture
async def loader(tmp_path: Path) -> AsyncGenerator[LibraryLoader]:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "bees.txt").write_text(INTERVIEW, encoding="utf-8")
    (tmp_path / "seeds" / "bees.toml").write_text(SPEAKERS, encoding="utf-8")
    settings = IndexSettings(
        sources=tmp_path / "seeds",
        data=tmp_path / "data",
        store_url=f"edge:{tmp_path / 'data' / 'index'}",
        embedding="none",
    )

    def open_index(shelf: Sequence[SourceOffer], progress: Progress) -> Library:
        return open_library(settings, progress=progress, shelf=shelf)

    async with loading(open_index) as made:
        await made.ready()
        yield made


@pytest.fixture
def simcord_bot(parts: Parts, loader: LibraryLoader) -> DiscordBot:
    return new_bot(parts, loader)


def new_bot(parts: Parts, loader: LibraryLoader) -> DiscordBot:
    return DiscordBot(
        backend=loader, database=parts.database, open_channels=parts.open_channels, shard_count=1
    )


async def test_words_that_were_said_are_found_with_who_said_them(server: Server) -> None:
    said = await server.ann.slash(
        server.talk, "quote", words="One reader asked whether honey may be borrowed"
    )

    assert "Yes" in read(said)
    assert "> **[1] Tobias Fenn**" in read(said)


async def test_of_words_that_were_nearly_said_what_differs_is_shown(server: Server) -> None:
    nearly = await server.ann.slash(server.talk, "quote", words="Forty jars in a bad summer, and eleven jars")

    assert "~~bad~~ **good**" in read(nearly)
    assert "said “good”, not “bad”" in read(nearly)


async def test_a_claim_is_checked_with_the_words_that_show_it(server: Server) -> None:
    checked = await server.ann.slash(
        server.talk, "check", claim="Most readers never noticed the bees on the roof."
    )

    assert read(checked).startswith("-# Checked: “Most readers never noticed the bees on the roof.”\n**")
    assert "never noticed the bees at all" in read(checked)


async def test_speakers_are_laid_side_by_side(server: Server) -> None:
    compared = await server.ann.slash(server.talk, "compare", topic="Mara Quill and Tobias Fenn on the bees")

    assert "**Mara Quill**" in read(compared)
    assert "**Tobias Fenn**" in read(compared)


async def test_a_message_is_checked_where_only_its_checker_sees_it(server: Server) -> None:
    claim = await server.bea.send(server.talk, "A reader asked whether honey may be borrowed.")
    checked = await server.ann.context_menu(server.talk, CHECK, claim)

    assert checked.ephemeral
    assert "> **[1] Tobias Fenn**" in read(checked)


async def test_a_conversation_goes_on_by_form_restart_thread_and_reply(
    server: Server, parts: Parts, loader: LibraryLoader
) -> None:
    first = await server.ann.slash(server.talk, "ask", question="How much honey do the hives give?")
    assert first.response is not None
    await server.env.restart_bot(new_bot(parts, loader))
    form = await server.bea.click(first.response, label="Ask more")
    more = await server.bea.submit_modal(form, {"question": "And in a wet summer?"})
    thread = await open_thread_on(server, first.response.id)
    await server.ann.send(thread, f"{server.bot_mention} and in a wet summer?")

    assert "eleven jars in the wet summer" in read(more)
    assert labels(more) == ["Show passage", "Ask more", "Flag", "Delete"]
    assert "eleven jars in the wet summer" in read(thread.last_message)
    assert (await server.row(3)).follows == 1


async def open_thread_on(server: Server, message: int) -> simcord.ChannelHandle:
    channel = server.env.bot.get_channel(server.talk.id)
    assert isinstance(channel, discord.TextChannel)
    await channel.get_partial_message(message).create_thread(name="aside")
    return server.talk.threads[-1]


async def test_where_nothing_is_said_it_is_told_who_speaks(server: Server) -> None:
    nothing = await server.ann.slash(server.talk, "compare", topic="volcanoes")

    assert "-# Who speaks here: " in read(nothing)
    assert "Mara Quill" in read(nothing)
