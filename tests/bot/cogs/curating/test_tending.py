"""What is done later with a stored source: a new file, names, settings, its end."""

from dataclasses import replace

from bot.storage.acts import ActKind
from bot.storage.shelf.kept import ShelfSource
from bot.storage.shelf.listing import sources_of
from bot.wording import corpus as words
from index.types import Role
from tests.bot.cogs.curating.cards import CORRECTED, HALL, choose_voice, name_voice, store
from tests.bot.cogs.curating.conftest import Curated, Shelves
from tests.bot.server import labels, read, sent_messages


async def only(curated: Curated) -> ShelfSource:
    async with curated.server.database.reading() as session:
        (found,) = await sources_of(session, curated.server.guild.id)
    return found


async def add(curated: Curated, shelves: Shelves) -> str:
    """Add the sample with its speaker named, as Kit, and return its id."""
    card = await curated.use("add", by=curated.kit, file=HALL)
    await name_voice(curated.kit, card, "Unknown speaker 1", name="Rosa Lindt", role="guest")
    await store(curated.kit, card)
    await shelves.catch_up()
    return (await only(curated)).id


async def test_an_update_shows_what_changes_and_keeps_id_and_names(
    curated: Curated, shelves: Shelves
) -> None:
    identity = await add(curated, shelves)
    card = await curated.use("update", by=curated.kit, source=identity, file=CORRECTED)
    shown = read(card)
    stored = read(await store(curated.kit, card))
    await shelves.catch_up()
    found = await only(curated)

    assert "- words: 107 → 111" in shown
    assert "- one turn is new or worded otherwise" in shown
    assert "- one turn of before is not in it" in shown
    assert "- **Rosa Lindt**: 4 turns" in shown
    assert "“SPEAKER\\_01” is shown as “Rosa Lindt”, as in the version before." in shown
    assert "version 2" in stored
    assert (found.id, found.version.number) == (identity, 2)
    assert found.sidecar.speakers[-1].role is Role.GUEST
    assert [act.act for act in await curated.acts()] == [ActKind.SOURCE_UPDATED, ActKind.SOURCE_ADDED]


async def test_of_two_updates_looked_at_at_once_the_second_is_refused(
    curated: Curated, shelves: Shelves
) -> None:
    identity = await add(curated, shelves)
    first = await curated.use("update", source=identity, file=CORRECTED)
    second = await curated.use("update", source=identity, file=("b.vtt", CORRECTED[1] + b"\n"))
    await store(curated.dora, first)
    late = await store(curated.dora, second)

    assert read(late.followups[0]) == words.CHANGED_MEANWHILE
    assert (await only(curated)).version.number == 2


async def test_a_speaker_is_named_later_on(curated: Curated, shelves: Shelves) -> None:
    await store(curated.kit, await curated.use("add", by=curated.kit, file=HALL))
    await shelves.catch_up()
    identity = (await only(curated)).id
    card = await curated.use("speakers", by=curated.kit, source=identity)
    form = await choose_voice(curated.kit, card, "Unknown speaker 1")
    old_form = await choose_voice(curated.kit, card, "Unknown speaker 1")
    named = await curated.kit.submit_modal(form, {"name": "Rosa Lindt", "role": "host"})
    found = await only(curated)

    assert "Changed: version 2." in read(named)
    assert (found.sidecar.speakers[-1].name, found.version.turns) == ("Rosa Lindt", 7)
    late = await curated.kit.submit_modal(old_form, {"name": "Other"})
    assert read(late.followups[0]) == words.CHANGED_MEANWHILE


async def test_settings_are_shown_and_set(curated: Curated, shelves: Shelves) -> None:
    identity = await add(curated, shelves)
    shown = read(await curated.use("settings", source=identity))
    changed = read(
        await curated.use(
            "settings",
            source=identity,
            title="The market hall",
            date="2026-05-14",
            url="https://example.org/hall",
            age_restricted=True,
            longest_quote=40,
            day_share=30,
        )
    )
    bad = read(await curated.use("settings", source=identity, recording="javascript:alert(1)"))
    found = await only(curated)

    assert "Date: not known" in shown
    assert "**The market hall**" in changed
    assert "Only in age-restricted channels." in changed
    assert "The longest quotation shown has 40 words." in changed
    assert "One day shows at most 30 % of its words." in changed
    assert bad == words.BAD_URL
    assert (found.sidecar.quoting.longest, found.sidecar.quoting.day_share) == (40, 0.3)
    assert found.sidecar.date == "2026-05-14"


async def test_a_source_that_is_not_asked_is_kept_and_not_listed(curated: Curated, shelves: Shelves) -> None:
    server, identity = curated.server, await add(curated, shelves)
    before = read(await server.ann.slash(server.talk, "sources"))
    await curated.use("settings", source=identity, asked=False)
    after = read(await server.ann.slash(server.talk, "sources"))
    listed = read(await curated.use("list"))
    await server.ann.slash(server.talk, "ask", question="What do they wait for?")

    assert identity in before
    assert identity not in after
    assert "not asked" in listed
    sources = server.answering.asked[-1].sources
    assert sources is not None
    assert identity not in sources


async def test_a_source_goes_for_good_once_it_was_confirmed(curated: Curated, shelves: Shelves) -> None:
    server, identity = curated.server, await add(curated, shelves)
    await server.change_rules(lambda rules: replace(rules, review_channel=server.office.id))
    kept = await curated.press(await curated.use("remove", source=identity), "Keep it")
    sure = await curated.use("remove", source=identity)
    removed = await curated.press(sure, "Remove")
    await server.ann.slash(server.talk, "ask", question="What do they wait for?")
    asked = server.answering.asked[-1].sources
    listed = read(await server.ann.slash(server.talk, "sources"))
    await shelves.catch_up()
    again = await curated.use("remove", source=identity)

    assert read(kept) == words.KEPT
    assert asked is not None
    assert identity not in asked, "it may be in the index for a moment"
    assert identity not in listed
    assert read(removed) == words.REMOVED.format(source=identity)
    assert f"removed a source: `{identity}`" in read(server.office.last_message)
    assert "no source of its own called" in read(again)
    assert identity not in (await server.bot.rulebook.of(server.guild.id)).picks.withheld


async def test_what_another_added_is_for_moderators_alone(curated: Curated, shelves: Shelves) -> None:
    server = curated.server
    await store(curated.dora, await curated.use("add", file=HALL))
    await shelves.catch_up()
    identity = (await only(curated)).id
    for name, options in (
        ("remove", {}),
        ("speakers", {}),
        ("settings", {"asked": False}),
        ("update", {"file": CORRECTED}),
    ):
        refused = await curated.use(name, by=curated.kit, source=identity, **options)
        assert read(refused) == words.NOT_YOURS
        stranger = await curated.use(name, by=server.ann, source=identity, **options)
        assert read(stranger) == words.CURATORS_ONLY
        assert words.NOT_YOURS not in read(
            await curated.use(name, by=server.cleo, source=identity, **options)
        )
    assert (await only(curated)).version.number == 1


async def test_a_note_is_sent_once_also_after_a_restart(curated: Curated, shelves: Shelves) -> None:
    server = curated.server
    await server.change_rules(lambda rules: replace(rules, review_channel=server.office.id))
    await store(curated.kit, await curated.use("add", by=curated.kit, file=HALL))
    await server.env.restart_bot(server.new_bot())
    await shelves.catch_up()
    await server.env.advance_time(61)
    bodies = [str(one) for one in sent_messages(server)]

    assert sum("added a source" in body for body in bodies) == 1


async def test_completion_offers_the_servers_own_to_who_may_tend_them(
    curated: Curated, shelves: Shelves
) -> None:
    server, identity = curated.server, await add(curated, shelves)
    offered = await curated.kit.autocomplete(server.office, "corpus remove", "source", "market")
    nothing = await server.ann.autocomplete(server.office, "corpus remove", "source", "market")

    assert [one["value"] for one in offered] == [identity]
    assert nothing == []


async def test_every_act_stands_in_the_log(curated: Curated, shelves: Shelves) -> None:
    identity = await add(curated, shelves)
    await curated.use("settings", source=identity, title="Another title")
    await curated.press(await curated.use("remove", source=identity), "Remove")
    log = read(await curated.dora.slash(curated.server.office, "moderation log"))

    assert f"added a source (`{identity}`)" in log
    assert f"changed who speaks in a source, or what is said of it (`{identity}`)" in log
    assert f"removed a source (`{identity}`)" in log


async def test_the_list_of_its_own_sources_says_what_room_is_left(curated: Curated, shelves: Shelves) -> None:
    nothing = read(await curated.use("list"))
    await add(curated, shelves)
    shown = await curated.use("list")

    assert words.LIST_NOTHING in nothing
    assert "1 of 200 sources" in read(shown)
    assert labels(shown) == []


async def test_everybody_sees_what_is_missing_and_when_it_changed(curated: Curated, shelves: Shelves) -> None:
    server = curated.server
    await store(curated.kit, await curated.use("add", by=curated.kit, file=HALL))
    await shelves.catch_up()
    shown = read(await server.ann.slash(server.talk, "sources"))
    speakers = read(await server.ann.slash(server.talk, "speakers"))

    assert "-# Missing: a speaker's name, a date, a licence." in shown
    assert "changed <t:" in shown
    assert "**Unknown speaker 1**" in speakers
    assert "SPEAKER" not in speakers
