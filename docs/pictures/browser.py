"""A page in headless Chromium, steered over its DevTools socket: opened, looked at, pressed, photographed."""
# ruff: noqa: INP001 - a script in a folder of pictures, not a package

import asyncio
import base64
import itertools
import json
import shutil
import tempfile
from collections.abc import AsyncGenerator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import aiohttp

# Nothing of the browser's own may call out: no updates, no sync, no components.
_QUIET = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--hide-scrollbars",
    "--force-device-scale-factor=1",
    "--remote-debugging-port=0",
)


class Box(NamedTuple):
    """A part of a page, in pixels."""

    x: float
    y: float
    width: float
    height: float


class BrowserMissingError(Exception):
    """There is no Chromium on this machine."""


@dataclass(slots=True)
class Page:
    """One page of the browser."""

    socket: aiohttp.ClientWebSocketResponse
    _numbers: Iterator[int] = field(default_factory=itertools.count)

    async def resize(self, width: int, height: int) -> None:
        """Give the window a size."""
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        await self._command("Emulation.setDeviceMetricsOverride", **size)

    async def open(self, url: str, *, width: int, height: int) -> None:
        """Open an address in a window of that size; where the page paints nothing, pictures are clear."""
        await self.resize(width, height)
        clear = {"r": 0, "g": 0, "b": 0, "a": 0}
        await self._command("Emulation.setDefaultBackgroundColorOverride", color=clear)
        await self._command("Page.navigate", url="about:blank")  # so that a fragment alone is a new page too
        await self._command("Page.navigate", url=url)

    async def value(self, expression: str) -> Any:  # noqa: ANN401  whatever the page's script gives
        """Return what an expression of JavaScript gives."""
        told = await self._command(
            "Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True
        )
        if "exceptionDetails" in told:
            raise RuntimeError(f"the page failed: {told['exceptionDetails']}")
        return told["result"].get("value")

    async def wait_for(self, expression: str, *, seconds: float = 15) -> None:
        """Wait until an expression holds."""
        async with asyncio.timeout(seconds):
            # The page tells of nothing by itself: it has to be asked.
            while not await self.value(f"Boolean({expression})"):  # noqa: ASYNC110
                await asyncio.sleep(0.1)

    async def write(self, text: str) -> None:
        """Write where the focus is, as a keyboard would."""
        await self._command("Input.insertText", text=text)

    async def press_enter(self) -> None:
        """Press the key where the focus is."""
        key = {"key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 13}
        await self._command("Input.dispatchKeyEvent", type="keyDown", text="\r", **key)
        await self._command("Input.dispatchKeyEvent", type="keyUp", **key)

    async def photograph(self, box: Box | None = None) -> bytes:
        """Return what is seen, or what is seen in a box, as a PNG."""
        clip = {} if box is None else {"clip": {**box._asdict(), "scale": 1}}
        told = await self._command("Page.captureScreenshot", format="png", **clip)
        return base64.b64decode(told["data"])

    async def _command(self, method: str, **parameters: object) -> dict[str, Any]:
        number = next(self._numbers)
        await self.socket.send_json({"id": number, "method": method, "params": parameters})
        while True:
            told = await self.socket.receive_json()
            if told.get("id") == number:
                if "error" in told:
                    raise RuntimeError(f"{method}: {told['error']['message']}")
                result: dict[str, Any] = told["result"]
                return result


@asynccontextmanager
async def browser_page() -> AsyncGenerator[Page]:
    """Start Chromium from PATH with a profile of its own, and end it after the block."""
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        raise BrowserMissingError("Pictures need Chromium: install it so that `chromium` stands on PATH.")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        process = await asyncio.create_subprocess_exec(
            *(program, *_QUIET, f"--user-data-dir={profile}", "about:blank"),
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
        )
        try:
            port = await _port(Path(profile))
            async with (
                aiohttp.ClientSession() as session,
                session.ws_connect(await _address(session, port), max_msg_size=0) as socket,
            ):
                yield Page(socket)
        finally:
            if process.returncode is None:
                process.terminate()
            await process.wait()


async def _port(profile: Path) -> int:
    async with asyncio.timeout(20):
        while True:
            if (written := profile / "DevToolsActivePort").exists() and (text := written.read_text()):
                return int(text.splitlines()[0])
            await asyncio.sleep(0.05)


async def _address(session: aiohttp.ClientSession, port: int) -> str:
    async with session.get(f"http://127.0.0.1:{port}/json") as answer:
        pages = json.loads(await answer.text())
    return next(str(page["webSocketDebuggerUrl"]) for page in pages if page["type"] == "page")
