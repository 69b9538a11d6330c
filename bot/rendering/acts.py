"""What somebody did as a moderator, in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from bot.rendering.ruling import channel_mark
from bot.translating import Tongue
from bot.wording import log as words

_ACTS = MappingProxyType(
    {
        "approved": words.APPROVED,
        "edited": words.EDITED,
        "rejected": words.REJECTED,
        "answered_privately": words.ANSWERED_PRIVATELY,
        "expired": words.EXPIRED,
        "shared": words.SHARED,
        "withdrew": words.WITHDREW,
        "renewed": words.RENEWED,
        "deleted": words.DELETED,
        "flag_handled": words.FLAG_HANDLED,
        "paused": words.PAUSED,
        "resumed": words.RESUMED,
        "imported": words.IMPORTED,
        "exported": words.EXPORTED,
        "source_added": words.SOURCE_ADDED,
        "source_updated": words.SOURCE_UPDATED,
        "source_edited": words.SOURCE_EDITED,
        "source_removed": words.SOURCE_REMOVED,
    }
)
_CHANGES = MappingProxyType(
    {
        "setup": words.SETUP,
        "server": words.SERVER,
        "limits": words.LIMITS,
        "people_blocked": words.PEOPLE_BLOCKED,
        "people_unblocked": words.PEOPLE_UNBLOCKED,
        "words": words.WORDS,
        "review": words.REVIEW,
        "roles": words.ROLES,
        "options": words.OPTIONS,
        "tidy": words.TIDY,
        "curators": words.CURATORS,
        "picks": words.PICKS,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldAct:
    """One act as it is told: `act` is its kind, `detail` what it concerned, `at` Unix seconds."""

    act: str
    actor: int | None
    at: int
    detail: Mapping[str, Any] | None = None
    question: int | None = None


def act_lines(tongue: Tongue, acts: Iterable[ToldAct], *, with_question: bool) -> tuple[str, ...]:
    """Return a line for each act: when, who, what; and the question's number where asked for."""
    return tuple(_line(tongue, act, with_question=with_question) for act in acts)


def _line(tongue: Tongue, act: ToldAct, *, with_question: bool) -> str:
    told = _told(tongue, act)
    if with_question and act.question is not None:
        told = tongue.say(words.ABOUT, act=told, row=act.question)
    who = tongue.say(words.NOBODY) if act.actor is None else f"<@{act.actor}>"
    return tongue.say(words.LINE, when=f"<t:{act.at}:f>", who=who, act=told)


def _told(tongue: Tongue, act: ToldAct) -> str:
    detail = act.detail or {}
    what, place = str(detail.get("what", "")), str(detail.get("place", ""))
    if what == "place" and place.isdecimal():
        return tongue.say(words.PLACE, place=channel_mark(int(place)))
    if source := str(detail.get("source", "")):
        return tongue.say(words.OF_SOURCE, act=tongue.say(_ACTS[act.act]), source=source.replace("`", ""))
    return tongue.say(_ACTS.get(act.act) or _CHANGES.get(what, words.RULES_CHANGED))
