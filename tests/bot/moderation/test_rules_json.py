"""Rules come back as they were written, and what is no rule is refused in one clear sentence."""

import json
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.moderation.rules import Allowance, ChannelMode, GuildRules, Limits, PlaceRules
from bot.moderation.rules_json import RulesError, read_rules, read_rules_file, rules_file, write_rules
from tests.bot.moderation.given import NOW, guild_rules

BIG = 2**63 - 1
JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)
KEYS = sorted(write_rules(GuildRules()))


MANY_PLACES: dict[str, dict[str, str]] = {str(place): {} for place in range(1, 502)}
WRONG: list[tuple[dict[str, Any], str]] = [
    ({"version": 2}, "written by a newer whosaid"),
    ({"version": 0}, "`version` must be 1"),
    ({"version": True}, "`version` must be 1"),
    ({"version": "1"}, "`version` must be 1"),
    ({"colour": "red"}, "no setting `colour`"),
    ({"default": {"mode": "on"}}, "`default.mode` must be one of off, private, draft, open"),
    ({"default": "off"}, "`default` must be a group"),
    ({"places": {"12": {"modes": "open"}}}, "no setting `places.12.modes`"),
    ({"places": {"general": {}}}, "`places.general` must be an id"),
    ({"places": {"0": {}}}, "`places.0` must be an id"),
    ({"places": {"9223372036854775808": {}}}, "must be an id"),
    ({"places": [1]}, "`places` must be a group in braces of at most 500"),
    ({"places": MANY_PLACES}, "at most 500"),
    ({"review_channel": 123}, "`review_channel` must be an id"),
    ({"moderator_roles": "1"}, "`moderator_roles` must be a list"),
    ({"moderator_roles": ["1", 2]}, "`moderator_roles.1` must be an id"),
    ({"blocked_people": [str(at + 1) for at in range(1001)]}, "at most 1000"),
    ({"blocked_words": ["gull"] * 201}, "at most 200"),
    ({"blocked_words": ["a" * 101]}, "`blocked_words.0` must be words of 1 to 100"),
    ({"blocked_words": ["*"]}, "`blocked_words.0` must be words"),
    ({"blocked_words": ["gu*ll"]}, "`blocked_words.0` must be words"),
    ({"blocked_words": ["\u200b ..."]}, "`blocked_words.0` must be words"),
    ({"blocked_words": [3]}, "`blocked_words.0` must be words"),
    ({"default": {"sources": [""]}}, "`default.sources.0` must be text"),
    ({"default": {"sources": ["a\nb"]}}, "`default.sources.0` must be text"),
    (
        {"default": {"newcomer_days": 1.5}},
        "`default.newcomer_days` must be a whole number from 0 to 3650",
    ),
    ({"default": {"newcomer_days": -1}}, "from 0"),
    ({"limits": {"person": {"requests": 0}}}, "`limits.person.requests` must be a whole number from 1"),
    ({"limits": {"person": {"requests": True}}}, "must be a whole number"),
    ({"limits": {"server": {"seconds": 2_592_001}}}, "`limits.server.seconds`"),
    ({"limits": {"server": {"dollars": "NaN"}}}, "`limits.server.dollars` must be an amount"),
    ({"limits": {"server": {"dollars": "-1"}}}, "must be an amount"),
    ({"limits": {"server": {"dollars": "1e-10"}}}, "must be an amount"),
    ({"limits": {"server": {"dollars": []}}}, "must be an amount"),
    ({"limits": {"all": {}}}, "no setting `limits.all`"),
    ({"strict": "no"}, "`strict` must be true or false"),
    ({"staff_exempt": 1}, "`staff_exempt` must be true or false"),
    ({"quiet_minutes": 1441}, "`quiet_minutes`"),
    ({"draft_hours": 0}, "`draft_hours`"),
    ({"language": "german"}, "`language` must be a language"),
    ({"paused_at": -1}, "`paused_at`"),
]


def refused(**changes: Any) -> str:  # noqa: ANN401 - anything that JSON holds
    with pytest.raises(RulesError) as error:
        read_rules({"version": 1, **changes})
    assert str(error.value) == error.value.phrase
    return str(error.value)


@given(guild_rules)
def test_rules_come_back_as_they_were_written(rules: GuildRules) -> None:
    assert read_rules(json.loads(json.dumps(write_rules(rules)))) == rules


@given(guild_rules)
def test_a_file_holds_the_rules_but_not_whether_the_server_is_paused(rules: GuildRules) -> None:
    assert read_rules_file(rules_file(rules)) == replace(rules, paused_at=None)


def test_a_file_cannot_pause_a_server() -> None:
    assert read_rules_file(json.dumps({"version": 1, "paused_at": NOW})).paused_at is None


def test_ids_are_text_as_numbers_of_that_size_are_rounded() -> None:
    rules = GuildRules(
        review_channel=BIG,
        places={BIG: PlaceRules(roles=frozenset({BIG}))},
        moderator_roles=frozenset({BIG}),
        blocked_people=frozenset({BIG}),
    )
    assert str(BIG) not in rules_file(rules).replace(f'"{BIG}"', "")
    assert read_rules_file(rules_file(rules)) == rules


def test_what_is_left_out_is_as_it_is_by_default() -> None:
    assert read_rules({"version": 1}) == GuildRules()
    assert read_rules({"version": 1, "limits": {"person": {}}, "language": None}) == GuildRules(
        limits=Limits(person=Allowance())
    )


def test_money_is_written_out() -> None:
    rules = GuildRules(limits=Limits(server=Allowance(dollars=Decimal("0.000000005"))))
    assert write_rules(rules)["limits"]["server"]["dollars"] == "0.000000005"
    for dollars in ("0.5", 0.5, "0.50"):
        read = read_rules({"version": 1, "limits": {"server": {"dollars": dollars}}})
        assert read.limits.server.dollars == Decimal("0.5")


@pytest.mark.parametrize(("changes", "sentence"), WRONG)
def test_what_is_wrong_is_told_by_its_key_and_what_to_write(changes: dict[str, Any], sentence: str) -> None:
    assert sentence in refused(**changes)


def test_a_missing_version_is_told() -> None:
    with pytest.raises(RulesError, match="`version` is missing"):
        read_rules({"strict": True})


def test_a_key_of_any_signs_is_shown_harmlessly() -> None:
    told = refused(**{"`@everyone`\n{most}" + "x" * 500: 1})
    assert "\n" not in told
    assert told.count("`") == 2
    assert "{most}" in told
    assert len(told) < 200


@given(JSON_VALUES)
def test_whatever_is_no_rules_is_refused_and_nothing_else_happens(value: object) -> None:
    with pytest.raises(RulesError):
        read_rules(value)


@given(st.sampled_from(KEYS), JSON_VALUES)
def test_a_key_with_any_value_is_read_or_refused(key: str, value: object) -> None:
    try:
        rules = read_rules({"version": 1, key: value})
    except RulesError:
        return
    assert read_rules(write_rules(rules)) == rules


@given(st.text() | JSON_VALUES.map(json.dumps))
def test_a_file_of_anything_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(RulesError) as error:
        read_rules_file(text)
    assert str(error.value).endswith(".")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "not JSON",
        "[" * 100_000,
        '{"version": 1, "version": 1}',
        '{"version": NaN}',
        '"version"',
        '{"version": 1} more',
        " " * 1_000_001,
    ],
    ids=range(8),
)
def test_a_file_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(RulesError, match="file"):
        read_rules_file(text)


def test_a_file_may_begin_with_a_mark() -> None:
    assert read_rules_file("\ufeff" + rules_file(GuildRules())) == GuildRules()


def test_rules_beyond_what_is_kept_are_not_written() -> None:
    places = {at + 1: PlaceRules(mode=ChannelMode.OPEN) for at in range(501)}
    with pytest.raises(RulesError, match="`places`"):
        write_rules(GuildRules(places=places))
