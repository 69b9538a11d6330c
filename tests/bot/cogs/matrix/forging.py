"""Events as Discord sends them, also those that its own client would not let anybody cause.

What a client hides is no right: so a bot presses buttons here, who is timed out uses commands, and who
lacks a permission those that are hidden from them. Nothing of the simulator's public side does that.
"""

import importlib
from collections.abc import Mapping
from typing import Any

import simcord
from simcord.results import ResponseMessage

# Its private functions, in this one place: they have no public way in that does not refuse.
_actors: Any = importlib.import_module("simcord.actors")
_results: Any = importlib.import_module("simcord.results")
_serializers: Any = importlib.import_module("simcord.backend.serializers")
_errors: Any = importlib.import_module("simcord.backend.errors")

Actor = simcord.MemberActor | simcord.UserHandle
_COMMAND = 2
_MESSAGE_MENU = 3
_BUTTON = 2
_OPTION_TYPES: Mapping[type, int] = {str: 3, bool: 5}


def stored_message(env: simcord.Env, channel: int, message: int) -> Any:  # noqa: ANN401 - a private type
    """Return a message as the simulated Discord keeps it; None if it is gone."""
    try:
        return env.backend.get_message(channel, message)
    except _errors.BackendError:
        return None


def as_response(env: simcord.Env, message: Any) -> ResponseMessage:  # noqa: ANN401 - a private type
    """Return a kept message as results give it."""
    made: ResponseMessage = _results.ResponseMessage(env, message)
    return made


async def command(
    env: simcord.Env, actor: Actor, channel: simcord.ChannelHandle, path: str, **options: str | bool
) -> simcord.InteractionResult:
    """Use a slash command, also where Discord would not show it."""
    name, *nested = path.split()
    root = env.backend.find_command(name, None, type=1)
    assert root is not None
    filled: list[dict[str, Any]] = [
        {"name": option, "type": _OPTION_TYPES[type(value)], "value": value}
        for option, value in options.items()
    ]
    for one in reversed(nested):
        filled = [{"name": one, "type": 1, "options": filled}]
    data = {"id": root["id"], "name": name, "type": 1, "options": filled}
    return await _dispatch(actor, _COMMAND, channel, data)


async def menu(
    env: simcord.Env, actor: Actor, channel: simcord.ChannelHandle, name: str, target: int
) -> simcord.InteractionResult:
    """Use a message menu, also where Discord would not show it."""
    root = env.backend.find_command(name, None, type=_MESSAGE_MENU)
    assert root is not None
    payload = _serializers.message_payload(env.backend, env.backend.get_message(channel.id, target))
    data = {
        "id": root["id"],
        "name": name,
        "type": _MESSAGE_MENU,
        "target_id": str(target),
        "resolved": {"messages": {str(target): dict(payload)}},
    }
    return await _dispatch(actor, _COMMAND, channel, data)


async def press(
    env: simcord.Env, actor: Actor, channel: int, message: int, custom_id: str
) -> simcord.InteractionResult:
    """Press a button by its custom id, whether it is seen or not."""
    data = {"custom_id": custom_id, "component_type": _BUTTON}
    kept = env.backend.get_message(channel, message)
    pressed: simcord.InteractionResult = await _actors._component_interaction(actor, kept, data)
    return pressed


async def write(env: simcord.Env, author: int, channel: int, text: str) -> None:
    """Write a message, also where one may not."""
    env.backend.create_message(channel, author, text)
    await env.settle()


async def post(env: simcord.Env, hook: simcord.WebhookHandle, channel: int, text: str) -> None:
    """Write a message as a webhook, in a thread too."""
    author = env.backend.webhooks[hook.id].webhook_user_id
    env.backend.create_message(channel, author, text, webhook_id=hook.id)
    await env.settle()


async def _dispatch(
    actor: Actor, kind: int, channel: simcord.ChannelHandle, data: dict[str, Any]
) -> simcord.InteractionResult:
    result: simcord.InteractionResult = await _actors._dispatch_actor_interaction(actor, kind, channel, data)
    return result
