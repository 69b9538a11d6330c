"""What there is to ask, told to whoever wants to know, and to them alone."""

from dataclasses import replace

import simcord

from bot.moderation.rules import ChannelMode
from bot.rendering.contents import show_sources, show_speakers
from bot.translating import ENGLISH
from bot.wording import contents as words
from index.catalogue import SourceEntry, SpeakerEntry
from index.types import Speaker
from tests.bot.interview import ENTRY, SOURCE, TITLE
from tests.bot.server import Server, labels, read


async def test_sources_are_listed_with_who_speaks_in_them(server: Server) -> None:
    result = await server.ann.slash(server.talk, "sources")

    assert result.ephemeral
    assert read(result).startswith(f"{words.SOURCES.one}\n**{TITLE}** (`{SOURCE}`)")
    assert "Mira Okafor (" in read(result)
    assert f"version {ENTRY.sha256[:12]}" in read(result)


async def test_speakers_are_listed_with_where_they_speak(server: Server) -> None:
    result = await server.bea.slash(server.talk, "speakers")

    assert result.ephemeral
    assert f"- **Jon Beck** (also: Jon): {TITLE} (" in read(result)


async def test_what_the_rules_of_a_place_leave_out_is_not_listed_there(server: Server) -> None:
    await server.set_mode(server.talk, ChannelMode.OPEN, sources=frozenset({"another"}))

    assert read(await server.ann.slash(server.talk, "sources")) == words.NO_SOURCES
    assert read(await server.ann.slash(server.talk, "speakers")) == words.NO_SOURCES
    assert TITLE in read(await server.ann.slash(server.office, "sources"))


async def test_a_source_of_another_server_is_nowhere_named(server: Server) -> None:
    catalogue = server.backend.catalogue
    catalogue.entry = replace(ENTRY, servers=frozenset({5}))

    for command in ("sources", "speakers", "about"):
        shown = read(await server.ann.slash(server.talk, command))
        assert TITLE not in shown
        assert "Mira" not in shown


async def test_an_age_restricted_source_is_named_only_where_ages_are_checked(server: Server) -> None:
    catalogue = server.backend.catalogue
    catalogue.entry = replace(ENTRY, age_restricted=True)

    assert read(await server.ann.slash(server.talk, "sources")) == words.NO_SOURCES


async def test_while_the_index_loads_it_says_so(server: Server) -> None:
    server.backend.__init__(server.answering, ready=False)

    assert read(await server.ann.slash(server.talk, "sources")) == words.LOADING


async def test_about_tells_how_to_ask_how_it_answers_here_and_nothing_that_links(server: Server) -> None:
    here = read(await server.ann.slash(server.talk, "about"))
    off = read(await server.ann.slash(server.office, "about"))

    assert "my mode is open." in here
    assert "my mode is off." in off
    assert words.PRIVACY in here
    assert "http" not in here


async def test_about_says_that_it_is_paused(server: Server) -> None:
    await server.change_rules(lambda rules: replace(rules, paused_at=5))

    assert words.HERE_PAUSED in read(await server.ann.slash(server.talk, "about"))


def many(number: int) -> tuple[SourceEntry, ...]:
    speakers = (SpeakerEntry(speaker=Speaker(id="m", name="Mira *Okafor*"), turns=1),)
    return tuple(
        replace(ENTRY, id=f"source-{one}", title=f"The @everyone talk number {one}", speakers=speakers)
        for one in range(number)
    )


def test_many_sources_take_pages_with_all_of_them_and_ping_nobody() -> None:
    pages = show_sources(ENGLISH, many(80), {})

    assert len(pages) > 2
    shown = "\n".join(pages)
    assert all(f"(`source-{one}`)" in shown for one in range(80))
    assert "@everyone" not in shown
    assert r"Mira \*Okafor\* (one turn)" in shown


def test_a_speaker_of_many_sources_is_listed_once_and_what_is_left_out_is_counted() -> None:
    (page,) = show_speakers(ENGLISH, many(80))

    assert page.count("Mira") == 1
    assert "and 72 more" in page


async def test_pages_are_turned_where_the_list_was_shown(server: Server) -> None:
    entries = many(60)
    server.backend.catalogue.sources = lambda: entries  # pyright: ignore[reportAttributeAccessIssue] - a fake
    first = await server.ann.slash(server.talk, "sources")
    assert isinstance(first, simcord.InteractionResult)
    assert first.response is not None
    assert labels(first) == ["Next page"]
    second = await server.ann.click(first.response, label="Next page")

    assert "-# Page 2 of" in read(second)
