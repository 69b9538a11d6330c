"""Make the pictures of the README from the real thing: `python docs/pictures/make.py`.

It runs `whosaid` as anyone would, in the folder where it is called, and photographs what it shows in
headless Chromium, which has to be on PATH.
"""
# ruff: noqa: INP001 - a script in a folder of pictures, not a package

import asyncio
import base64
import os
import re
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

from browser import BrowserMissingError, Page, browser_page
from rich.console import Console
from rich.terminal_theme import MONOKAI
from rich.text import Text

HERE = Path(__file__).parent
WHOSAID = (sys.executable, "-m", "bot")
QUESTION = "Why did Western companies go into China?"
COLUMNS = 100
WIDTH, HIGHEST = 720, 1700
BUTTONS = "[...document.querySelectorAll('#channel-message-list button')]"
SHOW_PASSAGE = f"{BUTTONS}.find(button => button.innerText === 'Show passage')"
HEIGHT = """(() => {
  const list = document.querySelector('#channel-message-list').getBoundingClientRect();
  const top = document.querySelector('#channel-timeline').getBoundingClientRect().top;
  const box = document.querySelector('#channel-composer').getBoundingClientRect().height;
  return Math.ceil(top + list.height + box) + 30;
})()"""
AT_REST = "document.querySelector('#preview-app').ariaBusy === 'false'"


async def main() -> None:
    """Make both pictures."""
    async with browser_page() as page:
        pictures = {"terminal.png": await picture_terminal(page), "demo.png": await picture_demo(page)}
    for name, picture in pictures.items():
        (HERE / name).write_bytes(picture)


async def picture_terminal(page: Page) -> bytes:
    """Return a photograph of an answer as a terminal shows it."""
    colours = {**os.environ, "FORCE_COLOR": "1", "COLUMNS": str(COLUMNS), "TERM": "xterm-256color"}
    process = await asyncio.create_subprocess_exec(
        *WHOSAID, "ask", QUESTION, stdout=PIPE, stderr=DEVNULL, env=colours
    )
    shown, _ = await process.communicate()
    drawing = draw_terminal(shown.decode())
    width, height = (float(size) for size in re.findall(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', drawing)[0])
    address = "data:image/svg+xml;base64," + base64.b64encode(drawing.encode()).decode()
    await page.open(address, width=round(width), height=round(height))
    await page.wait_for("document.readyState === 'complete'")
    return await page.photograph()


def draw_terminal(shown: str) -> str:
    """Return what a terminal would show as an SVG that asks for nothing from elsewhere."""
    console = Console(record=True, width=COLUMNS, file=open(os.devnull, "w"))  # noqa: SIM115, PTH123
    console.print(Text(f'$ whosaid ask "{QUESTION}"\n', style="bold"))
    console.print(Text.from_ansi(shown.strip("\n")))
    drawing = console.export_svg(title="whosaid", theme=MONOKAI)
    return re.sub(r"@font-face \{.*?\}", "", drawing, flags=re.DOTALL)


async def picture_demo(page: Page) -> bytes:
    """Return a photograph of the demo's page with its first answer, and the passage opened under it."""
    async with demo() as address:
        await page.open(address, width=WIDTH, height=HIGHEST)
        await page.wait_for(f"{SHOW_PASSAGE} && {AT_REST}")
        await asyncio.sleep(1)  # its first look at the server replaces the buttons
        await page.value(f"{SHOW_PASSAGE}.click()")
        await page.wait_for("document.body.innerText.includes('Only you can see this')")
        await page.resize(WIDTH, min(HIGHEST, int(await page.value(HEIGHT))))
        await asyncio.sleep(1)  # the page scrolls softly
        return await page.photograph()


@asynccontextmanager
async def demo() -> AsyncGenerator[str]:
    """Run `whosaid demo` and give the address of its page."""
    process = await asyncio.create_subprocess_exec(
        *WHOSAID, "demo", "--port", "0", stdout=PIPE, stderr=DEVNULL
    )
    try:
        assert process.stdout is not None  # noqa: S101 - it was asked for above
        async with asyncio.timeout(120):
            while not (found := re.search(rb"http://127\.0\.0\.1:\d+/#\S+", await process.stdout.readline())):
                if process.stdout.at_eof():
                    raise RuntimeError("`whosaid demo` ended before it showed its page: run it alone.")
        yield found[0].decode()
    finally:
        if process.returncode is None:
            process.send_signal(signal.SIGTERM)
        await process.wait()


if __name__ == "__main__":
    try:
        asyncio.run(main())
    except BrowserMissingError as error:
        sys.exit(str(error))
