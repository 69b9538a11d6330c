"""A way to an asker that only remembers."""

from collections.abc import AsyncGenerator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field

from bot.views.page import Page


@dataclass
class SilentDelivery:
    """Keeps what it is told, and whether somebody waits."""

    told: list[str] = field(default_factory=list[str])
    waits: int = 0

    async def turn_away(self, sentence: str) -> None:
        self.told.append(sentence)

    async def begin(self, *, public: bool) -> int | None:
        return 7 if public else 8

    def waiting(self) -> AbstractAsyncContextManager[None]:
        return self._waiting()

    async def show(self, page: Page) -> int:
        return page.total_children_count

    async def tell(self, sentence: str) -> None:
        self.told.append(sentence)

    async def promise(self, sentence: str) -> None:
        self.told.append(sentence)

    async def withdraw(self) -> None:
        self.told.append("")

    @asynccontextmanager
    async def _waiting(self) -> AsyncGenerator[None]:
        self.waits += 1
        try:
            yield
        finally:
            self.waits -= 1
