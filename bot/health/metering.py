"""Measuring answers on their way."""

import time
from dataclasses import dataclass

from bot.answering.asking import Answering, Asked
from bot.answering.types import Outcome
from bot.backend import Backend, BackendLoader
from bot.health.metrics import Metrics


@dataclass(frozen=True, slots=True, kw_only=True)
class MeteredAnswering:
    """Answers as another does, and counts each outcome."""

    answering: Answering
    metrics: Metrics

    async def answer(self, asked: Asked) -> Outcome:
        """Return the outcome for one question."""
        began = time.monotonic()
        outcome = await self.answering.answer(asked)
        self.metrics.answered(outcome.mode, time.monotonic() - began, outcome.spent)
        return outcome


class MeteredLoader:
    """Gives a backend as another loader does, its answers measured."""

    def __init__(self, loader: BackendLoader, metrics: Metrics) -> None:
        self._loader = loader
        self._metrics = metrics

    async def ready(self) -> Backend:
        """Wait for the backend."""
        return self._metered(await self._loader.ready())

    def loaded(self) -> Backend | None:
        """Return the backend if it is loaded."""
        backend = self._loader.loaded()
        return None if backend is None else self._metered(backend)

    def _metered(self, backend: Backend) -> Backend:
        answering = MeteredAnswering(answering=backend.answering, metrics=self._metrics)
        return Backend(answering=answering, catalogue=backend.catalogue)
