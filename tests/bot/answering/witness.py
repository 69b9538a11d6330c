"""A generator that is watched."""

from dataclasses import dataclass, field

from bot.answering.generation.generating import Brief, Generator, NotWritten, Written


@dataclass(slots=True)
class Witness:
    """Writes as another generator does, and remembers what came of each draft."""

    generator: Generator
    seen: list[Written | NotWritten] = field(default_factory=list[Written | NotWritten])

    @property
    def deadline(self) -> float:
        return self.generator.deadline

    async def write(self, brief: Brief) -> Written | NotWritten:
        self.seen.append(await self.generator.write(brief))
        return self.seen[-1]
