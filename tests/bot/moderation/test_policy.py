"""Nobody is answered where nobody allowed it, and the most telling reason is given."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.moderation.decisions import Allowed, Effective, Origin, Refusal, Refused
from bot.moderation.places import Person, Place, PlaceKind
from bot.moderation.policy import Look, decide, effective, explain, is_admin, is_staff
from bot.moderation.rules import ChannelMode, GuildRules, PlaceRules
from tests.bot.moderation.given import (
    CATEGORY,
    CHANNEL,
    DAY,
    GUILD,
    MEMBER,
    MODERATOR_ROLE,
    NOW,
    OTHER_ROLE,
    THREAD,
    channels,
    guild_rules,
    modes,
    open_channels,
    people,
    place_rules,
    places,
    threads,
)

HERE = Place(guild=GUILD, channel=CHANNEL, category=CATEGORY)
IN_THREAD = Place(guild=GUILD, channel=THREAD, parent=CHANNEL, category=CATEGORY, kind=PlaceKind.THREAD)
SOMEBODY = Person(id=MEMBER, joined_at=NOW - 100 * DAY)
OPEN = GuildRules(default=PlaceRules(mode=ChannelMode.OPEN))
NEVER_SPARED = {
    Refusal.OFF,
    Refusal.PAUSED,
    Refusal.CLOSED,
    Refusal.BOT,
    Refusal.TIMED_OUT,
    Refusal.BLOCKED,
    Refusal.NOT_A_MEMBER,
}


def decided(
    rules: GuildRules, place: Place = HERE, person: Person = SOMEBODY, listed: frozenset[int] = frozenset()
) -> Allowed | Refused:
    return decide(rules, place, person, now=NOW, open_channels=listed)


def refusal_of(rules: GuildRules, place: Place = HERE, person: Person = SOMEBODY) -> Refusal | None:
    decision = decided(rules, place, person)
    return decision.refusal if isinstance(decision, Refused) else None


def mode_of(
    rules: GuildRules, place: Place = HERE, listed: frozenset[int] = frozenset()
) -> tuple[ChannelMode, Origin]:
    held = effective(rules, place, listed)
    return held.mode, held.mode_from


def setting(**modes_of: ChannelMode) -> GuildRules:
    ids = {"category": CATEGORY, "channel": CHANNEL, "thread": THREAD}
    return GuildRules(
        default=PlaceRules(mode=modes_of.pop("server", None)),
        places={ids[name]: PlaceRules(mode=mode) for name, mode in modes_of.items()},
    )


def test_a_server_that_has_set_nothing_is_off() -> None:
    assert decided(GuildRules()) == Refused(refusal=Refusal.OFF)
    assert mode_of(GuildRules()) == (ChannelMode.OFF, Origin.SERVER)
    assert mode_of(GuildRules(default=PlaceRules())) == (ChannelMode.OFF, Origin.NOWHERE)


@given(place=places, person=people, listed=open_channels, direct_messages=st.booleans())
def test_without_any_rule_nobody_is_answered(
    *, place: Place, person: Person, listed: frozenset[int], direct_messages: bool
) -> None:
    reached = {place.channel, place.parent} & listed
    decision = decide(
        GuildRules(), place, person, now=NOW, open_channels=listed, direct_messages=direct_messages
    )
    if place.guild is not None and not reached:
        assert isinstance(decision, Refused)


@given(rules=guild_rules, place=places, person=people, listed=open_channels, direct_messages=st.booleans())
def test_every_question_is_decided_and_explained_alike(
    *, rules: GuildRules, place: Place, person: Person, listed: frozenset[int], direct_messages: bool
) -> None:
    decision = decide(rules, place, person, now=NOW, open_channels=listed, direct_messages=direct_messages)
    explained = explain(rules, place, person, now=NOW, open_channels=listed, direct_messages=direct_messages)
    refusals = [step.refusal for step in explained.steps if step.refusal is not None]

    assert explained.decision == decision
    assert explained.effective == effective(rules, place, listed)
    assert isinstance(decision, Allowed) == (refusals == [])
    assert not isinstance(decision, Refused) or decision.refusal is refusals[0]
    assert not isinstance(decision, Allowed) or decision.mode is not ChannelMode.OFF


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        (setting(server=ChannelMode.OPEN), (ChannelMode.OPEN, Origin.SERVER)),
        (
            setting(server=ChannelMode.OPEN, category=ChannelMode.DRAFT),
            (ChannelMode.DRAFT, Origin.CATEGORY),
        ),
        (
            setting(category=ChannelMode.OFF, channel=ChannelMode.PRIVATE),
            (ChannelMode.PRIVATE, Origin.CHANNEL),
        ),
        (setting(channel=ChannelMode.OPEN, thread=ChannelMode.OFF), (ChannelMode.OFF, Origin.THREAD)),
        (setting(channel=ChannelMode.OPEN), (ChannelMode.OPEN, Origin.CHANNEL)),
    ],
)
def test_a_thread_takes_what_is_set_nearest(rules: GuildRules, expected: tuple[ChannelMode, Origin]) -> None:
    assert mode_of(rules, IN_THREAD) == expected


@given(guild_rules, threads, place_rules, modes, open_channels)
def test_what_is_set_for_a_thread_wins(
    rules: GuildRules, place: Place, own: PlaceRules, mode: ChannelMode, listed: frozenset[int]
) -> None:
    set_for_it = replace(own, mode=mode)
    held = effective(replace(rules, places={**rules.places, THREAD: set_for_it}), place, listed)

    assert (held.mode, held.mode_from) == (mode, Origin.THREAD)
    assert own.roles is None or (held.roles, held.roles_from) == (own.roles, Origin.THREAD)
    assert own.newcomer_days is None or held.newcomer_from is Origin.THREAD
    assert own.sources is None or held.sources == (own.sources or None)


@given(guild_rules, channels, modes, open_channels)
def test_what_is_set_for_a_channel_wins_over_category_operator_and_server(
    rules: GuildRules, place: Place, mode: ChannelMode, listed: frozenset[int]
) -> None:
    own = {**rules.places, CHANNEL: PlaceRules(mode=mode)}
    assert mode_of(replace(rules, places=own), place, listed) == (mode, Origin.CHANNEL)


@given(guild_rules, threads, open_channels)
def test_a_thread_without_rules_is_as_its_channel(
    rules: GuildRules, place: Place, listed: frozenset[int]
) -> None:
    bare = replace(rules, places={id_: held for id_, held in rules.places.items() if id_ != THREAD})
    channel = Place(guild=GUILD, channel=CHANNEL, category=place.category)
    assert effective(bare, place, listed - {THREAD}) == effective(bare, channel, listed - {THREAD})


def test_each_setting_is_inherited_on_its_own() -> None:
    rules = GuildRules(
        default=PlaceRules(mode=ChannelMode.OPEN, newcomer_days=3, sources=frozenset({"lamps"})),
        places={
            CATEGORY: PlaceRules(roles=frozenset({OTHER_ROLE})),
            CHANNEL: PlaceRules(newcomer_days=0),
            THREAD: PlaceRules(sources=frozenset()),
        },
    )
    assert effective(rules, IN_THREAD, ()) == Effective(
        mode=ChannelMode.OPEN,
        mode_from=Origin.SERVER,
        roles=frozenset({OTHER_ROLE}),
        roles_from=Origin.CATEGORY,
        newcomer_days=0,
        newcomer_from=Origin.CHANNEL,
        sources=None,
        sources_from=Origin.THREAD,
    )


def test_a_channel_that_the_operator_lists_is_open_until_a_moderator_sets_its_mode() -> None:
    listed = frozenset({CHANNEL})
    rules = setting(server=ChannelMode.OFF, category=ChannelMode.PRIVATE)
    assert mode_of(rules, HERE, listed) == (ChannelMode.OPEN, Origin.OPERATOR)
    assert mode_of(rules, IN_THREAD, listed) == (ChannelMode.OPEN, Origin.OPERATOR)
    assert mode_of(setting(channel=ChannelMode.OFF), IN_THREAD, listed) == (
        ChannelMode.OFF,
        Origin.CHANNEL,
    )


@pytest.mark.parametrize("kind", [PlaceKind.ANNOUNCEMENT, PlaceKind.VOICE])
def test_where_nobody_expects_talk_only_the_channel_itself_is_opened(kind: PlaceKind) -> None:
    place = replace(HERE, kind=kind)
    wide = setting(server=ChannelMode.OPEN, category=ChannelMode.OPEN)
    assert mode_of(wide, place) == (ChannelMode.OFF, Origin.NOWHERE)
    assert mode_of(setting(channel=ChannelMode.OPEN), place) == (ChannelMode.OPEN, Origin.CHANNEL)
    assert mode_of(GuildRules(), place, frozenset({CHANNEL})) == (ChannelMode.OPEN, Origin.OPERATOR)


@pytest.mark.parametrize("kind", [PlaceKind.ANNOUNCEMENT, PlaceKind.VOICE])
def test_who_may_ask_is_inherited_there_all_the_same(kind: PlaceKind) -> None:
    rules = GuildRules(
        default=PlaceRules(roles=frozenset({OTHER_ROLE})), places={CHANNEL: PlaceRules(mode=ChannelMode.OPEN)}
    )
    assert refusal_of(rules, replace(HERE, kind=kind)) is Refusal.ROLE


@pytest.mark.parametrize(
    ("rules", "place", "person", "expected"),
    [
        (OPEN, HERE, SOMEBODY, None),
        (OPEN, HERE, replace(SOMEBODY, bot=True), Refusal.BOT),
        (OPEN, HERE, replace(SOMEBODY, member=False), Refusal.NOT_A_MEMBER),
        (
            replace(OPEN, blocked_people=frozenset({MEMBER}), paused_at=NOW),
            HERE,
            replace(SOMEBODY, timed_out_until=NOW + 9),
            Refusal.BLOCKED,
        ),
        (GuildRules(), HERE, replace(SOMEBODY, timed_out_until=NOW + 9), Refusal.TIMED_OUT),
        (OPEN, HERE, replace(SOMEBODY, timed_out_until=NOW), None),
        (replace(GuildRules(), paused_at=NOW), HERE, SOMEBODY, Refusal.PAUSED),
        (GuildRules(), replace(IN_THREAD, locked=True), SOMEBODY, Refusal.OFF),
        (OPEN, replace(IN_THREAD, locked=True), replace(SOMEBODY, may_send=False), Refusal.CLOSED),
        (OPEN, replace(IN_THREAD, archived=True), SOMEBODY, Refusal.CLOSED),
        (OPEN, HERE, replace(SOMEBODY, may_send=False), Refusal.MAY_NOT_WRITE),
        (setting(server=ChannelMode.DRAFT), HERE, replace(SOMEBODY, may_send=False), Refusal.MAY_NOT_WRITE),
        (setting(server=ChannelMode.PRIVATE), HERE, replace(SOMEBODY, may_send=False), None),
    ],
)
def test_the_most_telling_reason_is_given(
    rules: GuildRules, place: Place, person: Person, expected: Refusal | None
) -> None:
    assert refusal_of(rules, place, person) is expected


def test_who_is_timed_out_is_told_until_when() -> None:
    decision = decided(OPEN, person=replace(SOMEBODY, timed_out_until=NOW + 60))
    assert decision == Refused(refusal=Refusal.TIMED_OUT, again_at=NOW + 60)


def test_a_role_is_asked_for_and_any_of_several_will_do() -> None:
    rules = GuildRules(
        default=PlaceRules(mode=ChannelMode.OPEN, roles=frozenset({OTHER_ROLE, MODERATOR_ROLE}))
    )
    assert refusal_of(rules) is Refusal.ROLE
    assert refusal_of(rules, person=replace(SOMEBODY, roles=frozenset({OTHER_ROLE, 3}))) is None


@pytest.mark.parametrize(
    ("joined_at", "expected"),
    [
        (NOW - 7 * DAY, Allowed(mode=ChannelMode.OPEN)),
        (NOW - 7 * DAY + 1, Refused(refusal=Refusal.NEWCOMER, again_at=NOW + 1)),
        (None, Refused(refusal=Refusal.NEWCOMER)),
    ],
)
def test_a_newcomer_is_told_when_and_an_unknown_membership_is_a_new_one(
    joined_at: int | None, expected: Allowed | Refused
) -> None:
    rules = GuildRules(default=PlaceRules(mode=ChannelMode.OPEN, newcomer_days=7))
    assert decided(rules, person=replace(SOMEBODY, joined_at=joined_at)) == expected


def test_no_days_ask_for_no_membership() -> None:
    assert refusal_of(OPEN, person=replace(SOMEBODY, joined_at=None)) is None


@pytest.mark.parametrize(
    ("rules", "place", "person", "expected"),
    [
        (GuildRules(), HERE, SOMEBODY, Refusal.OFF),
        (replace(OPEN, paused_at=NOW), HERE, SOMEBODY, Refusal.PAUSED),
        (OPEN, replace(IN_THREAD, locked=True), SOMEBODY, Refusal.CLOSED),
        (OPEN, HERE, replace(SOMEBODY, bot=True), Refusal.BOT),
        (OPEN, HERE, replace(SOMEBODY, timed_out_until=NOW + 9), Refusal.TIMED_OUT),
        (replace(OPEN, blocked_people=frozenset({MEMBER})), HERE, SOMEBODY, Refusal.BLOCKED),
    ],
)
def test_staff_are_refused_as_anybody_is(
    rules: GuildRules, place: Place, person: Person, expected: Refusal
) -> None:
    staff = replace(person, manages_messages=True, manages_server=True)
    assert refusal_of(rules, place, staff) is expected


@given(guild_rules, places, people, open_channels)
def test_being_staff_never_opens_what_is_closed(
    rules: GuildRules, place: Place, person: Person, listed: frozenset[int]
) -> None:
    decision = decide(rules, place, person, now=NOW, open_channels=listed)
    as_staff = replace(person, manages_messages=True)
    spared = decide(replace(rules, staff_exempt=True), place, as_staff, now=NOW, open_channels=listed)
    if isinstance(decision, Refused) and decision.refusal in NEVER_SPARED:
        assert spared == decision


@given(guild_rules, threads, people, open_channels)
def test_staff_are_spared_roles_and_days_only_where_set(
    rules: GuildRules, place: Place, person: Person, listed: frozenset[int]
) -> None:
    as_staff = replace(person, manages_messages=True)
    refusal = decide(replace(rules, staff_exempt=True), place, as_staff, now=NOW, open_channels=listed)
    assert not isinstance(refusal, Refused) or refusal.refusal not in {Refusal.ROLE, Refusal.NEWCOMER}
    bound, unbound = replace(rules, staff_exempt=False), replace(person, manages_messages=False)
    assert decide(bound, place, as_staff, now=NOW, open_channels=listed) == decide(
        bound, place, unbound, now=NOW, open_channels=listed
    )


@given(guild_rules, people)
def test_direct_messages_know_no_server(rules: GuildRules, person: Person) -> None:
    place = Place(guild=None, channel=CHANNEL, kind=PlaceKind.DIRECT)
    asked = replace(person, bot=False)
    allowed = decide(rules, place, asked, now=NOW, open_channels={CHANNEL}, direct_messages=True)
    refused = decide(rules, place, asked, now=NOW, open_channels={CHANNEL})

    assert allowed == Allowed(mode=ChannelMode.PRIVATE)
    assert refused == Refused(refusal=Refusal.DIRECT_MESSAGES)
    assert effective(rules, place, {CHANNEL}).mode is ChannelMode.OFF


def test_a_bot_is_answered_nowhere() -> None:
    place = Place(guild=None, channel=CHANNEL, kind=PlaceKind.DIRECT)
    decision = decide(
        OPEN, place, replace(SOMEBODY, bot=True), now=NOW, open_channels=(), direct_messages=True
    )
    assert decision == Refused(refusal=Refusal.BOT)


def test_an_answer_comes_from_the_sources_of_the_place() -> None:
    rules = GuildRules(default=PlaceRules(mode=ChannelMode.DRAFT, sources=frozenset({"lamps"})))
    assert decided(rules) == Allowed(mode=ChannelMode.DRAFT, sources=frozenset({"lamps"}))


@pytest.mark.parametrize(
    ("person", "staff", "admin"),
    [
        (SOMEBODY, False, False),
        (replace(SOMEBODY, manages_messages=True), True, False),
        (replace(SOMEBODY, roles=frozenset({MODERATOR_ROLE})), True, False),
        (replace(SOMEBODY, roles=frozenset({OTHER_ROLE})), False, False),
        (replace(SOMEBODY, manages_server=True), False, True),
        (replace(SOMEBODY, manages_messages=True, manages_server=True, member=False), False, False),
        (replace(SOMEBODY, manages_messages=True, manages_server=True, bot=True), False, False),
    ],
)
def test_staff_moderate_and_admins_change_the_rules(person: Person, *, staff: bool, admin: bool) -> None:
    rules = GuildRules(moderator_roles=frozenset({MODERATOR_ROLE}))
    assert (is_staff(rules, person), is_admin(person)) == (staff, admin)


def test_an_explanation_goes_on_behind_the_first_refusal_and_says_where_rules_come_from() -> None:
    rules = GuildRules(
        default=PlaceRules(newcomer_days=7),
        places={CATEGORY: PlaceRules(mode=ChannelMode.OFF), CHANNEL: PlaceRules(roles=frozenset({1}))},
    )
    new = replace(SOMEBODY, joined_at=NOW)
    explained = explain(rules, HERE, new, now=NOW, open_channels=())
    refused = {step.look: (step.refusal, step.origin) for step in explained.steps if step.refusal}

    assert explained.decision == Refused(refusal=Refusal.OFF)
    assert [step.look for step in explained.steps] == [look for look in Look if look is not Look.DIRECT]
    assert refused == {
        Look.MODE: (Refusal.OFF, Origin.CATEGORY),
        Look.ROLE: (Refusal.ROLE, Origin.CHANNEL),
        Look.AGE: (Refusal.NEWCOMER, Origin.SERVER),
    }
    spared = explain(rules, HERE, replace(new, manages_messages=True), now=NOW, open_channels=())
    assert {step.look for step in spared.steps if step.spared} == {Look.ROLE, Look.AGE}
