"""The page that a visitor opens first: what to try, and a way into each channel."""

from dataclasses import dataclass
from html import escape
from importlib.resources import files
from string import Template

from bot.demo.rooms import DISCUSSION, DRAFTS, MODERATORS, QUIET, ROOMS, Room


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing to do, where, and as whom."""

    room: Room
    moderating: bool
    told: str
    """What to do there; between backquotes stands what is typed."""


STORY = (
    Step(room=DISCUSSION, moderating=False, told="read an answer; press *Show passage* and *Ask more*."),
    Step(room=DRAFTS, moderating=False, told="ask: `/ask`. One question waits for the moderators already."),
    Step(
        room=MODERATORS,
        moderating=True,
        told="look at a draft. Press *Edit* and change a number or a name: it is refused. Then *Approve*.",
    ),
    Step(room=DRAFTS, moderating=False, told="read the approved answer, and *Flag* it."),
    Step(room=MODERATORS, moderating=True, told="look at the flag, and *Withdraw* the answer."),
    Step(room=DRAFTS, moderating=True, told="`/moderation why` tells how all this came about."),
    Step(room=DRAFTS, moderating=False, told="`/privacy` shows what is kept of you, and deletes it."),
    Step(
        room=MODERATORS,
        moderating=True,
        told="`/corpus add` with `market-hall.vtt` (below) as its file: name who is unknown, then *Store*.",
    ),
    Step(
        room=DISCUSSION,
        moderating=False,
        told="`/quote` with “The fishmonger gets up at three”: it is answered from what was just added.",
    ),
    Step(
        room=MODERATORS,
        moderating=True,
        told="`/corpus update` with `market-hall-corrected.vtt`: see what changes, then *Store*; the answer "
        "that quoted the old words is listed.",
    ),
    Step(room=QUIET, moderating=False, told="ask where only you see the answer."),
    Step(
        room=DISCUSSION,
        moderating=True,
        told="`/moderation overview` shows every channel; `/moderation setup` sets it up; "
        "`/moderation pause` stops it all.",
    ),
)


SAMPLES = ("market-hall.vtt", "market-hall-corrected.vtt")
"""Files that can be added: an invented talk whose second speaker has no name, and the same, corrected."""


def hall_page(*, server: str, member: str, moderator: str, mention: str) -> str:
    """Return the page as HTML; its links are relative to it."""
    people = {False: member, True: moderator}
    template = Template(files("bot.demo").joinpath("hall.html").read_text(encoding="utf-8"))
    return template.substitute(
        server=escape(server),
        mention=escape(mention),
        steps="\n".join(_step(step, people) for step in STORY),
        rooms="\n".join(_room(room, people) for room in ROOMS),
        samples="\n".join(map(_sample, SAMPLES)),
    )


def read_sample(name: str) -> bytes | None:
    """Return a file that can be added in the demo; None if there is none of that name."""
    if name not in SAMPLES:
        return None
    return files("bot.demo").joinpath("samples", name).read_bytes()


def way_into(room: Room, *, moderating: bool) -> str:
    """Return the address of a way into a channel, relative to the page."""
    return f"{room.name}/{'moderator' if moderating else 'member'}"


def _step(step: Step, people: dict[bool, str]) -> str:
    link = _link(f"#{step.room.name} as {people[step.moderating]}", step.room, moderating=step.moderating)
    return f"<li>{link}: {_marked(step.told)}</li>"


def _room(room: Room, people: dict[bool, str]) -> str:
    seen_by = (True,) if room.staff_only else (False, True)
    links = " · ".join(_link(f"as {people[who]}", room, moderating=who) for who in seen_by)
    return f"<li><b>#{escape(room.name)}</b> {links}<br>{escape(room.told)}</li>"


def _sample(name: str) -> str:
    return f'<li><a href="samples/{escape(name)}" download>{escape(name)}</a></li>'


def _link(text: str, room: Room, *, moderating: bool) -> str:
    return f'<a href="{escape(way_into(room, moderating=moderating))}" target="room">{escape(text)}</a>'


def _marked(told: str) -> str:
    """Return a sentence with what is typed as code, and what is pressed in bold."""
    parts = escape(told).split("`")
    text = "".join(f"<code>{part}</code>" if number % 2 else part for number, part in enumerate(parts))
    pieces = text.split("*")
    return "".join(f"<b>{piece}</b>" if number % 2 else piece for number, piece in enumerate(pieces))
