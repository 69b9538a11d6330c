"""A way to an asker that only remembers."""

import itertools
from collections.abc import AsyncGenerator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field

from bot.views.page import Page

_IDS = itertools.count(1)


@dataclass
class SilentDelivery:
    """Keeps what it is told, and whether somebody waits."""

    told: list[str] = field(default_factory=list[str])
    shown: list[Page] = field(default_factory=list[Page])
    waits: int = 0
    begun: list[bool] = field(default_factory=list[bool])
    _ids: "itertools.count[int]" = field(default_factory=lambda: _IDS)

    async def turn_away(self, sentence: str) -> None:
        self.told.append(sentence)

    async def begin(self, *, public: bool) -> int | None:
        self.begun.append(public)
        return next(self._ids)

    def waiting(self) -> AbstractAsyncContextManager[None]:
        return self._waiting()

    async def show(self, page: Page) -> int:
        self.shown.append(page)
        return next(self._ids)

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
