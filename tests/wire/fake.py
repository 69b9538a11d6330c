"""A fake Discord on loopback: what a member of a server does to the bot, and what the bot does then."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from aiohttp import web

from tests.wire import payloads
from tests.wire.gateway import Gateway
from tests.wire.payloads import ASKER, OPEN_CHANNEL, Payload
from tests.wire.recording import Recording, Request
from tests.wire.rest import Rest
from tests.wire.world import World

LABEL = 18  # the component that carries a form's field

TOKEN = "MTAwMDAwMDAwMDAwMDAwMDAx.fake.token-of-nobody"  # noqa: S105  of no use anywhere but here


@dataclass(frozen=True, slots=True, kw_only=True)
class FakeDiscord:
    """REST and gateway at one loopback port; `address` is where they are, with the scheme http."""

    address: str
    rest: Rest
    gateway: Gateway
    recording: Recording

    @property
    def world(self) -> World:
        """The server as it is now."""
        return self.rest.world

    async def ask(
        self, question: str, *, channel: str = OPEN_CHANNEL, asker: str = ASKER, **options: str | bool
    ) -> Payload:
        """Use `/ask` as a member does, and return the interaction."""
        return await self.use("ask", {"question": question, **options}, channel=channel, user=asker)

    async def use(
        self, name: str, options: Payload, *, channel: str = OPEN_CHANNEL, user: str = ASKER
    ) -> Payload:
        """Use a slash command that the bot registered; "mode set" is the subcommand of a group."""
        command, *under = name.split()
        data = payloads.command(command, self._command(command), options, under=under)
        return await self._interact(2, data, channel=channel, presser=user)

    async def complete(self, name: str, options: Payload, *, focused: str) -> list[Payload]:
        """Type into an option that completes, and return the choices offered."""
        data = payloads.command(name, self._command(name), options, focused=focused)
        answer = await self.response(await self._interact(4, data, channel=OPEN_CHANNEL))
        choices: list[Payload] = answer.payload["data"]["choices"]
        return choices

    async def press(self, custom_id: str, message: Payload, *, presser: str = ASKER) -> Payload:
        """Press a button of a message, and return the interaction."""
        data: Payload = {"custom_id": custom_id, "component_type": 2, "id": 1}
        return await self._interact(3, data, channel=message["channel_id"], presser=presser, message=message)

    async def submit(self, form: Payload, typed: str, message: Payload, *, sender: str = ASKER) -> Payload:
        """Send the one field of a form that the bot opened, and return the interaction."""
        parts = [part for part in form["components"] if part["type"] == LABEL]
        fields: list[Payload] = [
            {"type": LABEL, "id": 2, "component": {**_field(part["component"]), "value": typed}}
            for part in parts
        ]
        data: Payload = {"custom_id": form["custom_id"], "components": fields}
        return await self._interact(5, data, channel=OPEN_CHANNEL, presser=sender, message=message)

    async def choose(self, name: str, message: Payload) -> Payload:
        """Choose a message menu of the bot: its payload carries the message, and nothing is withheld."""
        chosen: Payload = {"messages": {message["id"]: message}}
        data: Payload = {"id": self._command(name), "name": name, "type": 3, "target_id": message["id"]}
        return await self._interact(2, {**data, "resolved": chosen}, channel=OPEN_CHANNEL)

    async def mention(self, text: str, *, channel: str = OPEN_CHANNEL, writer: str = ASKER) -> Payload:
        """Write a message that mentions the bot, and return it."""
        named = f"<@{payloads.APPLICATION}> {text}"
        return await self.write(named, channel=channel, pings=True, writer=writer)

    async def write(
        self,
        text: str,
        *,
        channel: str = OPEN_CHANNEL,
        reply_to: Payload | None = None,
        pings: bool = False,
        writer: str = ASKER,
    ) -> Payload:
        """Write a message as a member does, and return it as it was written."""
        written: Payload = {"content": text, "mentions": [payloads.bot_user()] if pings else []}
        message = payloads.message(written, channel_id=channel, author=payloads.user(writer, "ada"))
        guild = self.world.channel(channel)["guild_id"]
        member = {key: value for key, value in self.world.member(writer).items() if key != "user"}
        reply: Payload = {}
        if reply_to is not None:
            reference: Payload = {"message_id": reply_to["id"], "channel_id": channel, "type": 0}
            reply = {"type": 19, "message_reference": reference, "referenced_message": reply_to}
        sent: Payload = self.world.keep({**message, "guild_id": guild, "member": member, **reply})
        await self.gateway.dispatch("MESSAGE_CREATE", sent)
        return sent

    async def delete(self, message: Payload) -> None:
        """Delete a message as who wrote it does."""
        self.world.remove(message["id"])
        guild = self.world.channel(message["channel_id"])["guild_id"]
        gone: Payload = {key: message[key] for key in ("id", "channel_id")}
        await self.gateway.dispatch("MESSAGE_DELETE", {**gone, "guild_id": guild})

    async def response(self, interaction: Payload, *, seconds: float = 20) -> Request:
        """Wait for the first response to an interaction."""
        return await self.recording.wait_for("POST", _callback(interaction), seconds=seconds)

    async def answer(self, interaction: Payload, *, seconds: float = 20) -> Payload:
        """Wait until the deferred response has become an answer, and return the message's body."""
        original = rf"/webhooks/\d+/{interaction['token']}/messages/@original"
        return (await self.recording.wait_for("PATCH", original, seconds=seconds)).payload

    async def _interact(
        self, kind: int, data: Payload, *, channel: str, presser: str = ASKER, message: Payload | None = None
    ) -> Payload:
        made = payloads.interaction(
            kind, data, channel=self.world.channel(channel), member=self._member(presser)
        )
        made["locale"] = self.world.locale
        if message is not None:
            made["message"] = message
        self.rest.interactions.begin(made)
        await self.gateway.dispatch("INTERACTION_CREATE", made)
        return made

    def _member(self, identity: str) -> Payload:
        return payloads.with_rights(self.world.member(identity))

    def _command(self, name: str) -> str:
        return str(next(command["id"] for command in self.rest.commands if command["name"] == name))


def _field(component: Payload) -> Payload:
    return {"type": component["type"], "id": 3, "custom_id": component["custom_id"]}


def _callback(interaction: Payload) -> str:
    return rf"/interactions/{interaction['id']}/{interaction['token']}/callback"


@asynccontextmanager
async def fake_discord(*, token: str = TOKEN) -> AsyncGenerator[FakeDiscord]:
    """Serve a fake Discord on a free loopback port until the end of the block."""
    recording = Recording()
    rest = Rest(gateway="", token=token, recording=recording)
    gateway = Gateway(address="", token=token, world=rest.world)
    server = web.Application()
    # The library asks for the gateway at the root, with or without a slash behind it.
    server.router.add_get("/gateway", gateway.connect)
    server.router.add_get("/gateway/", gateway.connect)
    server.router.add_route("*", "/api/v10/{path:.*}", rest.serve)
    # A bot that holds its connection must not hold up the end of the test.
    runner = web.AppRunner(server, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    try:
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        host, port = runner.addresses[0][:2]
        rest.gateway = gateway.address = f"ws://{host}:{port}/gateway"
        yield FakeDiscord(address=f"http://{host}:{port}", rest=rest, gateway=gateway, recording=recording)
    finally:
        await runner.cleanup()
