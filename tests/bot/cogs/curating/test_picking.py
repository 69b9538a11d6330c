"""What a server picks of what is offered holds in every question, list and completion."""

from bot.moderation.picks import Picks
from bot.wording import corpus as words
from bot.wording import moderating as wording
from tests.bot.cogs.curating.conftest import Curated
from tests.bot.interview import ENTRY
from tests.bot.server import read


async def test_only_who_manages_the_server_picks_and_names_roles(curated: Curated) -> None:
    for name, options in (("pick", {"sources": "none"}), ("roles", {"roles": "nobody"})):
        for by in (curated.server.ann, curated.kit, curated.server.cleo):
            refused = await curated.use(name, by=by, **options)
            assert (refused.ephemeral, read(refused)) == (True, wording.ADMINS_ONLY)
    assert not await curated.acts()


async def test_only_who_moderates_sees_what_is_picked(curated: Curated) -> None:
    for name in ("pick", "roles"):
        assert read(await curated.use(name, by=curated.server.ann)) == wording.STAFF_ONLY
        assert read(await curated.use(name, by=curated.server.cleo)) != wording.STAFF_ONLY


async def test_without_a_choice_everything_that_is_offered_is_asked(curated: Curated) -> None:
    shown = read(await curated.use("pick"))
    assert f"- asked here: {ENTRY.title} (`{ENTRY.id}`)" in shown


async def test_what_is_not_picked_is_neither_asked_nor_listed_nor_completed(curated: Curated) -> None:
    server = curated.server
    shown = read(await curated.use("pick", sources="none"))
    listed = read(await server.ann.slash(server.talk, "sources"))
    speakers = read(await server.ann.slash(server.talk, "speakers"))
    completed = await server.ann.autocomplete(server.talk, "ask", "source", "")
    await server.ann.slash(server.talk, "ask", question="What do they wait for?")

    assert f"- not asked here: {ENTRY.title} (`{ENTRY.id}`)" in shown
    assert ENTRY.title not in listed + speakers
    assert not completed
    assert [asked.sources for asked in server.answering.asked] == [frozenset()]


async def test_a_choice_is_kept_in_the_rules_and_in_the_log(curated: Curated) -> None:
    await curated.use("pick", sources=ENTRY.id)
    rules = await curated.server.bot.rulebook.of(curated.server.guild.id)
    told = read(await curated.dora.slash(curated.server.office, "moderation log"))
    overview = read(await curated.dora.slash(curated.server.office, "moderation overview"))

    assert rules.picks == Picks(offered=frozenset({ENTRY.id}))
    assert "changed which sources may be asked" in told
    assert f"these may be asked: {ENTRY.id}" in overview
    assert "these roles may add sources" in overview
    await curated.use("pick", sources="all")
    rules = await curated.server.bot.rulebook.of(curated.server.guild.id)
    assert rules.picks == Picks()


async def test_a_passage_of_what_is_not_picked_any_more_is_not_opened(curated: Curated) -> None:
    server = curated.server
    answer = await server.ann.slash(server.talk, "ask", question="What do they wait for?")
    assert answer.response is not None
    before = await server.bea.click(answer.response, label="Show passage")
    await curated.use("pick", sources="none")
    after = await server.bea.click(answer.response, label="Show passage")

    assert "Mostly I wait for fog." in read(before)
    assert "Mostly I wait for fog." not in read(after)


async def test_an_unknown_source_is_named_and_nothing_changes(curated: Curated) -> None:
    shown = read(await curated.use("pick", sources="nowhere"))
    rules = await curated.server.bot.rulebook.of(curated.server.guild.id)

    assert shown == wording.UNKNOWN_SOURCES.format(sources="nowhere")
    assert rules.picks == Picks()


async def test_not_everybody_can_be_let_add_sources(curated: Curated) -> None:
    everybody = f"<@&{curated.server.guild.id}>"
    assert read(await curated.use("roles", roles=everybody)) == words.NOT_EVERYBODY
    assert read(await curated.use("roles", roles="nobody")) == words.ROLES_UNSET
