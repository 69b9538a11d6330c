"""The page that a visitor opens first."""

import re

from bot.demo.hall import SAMPLES, STORY, hall_page, read_sample, way_into
from bot.demo.rooms import ROOMS


def page(**given: str) -> str:
    texts = {"server": "A room", "member": "Ada", "moderator": "Max", "mention": "<@7>", **given}
    return hall_page(**texts)


def test_every_channel_and_every_step_is_on_it() -> None:
    links = re.findall(r'href="([^"]+)"', page())

    assert all(way_into(room, moderating=True) in links for room in ROOMS)
    assert all(way_into(step.room, moderating=step.moderating) in links for step in STORY)


def test_no_step_leads_a_member_where_only_moderators_are() -> None:
    assert not [step for step in STORY if step.room.staff_only and not step.moderating]
    assert 'href="moderators/member"' not in page()


def test_what_is_typed_and_what_is_pressed_is_marked() -> None:
    assert "<code>/moderation why</code>" in page()
    assert "<b>Show passage</b>" in page()
    assert "`" not in page()
    assert "*" not in page()


def test_names_cannot_be_markup() -> None:
    shown = page(member="<b>Ada</b>", mention="<@7>")

    assert "&lt;b&gt;Ada&lt;/b&gt;" in shown
    assert "&lt;@7&gt;" in shown


def test_the_files_that_it_offers_are_there_and_no_others() -> None:
    offered = re.findall(r'href="samples/([^"]+)"', page())

    assert offered == list(SAMPLES)
    for name in offered:
        assert (read_sample(name) or b"").startswith(b"WEBVTT")
        assert name in " ".join(step.told for step in STORY)
    assert read_sample("../hall.html") is None
