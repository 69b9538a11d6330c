"""The demo with a real index in it, to which sources are added while it runs."""

from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from bot.demo.server import DemoServer
from bot.demo.showing import demo_database, furnished_server
from bot.indexing.following import ShelfFollower
from bot.wiring import loading
from index.library import Library, open_library
from index.offers import SourceOffer
from index.progress import Progress
from index.settings import IndexSettings
from tests.wire.conftest import INTERVIEW


@asynccontextmanager
async def demo_with_shelf(folder: Path) -> AsyncGenerator[DemoServer]:
    """Give the demo's server, whose index follows the demo's own shelf; what is asked first finds nothing."""
    (folder / "seeds").mkdir()
    (folder / "seeds" / "bees.txt").write_text(INTERVIEW, encoding="utf-8")
    settings = IndexSettings(
        sources=folder / "seeds",
        data=folder / "data",
        store_url=f"edge:{folder / 'data' / 'index'}",
        embedding="none",
    )

    def open_index(shelf: Sequence[SourceOffer], progress: Progress) -> Library:
        return open_library(settings, progress=progress, shelf=shelf)

    async with (
        demo_database() as database,
        loading(open_index, None, ShelfFollower([database], every=0.05)) as loader,
        furnished_server(loader, question="How much honey do the hives give?", database=database) as server,
    ):
        yield server
