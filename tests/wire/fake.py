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

TOKEN = "MTAwMDAwMDAwMDAwMDAwMDAx.fake.token-of-nobody"  # noqa: S105  of no use anywhere but here


@dataclass(frozen=True, slots=True, kw_only=True)
class FakeDiscord:
    """REST and gateway at one loopback port; `address` is where they are, with the scheme http."""

    address: str
    rest: Rest
    gateway: Gateway
    recording: Recording

    async def ask(self, question: str, *, channel: str = OPEN_CHANNEL, **options: str | bool) -> Payload:
        """Use `/ask` as a member does, and return the interaction."""
        return await self.use("ask", {"question": question, **options}, channel=channel)

    async def use(self, name: str, options: Payload, *, channel: str = OPEN_CHANNEL) -> Payload:
        """Use a slash command that the bot registered."""
        return await self._interact(2, payloads.command(name, self._command(name), options), channel=channel)

    async def complete(self, name: str, options: Payload, *, focused: str) -> list[Payload]:
        """Type into an option that completes, and return the choices offered."""
        data = payloads.command(name, self._command(name), options, focused=focused)
        answer = await self.response(await self._interact(4, data, channel=OPEN_CHANNEL))
        choices: list[Payload] = answer.payload["data"]["choices"]
        return choices

    async def press(self, custom_id: str, message: Payload, *, presser: str = ASKER) -> Payload:
        """Press a button of a message, and return the interaction."""
        data: Payload = {"custom_id": custom_id, "component_type": 2, "id": 1}
        return await self._interact(3, data, channel=OPEN_CHANNEL, presser=presser, message=message)

    async def mention(self, text: str, *, channel: str = OPEN_CHANNEL) -> Payload:
        """Write a message that mentions the bot, and return it."""
        written: Payload = {"content": f"<@{payloads.APPLICATION}> {text}", "mentions": [payloads.bot_user()]}
        asker = payloads.user(ASKER, "ada")
        message = payloads.message(written, channel_id=channel, author=asker)
        member = {key: value for key, value in payloads.member(ASKER, "ada").items() if key != "user"}
        sent: Payload = {**message, "guild_id": payloads.GUILD, "member": member}
        await self.gateway.dispatch("MESSAGE_CREATE", sent)
        return sent

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
        made = payloads.interaction(kind, data, channel_id=channel, asker=presser, name="ada")
        if message is not None:
            made["message"] = message
        await self.gateway.dispatch("INTERACTION_CREATE", made)
        return made

    def _command(self, name: str) -> str:
        return str(next(command["id"] for command in self.rest.commands if command["name"] == name))


def _callback(interaction: Payload) -> str:
    return rf"/interactions/{interaction['id']}/{interaction['token']}/callback"


@asynccontextmanager
async def fake_discord(*, token: str = TOKEN) -> AsyncGenerator[FakeDiscord]:
    """Serve a fake Discord on a free loopback port until the end of the block."""
    recording = Recording()
    rest = Rest(gateway="", token=token, recording=recording)
    gateway = Gateway(address="", token=token)
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
