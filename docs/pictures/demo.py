"""`whosaid demo`, run and used as a visitor would: channels opened, commands typed, buttons pressed."""
# ruff: noqa: INP001 - a script in a folder of pictures, not a package

import asyncio
import json
import re
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from io import BytesIO

from browser import Box, Page
from PIL import Image, ImageOps

WHOSAID = (sys.executable, "-m", "bot")
AT_REST = (
    "document.querySelector('#preview-app') && document.querySelector('#preview-app').ariaBusy === 'false'"
)
BUTTONS = "[...document.querySelectorAll('#channel-message-list button')]"
MESSAGES = "[...document.querySelectorAll('#channel-message-list article')]"
BOX = "document.querySelector('#channel-composer-input, #channel-composer [contenteditable=true]')"
COMMANDING = "document.querySelector('#channel-composer [data-command-mode=true]')"
FIELD = "document.querySelector('.modal-dialog textarea')"
_UNROLLED = f"""(() => {{
  for (const name of ['.modal-dialog', '.modal-body'])
    Object.assign(document.querySelector(name).style, {{ maxHeight: 'none', overflow: 'visible' }});
  const field = {FIELD};
  if (field) field.style.height = field.scrollHeight + 4 + 'px';
  document.activeElement.blur();
}})()"""
# A browser hands a file over only where somebody chooses it: here the page's own field is given one.
_HANDED = """(() => {{
  const field = document.querySelector('#channel-composer input[type=file]');
  const files = new DataTransfer();
  files.items.add(new File([{text}], {name}, {{ type: 'text/vtt' }}));
  field.files = files.files;
  field.dispatchEvent(new Event('change', {{ bubbles: true }}));
}})()"""
_COLOURS = 64
_FRAME = 8  # pixels
_SOFTLY = 1.0  # seconds: the page scrolls softly, and looks at the server now and then


@asynccontextmanager
async def demo() -> AsyncGenerator[str]:
    """Run the demo and give the address of its first page."""
    process = await asyncio.create_subprocess_exec(
        *WHOSAID, "demo", "--port", "0", stdout=PIPE, stderr=DEVNULL
    )
    try:
        assert process.stdout is not None  # noqa: S101 - it was asked for above
        async with asyncio.timeout(120):
            while not (found := re.search(rb"http://127\.0\.0\.1:\d+/\S+/", await process.stdout.readline())):
                if process.stdout.at_eof():
                    raise RuntimeError("`whosaid demo` ended before it showed its page: run it alone.")
        yield found[0].decode()
    finally:
        if process.returncode is None:
            process.send_signal(signal.SIGTERM)
        await process.wait()


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """Somebody who uses the demo in a browser."""

    page: Page
    address: str
    width: int = 460
    height: int = 2400

    async def enter(self, way: str) -> None:
        """Open a channel through somebody's eyes, such as "drafts/member"."""
        await self.page.open(self.address + way, width=self.width, height=self.height)
        await self._settled()

    async def command(self, name: str, *options: str) -> None:
        """Type a slash command and its required options, and send it."""
        await self.page.value(f"{BOX}.focus()")
        await self.page.write(f"/{name}")
        await self._settled()
        await self.page.press_enter()
        await self._settled()
        for option in options:
            await self.page.write(option)
        # Without options the first Enter has chosen the command, or sent it already.
        while await self.page.value(f"Boolean({COMMANDING})"):
            await self._settled()
            await self.page.press_enter()
            await self._settled()

    async def command_with_file(self, name: str, file: str, text: str, *options: str) -> None:
        """Type a slash command, its options before the file, choose the file, and send it."""
        await self.page.value(f"{BOX}.focus()")
        await self.page.write(f"/{name}")
        await self._settled()
        await self.page.press_enter()
        await self._settled()
        for option in options:
            await self.page.write(option)
            await self._settled()
            await self.page.press_enter()
            await self._settled()
        await self.page.value(_HANDED.format(name=json.dumps(file), text=json.dumps(text)))
        await self._settled()
        await self.page.value("document.querySelector('#channel-composer [aria-label=Send]').click()")
        await self._settled()

    async def pick(self, label: str) -> None:
        """Choose in the last menu of a message what begins with a text."""
        menu = "[...document.querySelectorAll('#channel-message-list [role=combobox]')].at(-1)"
        await self.page.wait_for(menu)
        await self.page.value(f"{menu}.click()")
        options = "[...document.querySelectorAll('[role=option]')]"
        found = f"{options}.find(one => one.innerText.includes({json.dumps(label)}))"
        await self.page.wait_for(found)
        await self.page.value(f"{found}.click()")
        await self._settled()

    async def fill(self, text: str) -> None:
        """Write into the first field of one line of an open form."""
        field = "document.querySelector('.modal-dialog input[type=text], .modal-dialog input:not([type])')"
        await self.page.wait_for(field)
        await self.page.value(f"{field}.focus()")
        await self.page.write(text)

    async def press(self, label: str) -> None:
        """Press the last button of that name."""
        found = f"{BUTTONS}.filter(button => button.innerText.trim() === {json.dumps(label)}).at(-1)"
        await self.page.wait_for(found)
        await self.page.value(f"{found}.click()")
        await self._settled()

    async def choose(self, label: str) -> None:
        """Choose one of several in an open form."""
        options = "[...document.querySelectorAll('.modal-dialog label, .modal-dialog [role=radio]')]"
        await self.page.value(
            f"{options}.find(one => one.innerText.trim().startsWith({json.dumps(label)})).click()"
        )

    async def write(self, text: str) -> None:
        """Write into the field of an open form, in place of what stands there."""
        await self.page.value(f"{FIELD}.select()")
        await self.page.write(text)

    async def send(self) -> None:
        """Send an open form."""
        await self.page.value("document.querySelector('.modal-dialog [type=submit]').click()")
        await self._settled()

    async def see(self, text: str) -> None:
        """Wait until the last message that holds a text is there."""
        await self.page.wait_for(_holding(text))

    async def photograph(self, text: str) -> bytes:
        """Return a picture of the last message that holds a text."""
        await self.see(text)
        await asyncio.sleep(_SOFTLY)
        return trim(await self.page.photograph(await self._box(_holding(text))))

    async def photograph_form(self) -> bytes:
        """Return a picture of an open form, whole."""
        await self.page.value(_UNROLLED)
        await asyncio.sleep(_SOFTLY)
        return trim(await self.page.photograph(await self._box("document.querySelector('.modal-dialog')")))

    async def _box(self, element: str) -> Box:
        measured = await self.page.value(
            f"(() => {{ const one = {element}.getBoundingClientRect();"
            " return [one.left, one.top, one.width, one.height]; })()"
        )
        left, top, width, height = (float(one) for one in measured)
        return Box(max(left, 0), max(top, 0), min(width, self.width - max(left, 0)), height)

    async def _settled(self) -> None:
        await asyncio.sleep(0.4)  # until the page has begun what it was told
        await self.page.wait_for(AT_REST)
        await asyncio.sleep(0.4)


def _holding(text: str) -> str:
    return f"{MESSAGES}.filter(one => one.innerText.includes({json.dumps(text)})).at(-1)"


def trim(picture: bytes) -> bytes:
    """Return a picture with room around it, and no more colours than text needs."""
    shown = Image.open(BytesIO(picture)).convert("RGB")
    background = shown.getpixel((shown.width - 1, shown.height - 1))
    assert isinstance(background, tuple)  # noqa: S101 - it was made of three colours above
    trimmed = BytesIO()
    framed = ImageOps.expand(shown, border=_FRAME, fill=background)
    framed.quantize(_COLOURS).save(trimmed, "PNG", optimize=True)
    return trimmed.getvalue()
