"""The overview says of every channel what holds there, whatever a server looks like."""

import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.escaping import weigh
from bot.moderation.decisions import Origin
from bot.moderation.places import Place, PlaceKind
from bot.moderation.policy import effective
from bot.moderation.rules import ChannelMode, GuildRules, PlaceRules
from bot.rendering.blocks import TEXT_LIMIT
from bot.rendering.overview import Pause, show_overview
from bot.rendering.servers import Layout, Shelf, Spot
from bot.translating import ENGLISH
from bot.wording import overview as words
from bot.wording import refusals

GUILD = 1
PHRASES = {
    Origin.THREAD: words.FROM_THREAD,
    Origin.CHANNEL: words.FROM_CHANNEL,
    Origin.OPERATOR: words.FROM_OPERATOR,
    Origin.CATEGORY: words.FROM_CATEGORY,
    Origin.SERVER: words.FROM_SERVER,
    Origin.NOWHERE: words.FROM_NOWHERE,
}

held = st.builds(
    PlaceRules,
    mode=st.none() | st.sampled_from(ChannelMode),
    roles=st.none() | st.frozensets(st.integers(900, 905), max_size=3),
    newcomer_days=st.none() | st.integers(0, 9),
    sources=st.none() | st.frozensets(st.sampled_from(["tide", "lock"])),
)
kinds = st.sampled_from([PlaceKind.CHANNEL, PlaceKind.ANNOUNCEMENT, PlaceKind.VOICE])


@st.composite
def servers(draw: st.DrawFn) -> tuple[Layout, GuildRules, frozenset[int]]:
    shelves: list[Shelf] = []
    threads: list[Spot] = []
    for number in range(draw(st.integers(0, 4))):
        category = None if number == 0 else 100 + number
        channels = [1000 * (number + 1) + one for one in range(draw(st.integers(0, 40)))]
        spots = [
            Spot(
                place=Place(guild=GUILD, channel=one, kind=draw(kinds), category=category),
                missing=draw(st.sampled_from([(), (refusals.LACKING_SEND,)])),
            )
            for one in channels
        ]
        shelves.append(Shelf(category=category, name=draw(st.text(max_size=20)), spots=tuple(spots)))
        threads += [
            Spot(
                place=Place(
                    guild=GUILD, channel=one + 500, kind=PlaceKind.THREAD, parent=one, category=category
                )
            )
            for one in draw(
                st.sets(st.sampled_from(channels), max_size=3) if channels else st.just(set[int]())
            )
        ]
    layout = Layout(guild=GUILD, shelves=tuple(shelves), threads=tuple(threads), roles=frozenset({900, 901}))
    ruled = draw(st.dictionaries(st.sampled_from(sorted(layout.ids) or [7]), held, max_size=20))
    rules = GuildRules(default=draw(held), places=ruled, review_channel=draw(st.none() | st.just(1000)))
    opened = draw(st.frozensets(st.sampled_from(sorted(layout.ids) or [7]), max_size=5))
    return layout, rules, opened


def rule_lines(pages: tuple[str, ...]) -> Iterator[str]:
    text = "\n".join(pages)
    listed = text[text.index(words.SETTINGS) :]
    return (line for line in listed.splitlines() if line.startswith("- "))


@given(servers())
def test_each_channel_stands_once_beside_what_holds_in_it(
    server: tuple[Layout, GuildRules, frozenset[int]],
) -> None:
    layout, rules, opened = server
    pages = show_overview(ENGLISH, rules, layout, open_channels=opened)
    told: dict[int, list[tuple[str, str]]] = {}
    for line in rule_lines(pages):
        found = re.search(r"\*\*(\w+)\*\* \(([^)]*)\)", line)
        assert found is not None
        shown = line.split(", in ")[0] if ", in <#" in line else line
        for channel in re.findall(r"<#(\d+)>", shown):
            told.setdefault(int(channel), []).append((found[1], found[2]))
    ruled = [*layout.spots, *(one for one in layout.threads if one.place.channel in rules.places)]
    expected = {spot.place.channel: effective(rules, spot.place, opened) for spot in ruled}

    assert told == {channel: [(one.mode.value, PHRASES[one.mode_from])] for channel, one in expected.items()}


@given(servers())
def test_every_page_fits_into_a_message(server: tuple[Layout, GuildRules, frozenset[int]]) -> None:
    layout, rules, opened = server
    pages = show_overview(ENGLISH, rules, layout, open_channels=opened)

    assert pages
    assert all(0 < weigh(page) <= TEXT_LIMIT - 400 for page in pages)


def long_server() -> Layout:
    shelves = [
        Shelf(
            category=number,
            name=f"Hall {number}",
            spots=tuple(
                Spot(place=Place(guild=GUILD, channel=10**18 + number * 100 + one, category=number))
                for one in range(50)
            ),
        )
        for number in range(1, 11)
    ]
    return Layout(guild=GUILD, shelves=tuple(shelves))


def test_five_hundred_channels_take_a_handful_of_pages_with_all_of_them() -> None:
    pages = show_overview(ENGLISH, GuildRules(), long_server(), open_channels=())
    shown = re.findall(r"<#(\d+)>", "\n".join(pages))

    assert 3 <= len(pages) <= 6
    assert len(shown) == len(set(shown)) == 500


def test_a_category_that_runs_over_a_page_is_named_again() -> None:
    spots = tuple(Spot(place=Place(guild=GUILD, channel=10**18 + one, category=5)) for one in range(300))
    layout = Layout(guild=GUILD, shelves=(Shelf(category=5, name="Docks", spots=spots),))
    pages = show_overview(ENGLISH, GuildRules(), layout, open_channels=())

    assert len(pages) > 1
    assert all(page.startswith("**Docks** (continued)") for page in pages[1:])


def test_a_pause_stands_before_everything() -> None:
    pages = show_overview(
        ENGLISH, GuildRules(paused_at=60), long_server(), open_channels=(), pause=Pause(at=60, who=7)
    )

    assert pages[0].startswith(f"{words.PAUSED}\nPaused <t:60:f> by <@7>.")


def test_what_is_wrong_is_told_by_name() -> None:
    spots = (
        Spot(place=Place(guild=GUILD, channel=10), missing=(refusals.LACKING_VIEW, refusals.LACKING_SEND)),
        Spot(place=Place(guild=GUILD, channel=11), missing=(refusals.LACKING_SEND,)),
        Spot(place=Place(guild=GUILD, channel=12), missing=(refusals.LACKING_SEND,)),
    )
    layout = Layout(
        guild=GUILD,
        shelves=(Shelf(category=None, name="", spots=spots),),
        roles=frozenset({1}),
        sources=frozenset({"tide"}),
    )
    rules = GuildRules(
        places={
            10: PlaceRules(mode=ChannelMode.DRAFT, roles=frozenset({2})),
            99: PlaceRules(sources=frozenset({"lock*"})),
        },
        review_channel=11,
    )
    page = show_overview(ENGLISH, rules, layout, open_channels=())[0]

    assert "- In <#11>, where drafts and flags are shown, I lack: Send Messages. Grant" in page
    assert "- In <#10> I lack: View Channel, Send Messages. Slash" in page
    assert "- In <#12>" not in page
    assert (
        "- Rules are set for a place that I cannot see (deleted, archived, or hidden from me): 99. " in page
    )
    assert "- Rules name a role that is not there any more: 2." in page
    assert r"- Rules name sources that are not there any more: lock\*." in page


@pytest.mark.parametrize("mode", list(ChannelMode))
def test_a_review_channel_in_which_questions_would_be_answered_is_a_trouble(mode: ChannelMode) -> None:
    spots = tuple(Spot(place=Place(guild=GUILD, channel=one)) for one in (11, 12))
    layout = Layout(guild=GUILD, shelves=(Shelf(category=None, name="", spots=spots),))
    places = {11: PlaceRules(mode=mode), 12: PlaceRules(mode=ChannelMode.OPEN)}
    rules = GuildRules(places=places, review_channel=11)
    text = "\n".join(show_overview(ENGLISH, rules, layout, open_channels=()))
    told = ENGLISH.say(words.REVIEW_ANSWERS, channel="<#11>", mode=mode.value)

    assert (told in text) is (mode in {ChannelMode.DRAFT, ChannelMode.OPEN})


def test_drafts_without_anybody_to_review_them_are_a_trouble_and_so_is_being_off_everywhere() -> None:
    layout = Layout(
        guild=GUILD,
        shelves=(Shelf(category=None, name="", spots=(Spot(place=Place(guild=GUILD, channel=10)),)),),
    )
    drafting = GuildRules(places={10: PlaceRules(mode=ChannelMode.DRAFT)})

    assert words.DRAFTS_NOWHERE.one in show_overview(ENGLISH, drafting, layout, open_channels=())[0]
    assert words.OFF_EVERYWHERE in show_overview(ENGLISH, GuildRules(), layout, open_channels=())[0]
    open_here = GuildRules(places={10: PlaceRules(mode=ChannelMode.OPEN)})
    assert words.ALL_WELL in show_overview(ENGLISH, open_here, layout, open_channels=())[0]
