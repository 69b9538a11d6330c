"""Forms fit into what Discord takes, in every language."""

from collections.abc import Iterator, Mapping
from typing import Any, cast

import pytest

from bot.moderation.rules import ChannelMode, GuildRules, PlaceRules
from bot.translating import tongue_of
from bot.views.places import PlaceForm, mark_of
from bot.views.setting_up import SetupForm
from tests.bot.interview import ENTRY

# Discord's limits.
TITLE, LABEL, DESCRIPTION = 45, 45, 100
HELD = PlaceRules(mode=ChannelMode.DRAFT, roles=frozenset({5}), newcomer_days=3)


def walk(part: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield part
    inner = [
        *part.get("components", ()),
        *part.get("options", ()),
        *([part["component"]] if "component" in part else []),
    ]
    for one in inner:
        yield from walk(one)


@pytest.mark.parametrize("code", ["en-US", "de"])
async def test_every_form_keeps_to_discords_limits(code: str) -> None:
    tongue = tongue_of(code)
    forms = (PlaceForm(tongue, 10**19 - 1, HELD, [ENTRY]), SetupForm(tongue, GuildRules(), 10**18))
    for form in forms:
        made = cast("Mapping[str, Any]", form.to_dict())
        assert len(made["components"]) <= 5
        assert len(made["title"]) <= TITLE
        assert len(made["custom_id"]) <= 100
        for part in walk(made):
            # An option has a label, too, of 100 characters; those of ours are short.
            assert len(part.get("label") or "") <= LABEL
            assert len(part.get("description") or "") <= DESCRIPTION
            assert not str(part.get("description") or "").endswith("…")


def test_what_marks_rules_changes_with_each_of_their_parts() -> None:
    others = (
        PlaceRules(),
        HELD,
        PlaceRules(mode=ChannelMode.DRAFT),
        PlaceRules(roles=frozenset()),
        PlaceRules(sources=frozenset()),
        PlaceRules(sources=frozenset({"a"})),
        PlaceRules(newcomer_days=0),
    )

    assert len({mark_of(one) for one in others}) == len(others)
    assert mark_of(PlaceRules(roles=frozenset({1, 2, 3}))) == mark_of(PlaceRules(roles=frozenset({3, 2, 1})))
