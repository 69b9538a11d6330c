"""The demo as a whole: the real bot in a page on loopback."""

import asyncio
import io
import json
import re
import signal
import socket
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Any

import aiohttp
import pytest
from rich.console import Console

from bot.demo.errors import DemoError
from bot.demo.hall import SAMPLES
from bot.demo.showing import run_demo
from tests.bot.fakes import FakeBackend


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A demo that is being shown: the address of its first page, and what it printed."""

    address: str
    printed: io.StringIO
    task: asyncio.Task[None]

    async def enter(self, way: str) -> "Door":
        """Follow a link of the first page."""
        async with (
            aiohttp.ClientSession() as session,
            session.get(self.address + way, allow_redirects=False) as answer,
        ):
            assert answer.status == 303
            origin, key = answer.headers["Location"].split("/#")
            return Door(origin=origin, key=key)


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """The page of one channel: where it is, and the key that lets in."""

    origin: str
    key: str

    async def state(self) -> str:
        """Return what the page shows, as its own script gets it."""
        headers = {"X-Simcord-Capability": self.key}
        async with (
            aiohttp.ClientSession() as session,
            session.post(f"{self.origin}/api/pages", json={}, headers=headers) as answer,
        ):
            assert answer.status == 200
            return json.dumps(await answer.json(), ensure_ascii=False)


@asynccontextmanager
async def shown(backend: FakeBackend, *, question: str | None = None) -> AsyncGenerator[Shown]:
    printed = io.StringIO()
    console = Console(file=printed, width=40)
    task = asyncio.create_task(run_demo(backend, port=0, question=question, console=console))
    try:
        async with asyncio.timeout(30):
            while not (found := re.search(r"http://127\.0\.0\.1:\d+/\S+/", printed.getvalue())):
                if task.done():
                    task.result()
                await asyncio.sleep(0.02)
        yield Shown(address=found[0], printed=printed, task=task)
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def look(address: str, **headers: str) -> tuple[int, str]:
    async with aiohttp.ClientSession() as session, session.get(address, headers=headers) as page:
        return page.status, await page.text()


async def test_the_first_page_leads_into_every_channel() -> None:
    async with shown(FakeBackend()) as demo:
        status, page = await look(demo.address)
        assert status == 200
        ways = [way for way in re.findall(r'href="([^"]+)"', page) if not way.startswith("samples/")]
        for way in dict.fromkeys(ways):
            door = await demo.enter(way)
            assert f'"name": "{way.partition("/")[0]}"' in await door.state()
        assert len(set(ways)) == 9


async def test_the_files_that_it_offers_can_be_saved_by_who_has_its_address() -> None:
    async with shown(FakeBackend()) as demo:
        for name in SAMPLES:
            assert (await look(f"{demo.address}samples/{name}"))[1].startswith("WEBVTT")
        assert (await look(f"{demo.address}samples/hall.html"))[0] == 404
        origin = demo.address.rsplit("/", 2)[0]
        assert (await look(f"{origin}/guessed/samples/{SAMPLES[0]}"))[0] == 404


async def test_the_first_question_is_answered_in_one_channel_and_waits_in_another() -> None:
    backend = FakeBackend()
    async with shown(backend) as demo:
        seen = await (await demo.enter("discussion/member")).state()
        assert "Mostly I wait for fog." in seen
        assert "Show passage" in seen
        assert "Max (moderator)" in seen
        waits = await (await demo.enter("drafts/member")).state()
        assert "Mostly I wait for fog." not in waits
        card = await (await demo.enter("moderators/moderator")).state()
        assert "Mostly I wait for fog." in card
        assert "Approve" in card
        # Once to find a question that has an answer, and once by the bot in each of the two channels.
        assert [asked.text for asked in backend.answering.asked] == [
            "What does a harbour master do all day?"
        ] * 3


async def test_a_channel_is_closed_when_another_is_opened() -> None:
    async with shown(FakeBackend()) as demo:
        before = await demo.enter("discussion/member")
        await demo.enter("quiet/member")
        with pytest.raises((aiohttp.ClientError, AssertionError)):
            await before.state()


async def test_a_channel_opens_through_the_eyes_that_were_chosen() -> None:
    async with shown(FakeBackend()) as demo:
        for way, name in (("drafts/member", "Ada"), ("drafts/moderator", "Max (moderator)")):
            state = json.loads(await (await demo.enter(way)).state())
            assert name in json.dumps(next(one for one in state["viewers"] if one["id"] == state["viewerId"]))


async def test_a_question_can_be_given() -> None:
    backend = FakeBackend()
    async with shown(backend, question="Who stamps papers?"):
        assert [asked.text for asked in backend.answering.asked] == ["Who stamps papers?"] * 2


@dataclass(kw_only=True)
class Visit:
    """A page of the demo as its own script uses it."""

    session: aiohttp.ClientSession
    origin: str
    page: dict[str, Any]
    actions: int = 0

    async def act(self, kind: str, **given: object) -> None:
        """Do what somebody does in the page, and look at it anew."""
        self.actions += 1
        body: dict[str, object] = {
            "protocol_version": self.page["protocolVersion"],
            "sequence": self.actions,
            "request_id": f"visit-{self.actions}",
            "generation": self.page["context"]["generation"],
            "bot_generation": self.page["botGeneration"],
            "published_revision": self.page["publishedRevision"],
            "kind": kind,
            **given,
        }
        context = {"X-Simcord-Context": self.page["context"]["id"]}
        async with self.session.post(f"{self.origin}/api/action", json=body, headers=context) as done:
            assert (await done.json())["rejected"] is False
        async with self.session.get(f"{self.origin}/api/state", headers=context) as looked:
            self.page = await looked.json()

    def control(self, label: str) -> str:
        """Return what the page calls a button."""
        shown = json.dumps(self.page)
        found = re.search(rf'"label": "{label}"[^}}]*"control_key": "([^"]+)"', shown)
        assert found, shown
        return found[1]


@asynccontextmanager
async def visit(demo: Shown, way: str = "discussion/member") -> AsyncGenerator[Visit]:
    door = await demo.enter(way)
    headers = {"X-Simcord-Capability": door.key}
    async with aiohttp.ClientSession(headers=headers) as session:
        async with session.post(f"{door.origin}/api/pages", json={}) as opened:
            page = await opened.json()
        yield Visit(session=session, origin=door.origin, page=page)


async def test_more_can_be_asked_in_the_page_by_its_form() -> None:
    backend = FakeBackend()
    async with shown(backend, question="Who stamps papers?") as demo, visit(demo) as guest:
        await guest.act("click", target_id=guest.page["targetId"], control_key=guest.control("Ask more"))
        form = guest.page["modal"]
        assert "Going on from: “Who stamps papers?”" in json.dumps(form, ensure_ascii=False)
        await guest.act("modal_submit", modal_handle=form["handle"], values={"question": "And who waits?"})

    assert (backend.answering.asked[-1].text, backend.answering.asked[-1].after) == (
        "And who waits?",
        ("Who stamps papers?",),
    )


async def test_every_command_is_offered_in_the_page() -> None:
    async with shown(FakeBackend()) as demo, visit(demo) as guest:
        context = {"X-Simcord-Context": guest.page["context"]["id"]}
        async with guest.session.get(f"{guest.origin}/api/commands", headers=context) as answer:
            offered = json.dumps(await answer.json())

    assert all(f'"{name}"' in offered for name in ("ask", "quote", "check", "compare"))


async def test_only_who_has_the_address_gets_in() -> None:
    async with shown(FakeBackend()) as demo:
        door = await demo.enter("discussion/member")
        async with (
            aiohttp.ClientSession() as session,
            session.post(f"{door.origin}/api/pages", json={}) as answer,
        ):
            assert answer.status == 401
        origin = demo.address.rsplit("/", 2)[0]
        assert (await look(f"{origin}/"))[0] == 404
        assert (await look(f"{origin}/guessed/"))[0] == 404
        assert (await look(f"{origin}/guessed/discussion/member"))[0] == 404
        assert (await look(demo.address, Host="elsewhere.example"))[0] == 404


async def test_what_is_no_channel_leads_nowhere() -> None:
    async with shown(FakeBackend()) as demo:
        assert (await look(f"{demo.address}attic/member"))[0] == 404
        assert (await look(f"{demo.address}drafts/stranger"))[0] == 404


async def test_a_channel_that_cannot_be_opened_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    async def fail(*_given: object, **_more: object) -> str:
        raise DemoError("Port 7 is taken.")

    async with shown(FakeBackend()) as demo:
        monkeypatch.setattr("bot.demo.doors.Doors.enter", fail)
        status, told = await look(f"{demo.address}drafts/member")
    assert status == 503
    assert told.endswith("try again. Port 7 is taken.")


async def test_two_who_choose_at_once_each_get_a_channel() -> None:
    async with shown(FakeBackend()) as demo:
        doors = await asyncio.gather(*map(demo.enter, ("drafts/member", "quiet/member", "lounge/member")))
        open_now = [door for door in doors if await is_open(door)]
    assert len(open_now) == 1


async def is_open(door: Door) -> bool:
    try:
        await door.state()
    except (aiohttp.ClientError, AssertionError):
        return False
    return True


async def test_the_end_of_the_session_in_the_page_ends_the_demo() -> None:
    async with shown(FakeBackend()) as demo, visit(demo) as guest:
        context = {"X-Simcord-Context": guest.page["context"]["id"]}
        body = {
            "protocol_version": guest.page["protocolVersion"],
            "sequence": 1,
            "request_id": "visit-1",
            "generation": guest.page["context"]["generation"],
            "bot_generation": guest.page["botGeneration"],
            "kind": "close",
        }
        with suppress(aiohttp.ClientError):
            await guest.session.post(f"{guest.origin}/api/action", json=body, headers=context)
        await asyncio.wait_for(demo.task, 10)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_a_signal_ends_it_cleanly(number: signal.Signals) -> None:
    async with shown(FakeBackend()) as demo:
        signal.raise_signal(number)
        await asyncio.wait_for(demo.task, 10)
        assert "has ended" in demo.printed.getvalue()


async def test_a_signal_ends_it_while_the_index_is_still_being_made() -> None:
    task = asyncio.create_task(
        run_demo(FakeBackend(ready=False), port=0, console=Console(file=io.StringIO()))
    )
    await asyncio.sleep(0.1)
    signal.raise_signal(signal.SIGTERM)
    await asyncio.wait_for(task, 10)


async def test_a_taken_port_is_told_before_any_work_is_done() -> None:
    backend = FakeBackend(ready=False)
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(DemoError, match="is taken"):
        await run_demo(backend, port=taken.getsockname()[1], console=Console(file=io.StringIO()))


async def test_the_taken_port_of_the_channels_is_told_before_any_work_is_done() -> None:
    backend = FakeBackend(ready=False)
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(DemoError, match="is taken"):
        await run_demo(backend, port=taken.getsockname()[1] - 1, console=Console(file=io.StringIO()))
