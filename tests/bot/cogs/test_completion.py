"""Completion of speakers and sources."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.cogs.completing import complete_sources, complete_speakers
from index.catalogue import SourceEntry, SpeakerEntry
from index.types import Speaker
from tests.bot.fakes import FakeBackend
from tests.bot.interview import ENTRY
from tests.bot.server import Server


def named(*names: str) -> SourceEntry:
    return replace(
        ENTRY,
        id="x",
        speakers=tuple(SpeakerEntry(speaker=Speaker(id=name, name=name), turns=1) for name in names),
    )


async def test_speakers_complete_as_they_are_typed(server: Server) -> None:
    offered = await server.ann.autocomplete(server.talk, "ask", "speaker", "OKA")

    assert offered == [{"name": "Mira Okafor", "value": "Mira Okafor"}]


async def test_sources_complete_by_title_and_give_their_id(server: Server) -> None:
    offered = await server.ann.autocomplete(server.talk, "ask", "source", "harb")

    assert offered == [{"name": "A talk at the harbour", "value": "harbour-talk"}]


async def test_completion_never_waits_for_the_index(server: Server) -> None:
    server.backend.__init__(ready=False)

    assert await server.ann.autocomplete(server.talk, "ask", "speaker", "m") == []
    assert await server.ann.autocomplete(server.talk, "ask", "source", "m") == []


def test_only_speakers_of_the_chosen_source_are_offered() -> None:
    assert complete_speakers([ENTRY, named("Zoë Ash")], "", "x") == complete_speakers(
        [named("Zoë Ash")], "", None
    )


def test_names_that_begin_with_the_letters_come_first_without_accents_or_case() -> None:
    offered = complete_speakers([named("Anna Zoeller", "Zoë Ash", "Bo Li")], "zo", None)

    assert [choice.name for choice in offered] == ["Zoë Ash", "Anna Zoeller"]


def test_aliases_find_their_speaker() -> None:
    entry = replace(
        ENTRY, speakers=(SpeakerEntry(speaker=Speaker(id="a", name="Ann Lee", aliases=("Boss",)), turns=1),)
    )

    assert [choice.value for choice in complete_speakers([entry], "bos", None)] == ["Ann Lee"]


@settings(deadline=None)
@given(st.lists(st.text(max_size=300), max_size=60), st.text(max_size=50))
def test_choices_are_within_discords_limits_for_any_names(names: list[str], typed: str) -> None:
    entries = [replace(named(*names), id=f"{n}{name}", title=name) for n, name in enumerate(names)]
    for offered in (complete_speakers(entries, typed, None), complete_sources(entries, typed)):
        assert len(offered) <= 25
        for choice in offered:
            assert 1 <= len(choice.name) <= 100
            assert 1 <= len(choice.value) <= 100


def test_the_fake_is_what_it_says() -> None:
    assert FakeBackend(ready=False).loaded() is None
