"""Completion of speakers and sources as they are typed."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.escaping import plain, shorten
from index.catalogue import SourceEntry
from index.words import fold

_CHOICES = 25  # Discord's limit
_LENGTH = 100  # Discord's limit, of a choice's name and of its value


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What is offered: the name that is shown and the value that is sent."""

    name: str
    value: str


def complete_speakers(sources: Iterable[SourceEntry], typed: str, source: str | None) -> list[Choice]:
    """Return the speakers whose name or alias matches, of one source if it is given."""
    names: dict[str, str] = {}
    for entry in sources:
        if source and entry.id != source:
            continue
        for speaker in (listed.speaker for listed in entry.speakers):
            names.setdefault(speaker.name, " ".join((speaker.name, *speaker.aliases)))
    offered = [
        (Choice(name=shorten(plain(name), _LENGTH), value=name[:_LENGTH]), said)
        for name, said in names.items()
    ]
    return _match(offered, typed)


def complete_sources(sources: Iterable[SourceEntry], typed: str) -> list[Choice]:
    """Return the sources whose title or id matches."""
    offered = [
        (
            Choice(name=shorten(plain(entry.title), _LENGTH) or entry.id, value=entry.id),
            f"{entry.title} {entry.id}",
        )
        for entry in sources
        if len(entry.id) <= _LENGTH
    ]
    return _match(offered, typed)


def complete_shelf(titles: Iterable[tuple[str, str]], typed: str) -> list[Choice]:
    """Return the stored sources, each an id with its title, whose title or id matches."""
    offered = [
        (Choice(name=shorten(plain(title), _LENGTH) or identity, value=identity), f"{title} {identity}")
        for identity, title in titles
        if len(identity) <= _LENGTH
    ]
    return _match(offered, typed)


def complete_several(sources: Iterable[SourceEntry], typed: str) -> list[Choice]:
    """Return the sources that match what stands after the last comma, with what stands before it."""
    before, comma, last = typed.rpartition(",")
    kept = f"{before.strip()}," if comma else ""
    taken = {part.strip() for part in before.split(",")}
    found = complete_sources((entry for entry in sources if entry.id not in taken), last.strip())
    return [
        Choice(name=choice.name, value=f"{kept}{choice.value}")
        for choice in found
        if len(f"{kept}{choice.value}") <= _LENGTH
    ]


def _match(offered: Iterable[tuple[Choice, str]], typed: str) -> list[Choice]:
    wanted = fold(typed).strip()
    ranked = [(fold(said).find(wanted), choice) for choice, said in offered if choice.name]
    found = [(place > 0, choice) for place, choice in ranked if place >= 0]
    # What begins with the typed letters stands first; the order is else as in the sources.
    return [choice for _, choice in sorted(found, key=lambda pair: pair[0])][:_CHOICES]
