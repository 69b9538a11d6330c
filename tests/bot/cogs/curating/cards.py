"""What people do with the cards of sources."""

from pathlib import Path
from typing import Any

import simcord
from simcord.results import ResponseMessage

from bot.understanding import Voice

SAMPLES = Path(__file__).parents[4] / "bot" / "demo" / "samples"
HALL = ("market-hall.vtt", (SAMPLES / "market-hall.vtt").read_bytes())
CORRECTED = ("market-hall.vtt", (SAMPLES / "market-hall-corrected.vtt").read_bytes())


def card_of(shown: simcord.InteractionResult) -> ResponseMessage:
    """Return the message that a card is."""
    assert shown.response is not None
    return shown.response


async def choose_voice(
    actor: simcord.MemberActor, card: simcord.InteractionResult, voice: str
) -> simcord.InteractionResult:
    """Choose a speaker in a card's menu, which opens a form."""
    mark = Voice(name=voice, turns=0, words=0).mark
    return await actor.select(card_of(card), [mark])


async def name_voice(
    actor: simcord.MemberActor,
    card: simcord.InteractionResult,
    voice: str,
    *,
    name: str = "",
    same: str | None = None,
    role: str | None = None,
) -> simcord.InteractionResult:
    """Name a speaker on a card, or join them with another."""
    form = await choose_voice(actor, card, voice)
    sent: dict[str, Any] = {"name": name}
    if same is not None:
        sent["same"] = [Voice(name=same, turns=0, words=0).mark]
    if role is not None:
        sent["role"] = role
    return await actor.submit_modal(form, sent)


async def store(actor: simcord.MemberActor, card: simcord.InteractionResult) -> simcord.InteractionResult:
    """Press *Store*."""
    return await actor.click(card_of(card), label="Store")
