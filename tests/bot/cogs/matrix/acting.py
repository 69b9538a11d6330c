"""Doing what a combination says."""

from dataclasses import dataclass

import simcord

from bot.cogs.curating.commands import MENU as ADD
from bot.cogs.menus import CHECK
from bot.cogs.reviewing.withdraw_menu import WITHDRAW
from bot.moderation.reviews import FlagReason
from tests.bot.cogs.matrix import forging
from tests.bot.cogs.matrix.axes import ON_SHELF, Combination, What, Who
from tests.bot.cogs.matrix.rooms import Room
from tests.bot.cogs.matrix.subjects import Subject

EDITED = "1. Mira Okafor waits for the weather."
"""The first sentence alone, of two."""
_ON_CARD = {
    What.APPROVE: "approve",
    What.APPROVE_MENTION: "approve",
    What.EDIT: "edit",
    What.REJECT: "reject",
    What.REJECT_MENTION: "reject",
    What.ANSWER_PRIVATELY: "private",
}
_ON_ANSWER = {
    What.PASSAGE: "q:show",
    What.FLAG: "m:flag",
    What.ASK_MORE: "q:more",
    What.DELETE: "q:delete",
    What.DELETE_OWN: "q:delete",
    What.DELETE_PRIVATE: "q:delete",
    What.SHARE: "q:share",
    What.SHARE_ANOTHERS: "q:share",
}
_WRITTEN = {
    What.EDIT: {"text": EDITED},
    What.REJECT: {"text": "Not here."},
    What.REJECT_MENTION: {"text": "Not here."},
    What.WITHDRAW: {"text": "It is out of date."},
    What.FLAG: {"choice": FlagReason.OFF_TOPIC.value},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Acted:
    """What came back to who acted: whether a form opened, and the last interaction; a message has none."""

    form: bool = False
    result: simcord.InteractionResult | None = None


async def act(room: Room, one: Combination, subject: Subject | None) -> Acted:
    """Do it: with the form that opens, if one does."""
    if one.what is What.MENTION:
        await _mention(room, one)
        return Acted()
    actor = room.actor(one.who)
    result = await _begin(room, one, actor, subject)
    if result.modal is None:
        return Acted(result=result)
    written = _WRITTEN.get(one.what, {"question": _question(one)})
    return Acted(form=True, result=await actor.submit_modal(result, dict(written)))


async def _begin(  # noqa: PLR0911 - one act a line
    room: Room, one: Combination, actor: forging.Actor, subject: Subject | None
) -> simcord.InteractionResult:
    env, place = room.env, room.place_for(one.who)
    match one.what:
        case What.ASK:
            return await forging.command(env, actor, place, "ask", question=_question(one))
        case What.ASK_PRIVATELY:
            return await forging.command(env, actor, place, "ask", question=_question(one), private=True)
        case What.MENU:
            return await forging.menu(env, actor, place, CHECK, room.claim)
        case What.PRIVACY:
            return await forging.command(env, actor, place, "privacy")
        case What.PAUSE:
            return await forging.command(env, actor, place, "moderation pause")
        case What.ADD:
            return await forging.menu(env, actor, place, ADD, room.file)
        case What.LIST:
            return await forging.command(env, actor, place, "corpus list")
        case What.PICK:
            return await forging.command(env, actor, place, "corpus pick", sources="none")
        case _:
            assert subject is not None
            return await _act_on(room, one, actor, subject)


async def _act_on(
    room: Room, one: Combination, actor: forging.Actor, subject: Subject
) -> simcord.InteractionResult:
    env, place = room.env, room.place_for(one.who)
    if one.what is What.WITHDRAW:
        return await forging.menu(env, actor, place, WITHDRAW, subject.message)
    if one.what is What.WHY:
        return await forging.command(env, actor, place, "moderation why", message=str(subject.message))
    if one.what in ON_SHELF:
        return await forging.press(env, actor, subject.channel, subject.message, subject.control)
    if one.what in _ON_CARD:
        button = f"m:{_ON_CARD[one.what]}:{subject.review}"
    else:
        button = f"{_ON_ANSWER[one.what]}:{subject.row}"
    return await forging.press(env, actor, subject.channel, subject.message, button)


async def _mention(room: Room, one: Combination) -> None:
    assert room.bot.user is not None
    text = f"{room.bot.user.mention} {_question(one)}"
    if one.who is Who.WEBHOOK:
        await forging.post(room.env, room.hook, room.spot.place.id, text)
    else:
        await forging.write(room.env, room.people[one.who].id, room.place_for(one.who).id, text)


def _question(one: Combination) -> str:
    """Return a question that nobody else asks in that place."""
    return f"Who waits when {one.who.name} wants to {one.what.name}?"
