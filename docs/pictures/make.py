"""Make the pictures of the README and the guide from the real thing: `python docs/pictures/make.py`.

It runs `whosaid` as anyone would, in the folder where it is called, and photographs what it shows in
headless Chromium, which has to be on PATH.
"""
# ruff: noqa: INP001 - a script in a folder of pictures, not a package

import asyncio
import base64
import os
import re
import sys
from asyncio.subprocess import DEVNULL, PIPE
from pathlib import Path

from adding import picture_adding
from browser import BrowserMissingError, Page, browser_page
from demo import AT_REST, BUTTONS, WHOSAID, Visitor, demo, trim
from moderating import picture_story
from rich.console import Console
from rich.terminal_theme import MONOKAI
from rich.text import Text

HERE = Path(__file__).parent
QUESTION = "Why did Western companies go into China?"
COLUMNS = 100
WIDTH, HIGHEST = 720, 1700
SHOW_PASSAGE = f"{BUTTONS}.find(button => button.innerText === 'Show passage')"
HEIGHT = """(() => {
  const list = document.querySelector('#channel-message-list').getBoundingClientRect();
  const top = document.querySelector('#channel-timeline').getBoundingClientRect().top;
  const box = document.querySelector('#channel-composer').getBoundingClientRect().height;
  return Math.ceil(top + list.height + box) + 30;
})()"""


async def main() -> None:
    """Make all pictures."""
    async with browser_page() as page:
        (HERE / "terminal.png").write_bytes(await picture_terminal(page))
        async with demo() as address:
            (HERE / "demo.png").write_bytes(await picture_demo(page, address))
        async with demo() as address:
            async for name, picture in picture_story(Visitor(page=page, address=address)):
                (HERE / "moderating" / name).write_bytes(picture)
        async with demo() as address:
            async for name, picture in picture_adding(Visitor(page=page, address=address)):
                (HERE / "moderating" / name).write_bytes(picture)


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


async def picture_demo(page: Page, address: str) -> bytes:
    """Return a photograph of the demo's page with its first answer, and the passage opened under it."""
    await page.open(f"{address}discussion/member", width=WIDTH, height=HIGHEST)
    await page.wait_for(f"{AT_REST} && {SHOW_PASSAGE}")
    await asyncio.sleep(1)  # its first look at the server replaces the buttons
    await page.value(f"{SHOW_PASSAGE}.click()")
    await page.wait_for("document.body.innerText.includes('Only you can see this')")
    await page.resize(WIDTH, min(HIGHEST, int(await page.value(HEIGHT))))
    await asyncio.sleep(1)  # the page scrolls softly
    return trim(await page.photograph())


if __name__ == "__main__":
    try:
        asyncio.run(main())
    except BrowserMissingError as error:
        sys.exit(str(error))
